import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import type { ContainerName } from '../../contract/ids.ts';
import { parseJson } from '../../contract/json.ts';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { errnoOf } from '../disk/failure.ts';
import { isAlive, readHolder, thisProcess } from '../disk/holder.ts';
import { readText } from '../disk/read.ts';
import { NODE_ID } from '../docker/files.ts';
import { allLines } from '../docker/frames.ts';
import { runInside } from '../docker/run-inside.ts';
import { problemOf } from '../errors.ts';
import type { Member } from './fleet.ts';

/** Nobody else gives a file such a name: nothing but these is removed. */
const HALF = /\/\.maestro-cp-[0-9a-f]{12}$/;

/** Runs beside a copy, as the agent’s user: where whoever copies is gone, so is what they left. The engine may still write for a moment. */
const GUARD = `PATH=/usr/bin:/bin
read -r word
[ "$word" = done ] && exit
for wait in 0 1 2; do sleep $wait; rm -rf -- "$1"; done`;

/** A tree of any size can be moved or removed. */
const LONG_MS = 10 * 60_000;

/** Something that is not whole yet, beside where it will be. */
export interface Half {
  readonly path: string;
  /** Takes away what is left of it, and forgets it. */
  readonly end: () => Promise<void>;
}

/**
 * A place for what is copied into a folder of a container until it is whole. What is left there by a process that dies is
 * removed at once where the container runs, else with its next start or the next copy.
 */
export async function reserveHalf(context: Context, { row, birth }: Member, folder: string): Promise<Half> {
  const id = randomBytes(6).toString('hex');
  const path = posix.join(folder, `.maestro-cp-${id}`);
  const note = join(notesOf(context, birth.name), id);
  await writeAtomic(note, JSON.stringify({ ...thisProcess(), half: path }));
  const guard = row.State === 'running' ? await watch(context, row.Id, path) : undefined;
  const end = async (): Promise<void> => {
    await removeHalf(context, row, path);
    guard?.write('done\n');
    guard?.release();
    await rm(note, { force: true });
  };
  return { path, end };
}

/** Removes what processes that are gone left of their copies in a container. Never fails: it is logged. */
export async function removeHalves(context: Context, { row, birth }: Member): Promise<void> {
  const folder = notesOf(context, birth.name);
  try {
    for (const id of await notesIn(folder)) {
      const text = readText(join(folder, id)) ?? '';
      const holder = readHolder(text);
      if (holder !== undefined && isAlive(holder) !== false) continue;
      const { half } = (holder === undefined ? {} : parseJson(text)) as { half?: unknown };
      if (typeof half === 'string' && HALF.test(half)) await removeHalf(context, row, half);
      await rm(join(folder, id), { force: true });
    }
  } catch (error) {
    context.log.warn({ container: birth.name, problem: problemOf(error) }, 'halves of copies stay in a container');
  }
}

/** Runs it as the agent’s user or, where they may not write, as root without a capability; what that said where neither could. */
export async function inContainer(
  context: Context,
  id: string,
  command: readonly string[],
): Promise<string | undefined> {
  let said = '';
  for (const user of [String(NODE_ID), '0']) {
    const line = ['/bin/sh', '-c', '"$@" && echo done', 'sh', ...command];
    said = (await runInside(context, { id, command: line, user, limitMs: LONG_MS })).trimEnd();
    if (/(^|\n)done$/.test(said)) return undefined;
  }
  return said;
}

async function watch({ docker }: Context, id: string, half: string) {
  const guard = await docker.hold(id, ['/bin/sh', '-c', GUARD, 'sh', half], { user: String(NODE_ID) });
  allLines(guard.output).catch(() => undefined);
  return guard;
}

/** Nothing there is fine. What cannot be removed stays, and is logged. */
async function removeHalf(context: Context, { Id, State }: Member['row'], half: string): Promise<void> {
  if ((await context.docker.stat(Id, half)) === undefined) return;
  const failure = await (
    State === 'running'
      ? inContainer(context, Id, ['/bin/rm', '-rf', '--', half])
      : removeByUnpacking(context, Id, half)
  ).catch(String);
  if (failure !== undefined) context.log.warn({ half, failure }, 'half of a copy stays in a container');
}

/**
 * Nothing runs in a container that is stopped, and the engine has no call that removes a file. It makes room for what it
 * unpacks, though, before it finds that this second name is one of nothing, and fails.
 */
async function removeByUnpacking({ docker }: Context, id: string, half: string): Promise<string | undefined> {
  const name = posix.basename(half);
  const tar = pack();
  tar.entry({ name, type: 'link', linkname: `${name}/nothing` });
  tar.finalize();
  const folder = posix.dirname(half);
  const failure = await docker.unpack(id, { folder, tar: await buffer(tar) }).then(() => 'it was replaced', String);
  return (await docker.stat(id, half)) === undefined ? undefined : failure;
}

async function notesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function notesOf({ paths }: Context, name: ContainerName): string {
  return join(paths.containers, name, 'copies');
}
