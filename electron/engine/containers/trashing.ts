import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type TrashArchive, TrashRecord } from '../../contract/trash.ts';
import { CREDENTIAL_FORMS } from '../agents/credentials.ts';
import { findNetwork } from './allowed.ts';
import type { Member } from './fleet.ts';
import { findKept } from './kept.ts';
import { readReports } from './reports.ts';
import type { Context } from '../context.ts';
import { makeFolder, writeAtomic } from '../disk/atomic.ts';
import { diskFailure } from '../disk/failure.ts';
import { fileMode } from '../disk/private.ts';
import { fail, problemOf } from '../errors.ts';
import { TarFilter } from '../docker/tar-filter.ts';
import { HALF, RECORD } from './trash.ts';
import { SYSTEM } from './workspace.ts';

const KEPT_REPORTS = 20;

/** Of an agent's home: what can be had again, and what is secret. */
const NOT_KEPT = [
  'node/.npm/',
  'node/.cache/uv/',
  'node/.maestro/words',
  'node/.maestro/room',
  'node/.maestro/bridge',
  ...Object.values(CREDENTIAL_FORMS).map(({ file }) => `node/${file}`),
];

interface Source {
  readonly file: string;
  readonly path: string;
  readonly keeps: (name: string) => boolean;
}

/**
 * Keeps what a container that is down has: its workspace with the whole repository, the agent's home with its
 * conversation, the folders beside them, and how its agent is launched. Sign-ins and caches are left out. The folder of
 * the trash appears as a whole or not at all. DISK_FULL, FILE_UNREADABLE, DOCKER_FAILED.
 */
export async function saveToTrash(context: Context, { row, birth, shown, nick }: Member): Promise<void> {
  const removedAt = context.now().toISOString();
  const id = `${birth.name}.${removedAt.replaceAll(/[-:.]/g, '')}`;
  const half = join(context.paths.trash, `${HALF}-${id}`);
  try {
    await makeFolder(half);
    const archives: TrashArchive[] = [];
    for (const source of await sourcesOf(context, row.Id))
      archives.push(...(await save(context, row.Id, { half, source })));
    if (!archives.some(({ file }) => file.startsWith('workspace')))
      throw fail('DOCKER_FAILED', `${shown} has no workspace that could be kept.`);
    const record = { ...(await recordOf(context, { row, birth, shown, nick, removedAt })), archives };
    await writeAtomic(join(half, RECORD), `${JSON.stringify(record, null, 2)}\n`);
    await rename(half, join(context.paths.trash, id));
  } catch (error) {
    await rm(half, { recursive: true, force: true }).catch((left: unknown) => {
      context.log.warn({ folder: half, problem: problemOf(left) }, 'half of a container stays in the trash');
    });
    throw diskFailure(error, 'write', half);
  }
}

async function sourcesOf({ docker }: Context, id: string): Promise<Source[]> {
  const all = (): boolean => true;
  const tops = new Set((await docker.changedPaths(id)).map((path) => path.split('/')[1] ?? ''));
  const beside = [...tops].filter((name) => name !== '' && !SYSTEM.has(name)).sort();
  return [
    { file: 'workspace.tar.gz', path: '/workspace', keeps: all },
    { file: 'home.tar.gz', path: '/home/node', keeps: (name) => !NOT_KEPT.some((start) => name.startsWith(start)) },
    { file: 'launch.tar.gz', path: '/etc/maestro', keeps: all },
    ...beside.map((name, index) => ({ file: `folder-${index + 1}.tar.gz`, path: `/${name}`, keeps: all })),
  ];
}

async function save(
  { docker, closing }: Context,
  id: string,
  { half, source }: { half: string; source: Source },
): Promise<TrashArchive[]> {
  const tar = await docker.pack(id, source.path);
  if (tar === undefined) return [];
  const path = join(half, source.file);
  const [unpacked, bytes] = [counter(), counter()];
  const file = createWriteStream(path, { flags: 'wx', mode: fileMode(path) });
  const parts = [new TarFilter(source.keeps), unpacked.stream, createGzip({ level: 1 }), bytes.stream, file] as const;
  await pipeline(tar, ...parts, { signal: closing });
  await sync(path);
  return [{ file: source.file, into: posix.dirname(source.path), bytes: bytes.count(), unpacked: unpacked.count() }];
}

function counter(): { readonly stream: Transform; readonly count: () => number } {
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, count: () => bytes };
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function recordOf(
  context: Context,
  { row, birth, removedAt, ...names }: Pick<Member, 'row' | 'birth' | 'shown' | 'nick'> & { removedAt: string },
): Promise<Omit<TrashRecord, 'archives'>> {
  const { reports } = readReports(await context.docker.lastLines(row.Id, KEPT_REPORTS), context.now());
  const git = reports.at(-1)?.git;
  return {
    v: 1,
    name: birth.name,
    ...TrashRecord.pick({ shown: true, nick: true }).parse(names),
    project: birth.project,
    branch: birth.branch,
    baseCommit: birth.baseCommit,
    agent: birth.agent,
    model: birth.model,
    task: birth.task,
    limits: birth.limits,
    createdAt: birth.createdAt,
    removedAt,
    commits: git?.sinceBase ?? null,
    changed: git?.changed ?? null,
    network: findNetwork(context, birth.name) ?? null,
    comments: findKept(context, birth.name, 'comments') ?? null,
    reports: reports.map((report) => JSON.stringify(report)),
  };
}
