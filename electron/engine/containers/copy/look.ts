import type { Stats } from 'node:fs';
import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { type Bytes, onDisk, toText } from '../../disk/bytes.ts';
import { errnoOf } from '../../disk/failure.ts';
import type { Member } from './tar.ts';

/** Something to put into the archive: a file comes from the host's disk or from memory. */
export interface Entry extends Member {
  readonly source?: Bytes;
  readonly content?: Buffer;
  /** One of git's objects: when it vanishes, git has put what it held elsewhere. */
  readonly isObject?: boolean;
  /** Another file of a git folder: git makes and removes them as it works, and nothing is said of that. */
  readonly isGits?: boolean;
}

/** One thing in a folder of the host. */
export interface Found extends Omit<Member, 'name'> {
  /** Without its folder. */
  readonly base: Bytes;
  readonly path: Bytes;
}

/** What a copy met that a person should know. */
export interface Remarks {
  /** What could not be read: the copy fails. */
  readonly unreadable: string[];
  /** What was left out or changed meanwhile: the copy goes on. */
  readonly notes: string[];
  /** Objects of git that vanished, since git packed them meanwhile: they are looked for again. */
  readonly vanished: Bytes[];
  /** Whether what is looked at are such objects. */
  readonly ofObjects?: true;
}

/** What is remarked on a copy at its beginning: nothing. */
export function noRemarks(): Remarks {
  return { unreadable: [], notes: [], vanished: [] };
}

/** Remarks that take a vanished path for an object of git. */
export function onObjects(remarks: Remarks): Remarks {
  return { ...remarks, ofObjects: true };
}

/** Remarks for the rest of a git folder: a reference that vanishes there was packed, and is read from there later. */
export function onGits(remarks: Remarks): Remarks {
  return { ...remarks, notes: [] };
}

/**
 * What a folder holds, by name. Sockets, pipes and devices are left out, and so is what vanished meanwhile. What is not
 * wanted is not looked at.
 */
export async function look(
  folder: Bytes,
  remarks: Remarks,
  wants: (base: Bytes) => boolean = () => true,
): Promise<Found[]> {
  const bases = await tolerant(folder, remarks, () => readdir(onDisk(folder), { encoding: 'latin1' }));
  const wanted = (bases ?? []).filter(wants).sort();
  const found = await Promise.all(wanted.map((base) => lookAt(folder, base, remarks)));
  return found.filter((item) => item !== undefined);
}

/** A found thing as an entry of this name. */
export function entryOf(found: Found, name: Bytes): Entry {
  const { kind, mode, mtime, size, path, target } = found;
  if (kind === 'file') return { kind, name, mode, mtime, size, source: path };
  return { kind, name, mode, mtime, size, target };
}

/** What a link leads to, as if it stood there itself; undefined when it leads nowhere. */
export async function followed(link: Found, path: Bytes, remarks: Remarks): Promise<Found | undefined> {
  const stats = await tolerant(path, remarks, () => stat(onDisk(path)));
  if (stats === undefined) return undefined;
  const kind = kindOf(stats);
  return kind === undefined || kind === 'link' ? undefined : { ...factsOf(stats), kind, base: link.base, path };
}

/** A file made in memory. */
export function memoryFile(name: Bytes, content: Buffer, facts: { mode: number; mtime: number }): Entry {
  return { kind: 'file', name, content, size: content.length, ...facts };
}

/** Does something with a path; a vanished one gives undefined, an unreadable one is written down. */
export async function tolerant<Result>(
  path: Bytes,
  remarks: Remarks,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') vanish(path, remarks);
    else if (code === 'EACCES' || code === 'EPERM' || code === 'EIO') remarks.unreadable.push(toText(path));
    else throw error;
    return undefined;
  }
}

function vanish(path: Bytes, { notes, vanished, ofObjects }: Remarks): void {
  if (ofObjects === true) vanished.push(path);
  else notes.push(`${toText(path)} vanished during the copy.`);
}

async function lookAt(folder: Bytes, base: Bytes, remarks: Remarks): Promise<Found | undefined> {
  const path = `${folder}/${base}`;
  const stats = await tolerant(path, remarks, () => lstat(onDisk(path)));
  const kind = stats === undefined ? undefined : kindOf(stats);
  if (stats === undefined || kind === undefined) return undefined;
  const found = { ...factsOf(stats), kind, base, path };
  if (kind !== 'link') return found;
  const target = await tolerant(path, remarks, () => readlink(onDisk(path), { encoding: 'latin1' }));
  return target === undefined ? undefined : { ...found, size: 0, target };
}

function kindOf(stats: Stats): Member['kind'] | undefined {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : undefined;
}

function factsOf(stats: Stats): { mode: number; mtime: number; size: number } {
  return { mode: stats.mode & 0o777, mtime: stats.mtimeMs / 1000, size: stats.isFile() ? stats.size : 0 };
}
