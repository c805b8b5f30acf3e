import { randomBytes } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { basename, join, posix, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';
import type { Context } from '../context.ts';
import { diskFailure } from '../disk/failure.ts';
import { NODE_ID } from '../docker/files.ts';
import { allLines } from '../docker/frames.ts';
import { fail } from '../errors.ts';
import { type Carried, type Carry, insidePath } from './carry-out.ts';
import type { Left } from './carry-rules.ts';
import { getMember } from './lifecycle.ts';

/**
 * Copies a file or folder into a container, which need not run; there it is the agent’s. Links stay links. With `force`
 * what has the same names is written over: at once where it runs, so that what is cut off leaves it whole. FILE_UNREADABLE, FILE_EXISTS, CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS.
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
  const isThere = (await docker.stat(row.Id, path)) !== undefined;
  if (!force && isThere) throw fail('FILE_EXISTS', `${shown} has ${path} already.`);
  const packing = new Packing(closing);
  // Only its own programs can rename in a container, and a folder over another is joined with that.
  const isAside = row.State === 'running' && !(isThere && found.isDirectory());
  const given = isAside ? `.maestro-cp-${randomBytes(6).toString('hex')}` : posix.basename(path);
  const tar = packing.from(source, given, found);
  try {
    await docker.unpack(row.Id, { folder, tar, signal: packing.signal });
  } catch (error) {
    if (isAside) await removeHalf(context, row.Id, posix.join(folder, given));
    throw packing.failure ?? error;
  }
  if (isAside) await putInPlace(context, row.Id, { half: posix.join(folder, given), path });
  return { path, files: packing.files, left: packing.left };
}

/** What was copied takes the name at once: whatever cuts the copying off, the old file is whole. DOCKER_FAILED. */
async function putInPlace(context: Context, id: string, { half, path }: { half: string; path: string }): Promise<void> {
  const failure = await inContainer(context, id, ['/bin/mv', '-fT', '--', half, path]);
  if (failure === undefined) return;
  await removeHalf(context, id, half);
  throw fail('DOCKER_FAILED', `${path} could not be put in its place.`, { detail: failure });
}

async function removeHalf(context: Context, id: string, half: string): Promise<void> {
  const failure = await inContainer(context, id, ['/bin/rm', '-rf', '--', half]).catch(String);
  if (failure !== undefined) context.log.warn({ half, failure }, 'half of a copy stays in a container');
}

/** Runs it as the agent’s user or, where they may not write, as root without a capability; what that said where neither could. */
async function inContainer({ docker }: Context, id: string, command: readonly string[]): Promise<string | undefined> {
  let said = '';
  for (const user of [String(NODE_ID), '0']) {
    const held = await docker.hold(id, ['/bin/sh', '-c', '"$@" && echo done', 'sh', ...command], { user });
    const lines = await allLines(held.output);
    if (lines.at(-1) === 'done') return undefined;
    said = lines.join('\n');
  }
  return said;
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
