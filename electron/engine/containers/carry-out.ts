import { constants, createWriteStream } from 'node:fs';
import { copyFile, lstat, mkdir, mkdtemp, rename, rm, stat, symlink, utimes } from 'node:fs/promises';
import { basename, dirname, join, posix, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract, type Header } from 'tar-stream';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { diskFailure, errnoOf } from '../disk/failure.ts';
import { fail } from '../errors.ts';
import { type Left, modeHere, placeOf, staysInside } from './carry-rules.ts';
import { getMember } from './lifecycle.ts';

/** A path of a container, and one of this machine. */
export interface Carry {
  readonly name: ContainerName;
  /** In the container; below its workspace where it is not absolute. */
  readonly inside: string;
  readonly here: string;
  /** Whether what is there is replaced. */
  readonly force: boolean;
}

/** What was copied, and to where. */
export interface Carried {
  readonly path: string;
  readonly files: number;
  readonly left: readonly Left[];
}

/**
 * Copies a file or folder out of a container. Nothing that the container made can lead out of the target: links that
 * point elsewhere, devices and names with `..` stay behind and are named, and no file runs as somebody else. It appears as
 * a whole or not at all. FILE_UNREADABLE, FILE_EXISTS, DISK_FULL, CANCELLED, CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS.
 */
export async function copyOut(context: Context, { name, inside, here, force }: Carry): Promise<Carried> {
  const { row, shown } = await getMember(context, name);
  const path = insidePath(inside);
  const target = await targetHere(resolve(here), posix.basename(path));
  if (!force && (await isThere(target))) throw fail('FILE_EXISTS', `${target} is there already.`);
  const tar = await context.docker.pack(row.Id, path);
  if (tar === undefined) throw fail('FILE_UNREADABLE', `${shown} has nothing at ${path}.`);
  try {
    return await unpackTo(target, tar, context.closing);
  } catch (error) {
    if (context.closing.aborted) throw fail('CANCELLED', 'The copy was cut off.', { cause: error });
    throw diskFailure(error, 'write', target);
  }
}

/** An absolute path in a container. FILE_UNREADABLE for all of it. */
export function insidePath(inside: string): string {
  const path = posix.resolve('/workspace', inside);
  if (path === '/') throw fail('FILE_UNREADABLE', 'The whole of a container is too much to copy. Give a path in it.');
  return path;
}

/** A folder takes it by its name; anything else is the name that it gets. */
async function targetHere(here: string, name: string): Promise<string> {
  if (await isFolder(here)) return join(here, name);
  if (await isFolder(dirname(here))) return here;
  throw fail('FILE_UNREADABLE', `${dirname(here)} is not a folder.`);
}

async function unpackTo(target: string, tar: NodeJS.ReadableStream, cut: AbortSignal): Promise<Carried> {
  const beside = await mkdtemp(join(dirname(target), `.${basename(target)}.copy-`));
  try {
    const unpacking = new Unpacking(join(beside, 'new'));
    await unpacking.all(tar, cut);
    const [first] = unpacking.left;
    if (first !== undefined && !(await isThere(join(beside, 'new'))))
      throw fail('FILE_UNREADABLE', `${first.path} cannot be copied: ${first.why}.`);
    await putInPlace(join(beside, 'new'), target, join(beside, 'old'));
    return { path: target, files: unpacking.files.size, left: unpacking.left };
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** What was there is there again where the new one cannot take its place. */
async function putInPlace(fresh: string, target: string, old: string): Promise<void> {
  const was = await isThere(target);
  if (was) await rename(target, old);
  try {
    await rename(fresh, target);
  } catch (error) {
    if (was) await rename(old, target);
    throw error;
  }
}

type Entry = AsyncIterable<unknown> & { readonly header: Partial<Header> & Pick<Header, 'name'> };

/** Writes an archive below a new folder that nobody else uses. While it writes, no link exists there: they come last. */
class Unpacking {
  readonly files = new Set<string>();
  readonly left: Left[] = [];
  readonly #root: string;
  readonly #links: { path: string; target: string; name: string }[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  async all(tar: NodeJS.ReadableStream, cut: AbortSignal): Promise<void> {
    const entries = extract();
    const fed = pipeline(tar, entries, { signal: cut });
    fed.catch(() => undefined);
    for await (const entry of entries) {
      await this.#take(entry);
      entry.resume();
    }
    await fed;
    for (const link of this.#links) await this.#alone(link.name, symlink(link.target, link.path));
  }

  async #take(entry: Entry): Promise<void> {
    const { name, type, linkname, mode } = entry.header;
    const place = placeOf(name);
    if (place === undefined) {
      this.#leave(name, 'its name leads elsewhere');
      return;
    }
    const path = this.#pathOf(place);
    if (place.length > 1 && !(await this.#alone(name, mkdir(dirname(path), { recursive: true })))) return;
    if (type === 'directory') await this.#alone(name, mkdir(path, { recursive: true, mode: modeHere(mode) | 0o100 }));
    else if (type === 'file' || type === 'contiguous-file') await this.#write(entry, path);
    else if (type === 'link') await this.#same(name, linkname ?? '', path);
    else if (type === 'symlink') this.#link({ name, target: linkname ?? '', path, place });
    else this.#leave(name, `it is a ${type ?? 'thing'} of no kind that is copied`);
  }

  async #write(entry: Entry, path: string): Promise<void> {
    const { name, mode, mtime } = entry.header;
    const file = createWriteStream(path, { flags: 'wx', mode: modeHere(mode) });
    if (!(await this.#alone(name, pipeline(entry, file)))) return;
    if (mtime !== undefined) await utimes(path, mtime, mtime);
    this.files.add(path);
  }

  /** A second name of a file of this archive becomes a file of its own. */
  async #same(name: string, of: string, path: string): Promise<void> {
    const place = placeOf(of);
    const source = place === undefined ? undefined : this.#pathOf(place);
    if (source === undefined || !this.files.has(source)) this.#leave(name, 'it is a second name of something else');
    else if (await this.#alone(name, copyFile(source, path, constants.COPYFILE_EXCL))) this.files.add(path);
  }

  #link({ place, ...link }: { name: string; target: string; path: string; place: readonly string[] }): void {
    if (staysInside(place, link.target)) this.#links.push(link);
    else this.#leave(link.name, `it is a link to ${link.target}`);
  }

  /** False, and told, where something of the same name was written before: names may differ there that do not here. */
  async #alone(name: string, work: Promise<unknown>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      if (!['EEXIST', 'ENOTDIR'].includes(errnoOf(error) ?? '')) throw error;
      this.#leave(name, 'something else has its name');
      return false;
    }
  }

  #leave(path: string, why: string): void {
    this.left.push({ path, why });
  }

  /** The first name is the one that was asked for: it gets another one here. */
  #pathOf(place: readonly string[]): string {
    return join(this.#root, ...place.slice(1));
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
