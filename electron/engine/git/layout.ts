import { readFile, realpath, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { type Bytes, onDisk } from '../disk/bytes.ts';
import { errnoOf } from '../disk/failure.ts';

/** Where a checkout keeps its git state. Both are real paths. */
export interface GitLayout {
  /** What belongs to this checkout alone: HEAD, index. */
  readonly gitDir: Bytes;
  /** What all worktrees of the repository share: objects, refs, config. The same folder but for linked worktrees. */
  readonly commonDir: Bytes;
}

/** The layout behind a `.git` folder, file or link; undefined when it leads to no repository. */
export async function gitLayout(dotGit: Bytes): Promise<GitLayout | undefined> {
  const gitDir = await gitDirOf(dotGit);
  if (gitDir === undefined) return undefined;
  const pointer = await textOf(posix.join(gitDir, 'commondir'));
  const commonDir = pointer === undefined ? gitDir : await real(posix.resolve(gitDir, firstLine(pointer)));
  if (commonDir === undefined) return undefined;
  const parts = [posix.join(gitDir, 'HEAD'), posix.join(commonDir, 'objects')];
  const found = await Promise.all(parts.map(real));
  return found.includes(undefined) ? undefined : { gitDir, commonDir };
}

/** Object folders that a repository borrows from, and those that they borrow from. */
export interface Alternates {
  /** Those that may be read, by real path. */
  readonly own: readonly Bytes[];
  /** The others; what they borrow from is not looked at. */
  readonly foreign: readonly Bytes[];
}

/** What a folder of objects borrows from. A file that names other folders may name any of this machine. */
export async function alternateObjects(objects: Bytes, mayRead: (folder: Bytes) => boolean): Promise<Alternates> {
  const [own, foreign] = [new Set<Bytes>(), new Set<Bytes>()];
  for (const waiting = [objects], seen = new Set(waiting); waiting.length > 0;) {
    const from = waiting.shift() ?? objects;
    for (const line of (await textOf(posix.join(from, 'info/alternates')))?.split('\n') ?? []) {
      const folder = line === '' || line.startsWith('#') ? undefined : await real(posix.resolve(from, unquoted(line)));
      if (folder === undefined || seen.has(folder)) continue;
      seen.add(folder);
      if (mayRead(folder)) waiting.push(folder);
      (mayRead(folder) ? own : foreign).add(folder);
    }
  }
  return { own: [...own], foreign: [...foreign] };
}

/** git reads a line in quotes as C would; what is escaped in it is rare enough to lead nowhere. */
function unquoted(line: Bytes): Bytes {
  return /^"(.*)"$/.exec(line)?.[1] ?? line;
}

/** A small file's bytes, or undefined where there is none. */
export async function textOf(path: Bytes): Promise<Bytes | undefined> {
  try {
    return (await readFile(onDisk(path))).toString('latin1');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}

/** A path without links, or undefined where it leads nowhere. */
export async function real(path: Bytes): Promise<Bytes | undefined> {
  try {
    return await realpath(onDisk(path), { encoding: 'latin1' });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}

async function gitDirOf(dotGit: Bytes): Promise<Bytes | undefined> {
  const path = await real(dotGit);
  if (path === undefined) return undefined;
  if ((await stat(onDisk(path))).isDirectory()) return path;
  const pointer = /^gitdir: ([^\n]*)/.exec((await textOf(path)) ?? '');
  return pointer?.[1] === undefined ? undefined : real(posix.resolve(posix.dirname(path), pointer[1]));
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
