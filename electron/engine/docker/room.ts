import { readFile, statfs } from 'node:fs/promises';
import type { Context } from '../context.ts';
import { diskFailure, errnoOf } from '../disk/failure.ts';
import type { Docker } from './port.ts';

type Engine = Pick<Awaited<ReturnType<Docker['info']>>, 'Driver' | 'DriverStatus' | 'DockerRootDir'>;

/** Less than this is told: long before the disk is full, since few engines can limit a container's part of it. */
export const LOW_ROOM_BYTES = 20 * 1024 ** 3;
/** Less than this is no room for another container. */
export const LEAST_ROOM_BYTES = 2 * 1024 ** 3;

/** Where the engine keeps its containers, and the bytes that are free there; null where that is not on this machine. */
export async function dockerRoom({
  docker,
}: Pick<Context, 'docker'>): Promise<{ folder: string; freeBytes: number } | null> {
  const isElsewhere = docker.socketPath === undefined && process.env['DOCKER_HOST']?.startsWith('unix:') !== true;
  if (isElsewhere) return null;
  const { DockerRootDir: folder } = await docker.info();
  try {
    const { bavail, bsize } = await statfs(folder);
    return { folder, freeBytes: bavail * bsize };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw diskFailure(error, 'read', folder);
  }
}

/**
 * The limit to ask the engine for, so that a container on this image may write so many bytes of its own; null where the
 * engine holds none to a limit. On btrfs what the image brought counts as the container's.
 */
export async function diskLimit(
  { docker }: Pick<Context, 'docker'>,
  { image, bytes }: { readonly image: string; readonly bytes: number },
): Promise<number | null> {
  const engine = await docker.info();
  if (!limitsDisk(engine, await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''))) return null;
  return engine.Driver === 'btrfs' ? bytes + ((await docker.findImage(image))?.Size ?? 0) : bytes;
}

/**
 * Whether an engine that keeps its files like this does so (pure): with btrfs and zfs always, with overlay2 only on xfs
 * that counts by project, which the mounts of this machine tell.
 */
export function limitsDisk({ Driver, DriverStatus, DockerRootDir }: Engine, mountinfo: string): boolean {
  if (Driver === 'btrfs' || Driver === 'zfs') return true;
  const isXfs = (DriverStatus ?? []).some(([name, value]) => name === 'Backing Filesystem' && value === 'xfs');
  if (Driver !== 'overlay2' || !isXfs) return false;
  const mounts = mountinfo.split('\n').map((line) => line.split(' '));
  const above = mounts.filter(([, , , , point = '-']) => isBelow(DockerRootDir, point));
  const nearest = above.reduce((best, mount) => ((mount[4] ?? '').length >= (best[4] ?? '').length ? mount : best), []);
  return (nearest.at(-1) ?? '').split(',').some((option) => option === 'prjquota' || option === 'pquota');
}

function isBelow(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}
