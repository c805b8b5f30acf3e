import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, posix, resolve } from 'node:path';
import type { Context } from '../context.ts';
import { diskFailure } from '../disk/failure.ts';
import { fail } from '../errors.ts';
import { type Carried, type Carry, insidePath } from './carry-out.ts';
import { Packing } from './carry-pack.ts';
import type { Member } from './fleet.ts';
import { type Half, inContainer, removeHalves, reserveHalf } from './halves.ts';
import { getMember } from './lifecycle.ts';

/** What is copied to where. */
interface Copy {
  readonly source: string;
  readonly found: Stats;
  readonly path: string;
  readonly isThere: boolean;
}

/**
 * Copies a file or folder into a container, which need not run; there it is the agent’s. Links stay links. With `force`
 * what has the same names is written over. It takes its place at once when all of it is there, and what is cut off changes
 * nothing. FILE_UNREADABLE, FILE_EXISTS, CANCELLED, CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS.
 */
export async function copyIn(context: Context, { name, inside, here, force }: Carry): Promise<Carried> {
  const { docker } = context;
  const member = await getMember(context, name);
  const { row, shown } = member;
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
  await removeHalves(context, member);
  const copy = { source, found, path, isThere };
  const volumes = row.Mounts.map(({ Destination }) => `${Destination}/`);
  const isAcross = isThere && found.isDirectory() && volumes.some((volume) => volume.startsWith(`${path}/`));
  return isAcross ? copyAcross(context, member, copy) : copyWhole(context, member, copy);
}

async function copyWhole(context: Context, member: Member, copy: Copy): Promise<Carried> {
  const { closing } = context;
  const packing = new Packing(closing);
  const half = await reserveHalf(context, member, posix.dirname(copy.path));
  try {
    await unpackAs(context, member, { ...copy, packing, name: posix.basename(half.path) });
    closing.throwIfAborted();
    await putInPlace(context, member, { ...copy, half, packing });
  } catch (error) {
    if (closing.aborted && packing.failure === undefined)
      throw fail('CANCELLED', 'The copy was cut off.', { cause: error });
    throw error;
  } finally {
    await half.end();
  }
  return { path: copy.path, files: packing.files, left: packing.left };
}

/** A file has no second name on another volume: what joins a folder with one of those in it is written where it belongs. */
async function copyAcross(context: Context, member: Member, copy: Copy): Promise<Carried> {
  const packing = new Packing(context.closing);
  await unpackAs(context, member, { ...copy, packing, name: posix.basename(copy.path) });
  return { path: copy.path, files: packing.files, left: packing.left };
}

async function unpackAs(
  { docker }: Context,
  { row }: Member,
  { source, found, path, packing, name }: Copy & { readonly packing: Packing; readonly name: string },
): Promise<void> {
  try {
    const tar = packing.from(source, name, found);
    await docker.unpack(row.Id, { folder: posix.dirname(path), tar, signal: packing.signal });
  } catch (error) {
    throw packing.failure ?? error;
  }
}

interface Placing extends Copy {
  readonly half: Half;
  readonly packing: Packing;
}

/**
 * What was copied takes the name at once: whatever cuts the copying off, what was there is whole. Only a container's own
 * programs can rename in it; where none runs, and where a folder joins one that is there, all files get second names in
 * one short call. DOCKER_FAILED.
 */
async function putInPlace(context: Context, { row }: Member, placing: Placing): Promise<void> {
  const { half, path, found, isThere, packing } = placing;
  if (row.State === 'running' && !(isThere && found.isDirectory())) {
    const failure = await inContainer(context, row.Id, ['/bin/mv', '-fT', '--', half.path, path]);
    if (failure !== undefined)
      throw fail('DOCKER_FAILED', `${path} could not be put in its place.`, { detail: failure });
    return;
  }
  const tar = await packing.again(posix.basename(half.path), posix.basename(path));
  await context.docker.unpack(row.Id, { folder: posix.dirname(path), tar });
}

/** What the user named may be a link; what lies below it stays what it is. */
async function statHere(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    throw diskFailure(error, 'read', path);
  }
}
