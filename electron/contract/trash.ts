import { z } from 'zod';
import { AgentKind } from './agents.ts';
import { Container } from './containers.ts';
import { Limits } from './limits.ts';
import { CallerId, ContainerName, HostPath, Instant, Nick } from './ids.ts';
import { procedure } from './procedure.ts';

/** How long what was removed is kept. */
export const TRASH_DAYS = 14;

/** A folder of the trash: the container's name, and when it was removed. */
export const TrashId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}\.\d{8}T\d{9}Z$/, 'That is no id of the trash.');
export type TrashId = z.infer<typeof TrashId>;

/** One folder of a container, as an archive in the trash. */
export const TrashArchive = z.object({
  file: z.string().regex(/^[a-z]+(-\d+)?\.tar\.gz$/),
  /** The container's folder that it is unpacked into: the parent of what it holds. */
  into: z.string().startsWith('/'),
  /** Bytes of the archive, and of what it holds. */
  bytes: z.int().min(0),
  unpacked: z.int().min(0),
});
export type TrashArchive = z.infer<typeof TrashArchive>;

/** A removed container, as `trash.json` keeps it. */
export const TrashRecord = z.looseObject({
  v: z.literal(1),
  name: ContainerName,
  /** The name that it had last; unset: the one that it was made with. */
  shown: ContainerName.optional(),
  nick: Nick.nullable().default(null),
  project: HostPath,
  branch: z.string().min(1),
  baseCommit: z.string().nullable(),
  agent: AgentKind,
  model: z.string().nullable(),
  task: z.string(),
  limits: Limits,
  createdAt: Instant,
  removedAt: Instant,
  /** What it had done since its start, as it last reported. Null: not known. */
  commits: z.int().min(0).nullable(),
  changed: z.int().min(0).nullable(),
  /** What its network was to be, as it was kept with it; null where that was not known. */
  network: z.unknown(),
  /** The comments on its work, as they were kept with it; null where there were none. */
  comments: z.string().nullable().default(null),
  /** What it had reported last, a line each. */
  reports: z.array(z.string()),
  archives: z.array(TrashArchive).min(1),
});
export type TrashRecord = z.infer<typeof TrashRecord>;

/** A removed container in a list. */
export const TrashEntry = TrashRecord.omit({
  v: true,
  network: true,
  comments: true,
  reports: true,
  archives: true,
}).extend({
  id: TrashId,
  shortName: z.string(),
  /** What it takes on this disk. */
  bytes: z.int().min(0),
  /** It goes for good after this. */
  keptUntil: Instant,
});
export type TrashEntry = z.infer<typeof TrashEntry>;

/** What is in the trash, newest first, and the folders there that cannot be read, with the reason. */
export const TrashList = z.object({
  entries: z.array(TrashEntry),
  damaged: z.array(z.object({ id: z.string(), why: z.string() })),
});
export type TrashList = z.infer<typeof TrashList>;

/** What a removed container had done since its start, as it last reported: `3 commits, 1 changed file`. */
export function workText({ commits, changed }: Pick<TrashEntry, 'commits' | 'changed'>): string {
  if (commits === null && changed === null) return 'not known';
  const parts = [many(commits ?? 0, 'commit'), many(changed ?? 0, 'changed file')].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing changed' : parts.join(', ');
}

function many(number: number, thing: string): string {
  return number === 0 ? '' : `${number} ${thing}${number === 1 ? '' : 's'}`;
}

export const trash = {
  list: procedure.output(TrashList),
  /** Makes a container of what was removed: the same branch, commits, stashes, files and conversation. It stays in the trash. */
  restore: procedure.input(z.object({ id: TrashId, creation: CallerId })).output(Container),
  /** Removes these for good. */
  empty: procedure
    .input(z.object({ ids: z.array(z.string()).max(10_000) }))
    .output(z.object({ removed: z.array(z.string()) })),
};
