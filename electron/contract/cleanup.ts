import { z } from 'zod';
import { Problem } from './errors.ts';
import { ContainerName } from './ids.ts';

/** What cleanup would remove: a whole container, one whose creation was cut off, or what a removed one left behind. */
export const CleanupItem = z.object({
  name: ContainerName,
  shortName: z.string(),
  kind: z.enum(['container', 'unfinished', 'leftover']),
  running: z.boolean(),
  branch: z.string().nullable(),
  /** Commits since the one that it started from, and changed files, as it last reported: what would be lost. Null: unknown. */
  commits: z.int().min(0).nullable(),
  changed: z.int().min(0).nullable(),
  /** Names of the Docker containers, networks and volumes that go. */
  parts: z.array(z.string()),
});
export type CleanupItem = z.infer<typeof CleanupItem>;

/** What cleanup removed, and what it could not, with the reason. */
export const CleanupResult = z.object({
  removed: z.array(ContainerName),
  failed: z.array(z.object({ name: ContainerName, problem: Problem })),
});
export type CleanupResult = z.infer<typeof CleanupResult>;
