import fs from 'node:fs';
import { lstat, mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, isProblem } from '../errors.ts';
import { makeFolder } from './atomic.ts';
import { diskFailure, errnoOf } from './failure.ts';
import { isAlive, readHolder, thisProcess } from './holder.ts';
import { readText } from './read.ts';

interface Lock {
  /** Where the lock lives; it is made. */
  readonly folder: string;
  readonly name: string;
  /**
   * How long to wait for one holder: a queue that moves is waited in. A dead one is noticed after `staleMs`, so wait
   * longer than that. Without it, as long as the writing of one file may take on a busy machine.
   */
  readonly waitMs?: number;
  /** Silence after which a holder is looked at, and counts as dead unless its process lives; at least 2,000. */
  readonly staleMs?: number;
  /** Ends the wait. The work itself has to listen on its own. */
  readonly signal?: AbortSignal;
}

/** Nobody else looks into a lock, wherever it lies. */
const LOCK_MODE = 0o700;
const HOLDER_MODE = 0o600;
const CLOSED = {
  ...fs,
  mkdir: (path: string, done: fs.NoParamCallback) => fs.mkdir(path, { mode: LOCK_MODE }, done),
};

const STALE_MS = 10_000;
const WRITING_MS = 30_000;
const FIRST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 200;

/** Runs work while holding a named lock that every Maestro process of this user respects; stale after its holder dies. LOCK_HELD after the wait. */
export async function withLock<Result>(lock: Lock, work: () => Promise<Result>): Promise<Result> {
  await makeFolder(lock.folder);
  const held = await acquire(lock);
  try {
    return await work();
  } finally {
    await held.release();
  }
}

interface Held {
  release(): Promise<void>;
}

async function acquire(lock: Lock): Promise<Held> {
  let holder = { id: '', since: performance.now() };
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)) {
    lock.signal?.throwIfAborted();
    const held = await tryAcquire(lock);
    if (held !== undefined) return held;
    const id = await idOf(`${join(lock.folder, lock.name)}.lock`);
    if (id !== holder.id) holder = { id, since: holder.id === '' ? holder.since : performance.now() };
    if (performance.now() - holder.since >= (lock.waitMs ?? WRITING_MS))
      throw fail(
        'LOCK_HELD',
        `Another Maestro process is at work, and not done yet (lock ${lock.name} in ${lock.folder}).`,
      );
    await delay(wait * (0.5 + Math.random()));
  }
}

async function tryAcquire(lock: Lock): Promise<Held | undefined> {
  const file = join(lock.folder, lock.name);
  const staleMs = lock.staleMs ?? STALE_MS;
  // Most of what only looks takes no lock, and then needs not wait for the library to load.
  const { default: lockfile } = await import('proper-lockfile');
  let lost = false;
  try {
    // Never stale for the library: two processes that both find a lock stale would both remove it, the second one
    // the first one's new lock. Here only `removeDead` takes a dead holder's lock away, one process at a time.
    const release = await lockfile.lock(file, {
      realpath: false,
      fs: CLOSED,
      stale: Infinity,
      update: Math.min(staleMs / 4, 2_000),
      onCompromised: () => (lost = true),
    });
    await nameHolder(`${file}.lock`);
    return { release: () => (lost ? Promise.reject(lostLock(lock)) : giveBack(file, release)) };
  } catch (error) {
    if (errnoOf(error) !== 'ELOCKED') throw diskFailure(error, 'lock', `${file}.lock`);
    await removeDead(`${file}.lock`, staleMs);
    return undefined;
  }
}

async function giveBack(file: string, release: () => Promise<void>): Promise<void> {
  await forgetHolder(`${file}.lock`);
  await release();
}

function lostLock(lock: Lock): Error {
  return fail('LOCK_HELD', `This process slept while it held the lock ${lock.name}, and another one took it over.`, {
    hints: ['Check the result, and do it again if needed.'],
  });
}

/** Takes away a lock whose holder stopped renewing it. */
async function removeDead(path: string, staleMs: number): Promise<void> {
  if (!(await isDead(path, staleMs))) return;
  const guard = `${path}.takeover`;
  try {
    await mkdir(guard, { mode: LOCK_MODE });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw diskFailure(error, 'lock', path);
    if (await isDead(guard, staleMs)) await removeFolder(guard);
    return;
  }
  try {
    if (!(await isDead(path, staleMs))) return;
    await forgetHolder(path);
    await removeFolder(path);
  } finally {
    await removeFolder(guard);
  }
}

/** What tells one lock from the next one in its place. */
async function idOf(path: string): Promise<string> {
  try {
    const { ino, birthtimeMs } = await lstat(path);
    return `${ino}-${birthtimeMs}`;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return '';
    throw diskFailure(error, 'lock', path);
  }
}

/**
 * Writes down whose lock it is: on a busy machine a living holder may be silent for long. It is a lock without that too,
 * and what else lies there is neither waited for nor written through.
 */
async function nameHolder(path: string): Promise<void> {
  await forgetHolder(path);
  try {
    const holder = { ...thisProcess(), lock: await idOf(path) };
    await writeFile(`${path}.holder`, JSON.stringify(holder), { mode: HOLDER_MODE, flag: 'wx' });
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
}

async function forgetHolder(path: string): Promise<void> {
  try {
    await rm(`${path}.holder`, { force: true });
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
}

/** Whether the process that took this very lock lives. Where that is not known, silence decides. */
async function holderLives(path: string): Promise<boolean> {
  try {
    const text = readText(`${path}.holder`) ?? '';
    const holder = readHolder(text);
    return holder !== undefined && text.includes(`"${await idOf(path)}"`) && isAlive(holder) === true;
  } catch (error) {
    if (isProblem(error, 'FILE_UNREADABLE') || isProblem(error, 'FILE_DAMAGED')) return false;
    throw error;
  }
}

async function isDead(path: string, staleMs: number): Promise<boolean> {
  try {
    const found = await lstat(path);
    if (!found.isDirectory())
      throw fail('LOCK_HELD', `${path} is no folder, and so no lock.`, {
        hints: ['Look at what it is, and take it away.'],
      });
    return found.mtimeMs < Date.now() - staleMs && !(await holderLives(path));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw diskFailure(error, 'lock', path);
  }
}

async function removeFolder(path: string): Promise<void> {
  try {
    await rmdir(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw diskFailure(error, 'unlock', path);
  }
}
