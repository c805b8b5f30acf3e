import { randomBytes } from 'node:crypto';
import { linkSync, lstatSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { diskFailure, errnoOf } from '../../disk/failure.ts';
import { isAlive, readHolder, thisProcess } from '../../disk/holder.ts';
import { fileMode } from '../../disk/private.ts';
import { fail } from '../../errors.ts';
import { makeStateFolder } from './records.ts';
import type { Project } from './project.ts';

const WAIT_MS = 30_000;
const TELL_AFTER_MS = 1_000;
const LONGEST_PAUSE_MS = 40;
/** Locks of another machine, or of the older tool, have no process that could be asked. */
const FOREIGN_STALE_MS = 30_000;

/**
 * Runs work while holding a lock file that lies beside the data and is gone afterwards. The file names its holder, so a
 * holder that was killed is noticed at once and not after a silence; `disk/lock.ts` keeps locks that outlive a sleep.
 * LOCK_HELD when one holder did not give it back for 30 s, naming it: a queue that moves is waited in.
 */
export async function withFileLock<Result>(
  project: Project,
  path: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await makeStateFolder(project, dirname(path));
  await acquire(project, path);
  project.journal?.locked(path);
  try {
    const result = await work();
    project.journal?.unlocking();
    return result;
  } finally {
    remove(path);
  }
}

async function acquire(project: Project, path: string): Promise<void> {
  const begun = performance.now();
  let holder = { text: '', since: begun };
  let told = false;
  for (let pause = 1; !tryAcquire(path); pause = Math.min(pause * 1.6, LONGEST_PAUSE_MS)) {
    if (removeDead(path)) continue;
    const text = read(path)?.text ?? '';
    if (text !== holder.text) holder = { text, since: performance.now() };
    if (performance.now() - holder.since > WAIT_MS)
      throw fail('LOCK_HELD', `Waited 30 s for ${path}, which ${holderText(path)} holds.`);
    if (performance.now() - begun > TELL_AFTER_MS && !told) {
      told = true;
      project.notice({ kind: 'waiting', path, sentence: `Waiting for ${path}, which ${holderText(path)} holds.` });
    }
    await delay(pause * (0.5 + Math.random()));
  }
}

/** Makes the lock file with its content in one step: a link appears whole or not at all. */
function tryAcquire(path: string): boolean {
  const draft = `${path}.${process.pid}.${uniqueNumber()}`;
  let isMine = false;
  try {
    writeFileSync(draft, JSON.stringify(thisProcess()), { flag: 'wx', mode: fileMode(path) });
    linkSync(draft, path);
    isMine = true;
  } catch (error) {
    // The first failure is the cause; a draft that could not even be made cannot be taken away either.
    if (errnoOf(error) !== 'EEXIST') throw diskFailure(error, 'lock', path);
  }
  remove(draft);
  return isMine;
}

/** Processes in two containers may have the same id. */
function uniqueNumber(): number {
  return randomBytes(6).readUIntBE(0, 6);
}

/** Takes away a lock whose holder is dead. True when it is worth trying again at once. */
function removeDead(path: string): boolean {
  const before = read(path);
  if (before === undefined) return true;
  if (isHeld(before.text, before.ageMs)) return false;
  // Two waiters may find the same dead lock. Only the one that moves it away goes on, and a lock that turns out to be
  // somebody's new one is put back.
  const aside = `${path}.${process.pid}.${uniqueNumber()}.dead`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== before.text) linkSync(aside, path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' && errnoOf(error) !== 'EEXIST') throw diskFailure(error, 'unlock', path);
  } finally {
    remove(aside);
  }
  return true;
}

/** What lies in the lock's place. Only a file can be a lock: nobody would ever take anything else away. LOCK_HELD. */
function read(path: string): { text: string; ageMs: number } | undefined {
  try {
    const stat = lstatSync(path);
    if (!stat.isFile())
      throw fail('LOCK_HELD', `${path} is ${stat.isSymbolicLink() ? 'a symbolic link' : 'no file'}, and so no lock.`, {
        hints: ['Look at what it is, and take it away.'],
      });
    return { text: readFileSync(path, 'utf8'), ageMs: Date.now() - stat.mtimeMs };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw diskFailure(error, 'read', path);
  }
}

function isHeld(text: string, ageMs: number): boolean {
  const holder = readHolder(text);
  return (holder === undefined ? undefined : isAlive(holder)) ?? ageMs < FOREIGN_STALE_MS;
}

function holderText(path: string): string {
  const holder = readHolder(read(path)?.text ?? '');
  return holder === undefined ? 'another program' : `process ${holder.pid} on ${holder.host}`;
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw diskFailure(error, 'unlock', path);
  }
}
