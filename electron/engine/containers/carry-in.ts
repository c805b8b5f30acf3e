import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { basename, join, posix, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';
import type { Context } from '../context.ts';
import { diskFailure } from '../disk/failure.ts';
import { NODE_ID } from '../docker/files.ts';
import { fail } from '../errors.ts';
import { type Carried, type Carry, insidePath } from './carry-out.ts';
import type { Left } from './carry-rules.ts';
import { getMember } from './lifecycle.ts';

/**
 * Copies a file or folder into a container, which need not run; there it is the agent’s. Links stay links. With `force`
 * what has the same names is written over. FILE_UNREADABLE, FILE_EXISTS, CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS.
 */
export async function copyIn(context: Context, { name, inside, here, force }: Carry): Promise<Carried> {
  const { docker, closing } = context;
  const { row, shown } = await getMember(context, name);
  const source = resolve(here);
  const found = await statHere(source);
  const asked = insidePath(inside);
  const isFolder = (await docker.stat(row.Id, asked))?.isFolder === true;
  const path = isFolder ? posix.join(asked, basename(source)) : asked;
  const folder = posix.dirname(path);
  if ((await docker.stat(row.Id, folder))?.isFolder !== true)
    throw fail('FILE_UNREADABLE', `${shown} has no folder ${folder}.`);
  if (!force && (await docker.stat(row.Id, path)) !== undefined)
    throw fail('FILE_EXISTS', `${shown} has ${path} already.`);
  const packing = new Packing(closing);
  const tar = packing.from(source, posix.basename(path), found);
  try {
    await docker.unpack(row.Id, { folder, tar, signal: packing.signal });
  } catch (error) {
    throw packing.failure ?? error;
  }
  return { path, files: packing.files, left: packing.left };
}

/** What the user named may be a link; what lies below it stays what it is. */
async function statHere(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    throw diskFailure(error, 'read', path);
  }
}

/** Makes an archive of what lies on this machine. Its signal aborts where that cannot be read. */
class Packing {
  files = 0;
  readonly left: Left[] = [];
  readonly signal: AbortSignal;
  readonly #failed = new AbortController();

  constructor(closing: AbortSignal) {
    this.signal = AbortSignal.any([closing, this.#failed.signal]);
  }

  /** Why it could not be read; undefined where it could. */
  get failure(): unknown {
    return this.#failed.signal.reason as unknown;
  }

  from(source: string, name: string, found: Stats): Readable {
    const tar = pack();
    this.#add(tar, { path: source, name, found }).then(
      () => tar.finalize(),
      (error: unknown) => {
        this.#failed.abort(diskFailure(error, 'read', source));
        tar.destroy();
      },
    );
    return Readable.from(tar);
  }

  async #add(tar: Pack, { path, name, found }: { path: string; name: string; found: Stats }): Promise<void> {
    const header = { name, mode: found.mode & 0o777, mtime: found.mtime, uid: NODE_ID, gid: NODE_ID };
    if (found.isDirectory()) {
      tar.entry({ ...header, type: 'directory' });
      for (const child of (await readdir(path)).sort()) {
        const below = join(path, child);
        await this.#add(tar, { path: below, name: `${name}/${child}`, found: await lstat(below) });
      }
    } else if (found.isFile()) {
      await pipeline(createReadStream(path), tar.entry({ ...header, size: found.size }));
      this.files++;
    } else if (found.isSymbolicLink()) tar.entry({ ...header, type: 'symlink', linkname: await readlink(path) });
    else this.left.push({ path: name, why: 'it is neither a file, a folder nor a link' });
  }
}
