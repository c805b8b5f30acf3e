import { chmod, lstat, readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { errnoOf } from './failure.ts';

const FOR_OTHERS = 0o077;

/** `~/.maestro` of every user that this process works for. */
const homes = new Set<string>();
const tightened = new Map<string, Promise<void>>();

/** From now on, whatever is written below this folder is for its owner's eyes alone. */
export function makePrivate(home: string): void {
  homes.add(home);
}

/** Permission bits of a new file. */
export function fileMode(path: string): number {
  return homeOf(path) === undefined ? 0o644 : 0o600;
}

/** Permission bits of a new folder, from which the process's umask is taken. */
export function folderMode(path: string): number {
  return homeOf(path) === undefined ? 0o777 : 0o700;
}

/** Bits that a file has, without those that it should not have. */
export function tightMode(path: string, mode: number): number {
  return homeOf(path) === undefined ? mode : mode & ~FOR_OTHERS;
}

/** Takes away what others may do with what is there, once in a process: older versions, and editors, were more open. */
export function tighten(path: string): Promise<void> {
  const home = homeOf(path);
  if (home === undefined) return Promise.resolve();
  const known = tightened.get(home) ?? tightenAll(home);
  tightened.set(home, known);
  return known;
}

function homeOf(path: string): string | undefined {
  const all = [join(homedir(), '.maestro'), ...homes];
  return all.find((home) => path === home || path.startsWith(home + sep));
}

async function tightenAll(home: string): Promise<void> {
  const root = await unlessOthers(realpath(home));
  if (root === undefined) return;
  const entries = await unlessOthers(readdir(root, { recursive: true, withFileTypes: true }));
  await tightenOne(root);
  for (const entry of entries ?? []) if (!entry.isSymbolicLink()) await tightenOne(join(entry.parentPath, entry.name));
}

async function tightenOne(path: string): Promise<void> {
  const stat = await unlessOthers(lstat(path));
  if (stat === undefined || stat.isSymbolicLink() || (stat.mode & FOR_OTHERS) === 0) return;
  await unlessOthers(chmod(path, stat.mode & 0o7777 & ~FOR_OTHERS));
}

/** What vanished meanwhile needs nothing; what belongs to somebody else cannot be changed, and the folder around it is closed. */
async function unlessOthers<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EPERM', 'EACCES', 'EROFS'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}
