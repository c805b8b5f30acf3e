import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { readText } from '../disk/read.ts';
import { statAt } from '../disk/stat.ts';
import { problemOf } from '../errors.ts';

/** What is kept of a container where only this user can read it: the start of its task, whether it is to run, its nickname, limits that were changed, what it may reach, what its gateway holds for it, which of its commits was merged last, and the comments on its work. */
type Kept = 'task' | 'wish' | 'nick' | 'limits' | 'network' | 'lease' | 'forge' | 'merged' | 'comments';

/** Keeps a text of a container. DISK_FULL, FILE_UNREADABLE. */
export async function keep(
  context: Context,
  name: ContainerName,
  { what, text }: { what: Kept; text: string },
): Promise<void> {
  await writeAtomic(join(context.paths.containers, name, what), text);
}

/** What was kept; undefined where nothing was, or it cannot be read. */
export function findKept(context: Context, name: ContainerName, what: Kept): string | undefined {
  return orNothing(context, { name, what }, readText);
}

/** Changes whenever what is kept does; undefined where nothing is, or it cannot be looked at. */
export function keptStamp(context: Context, name: ContainerName, what: Kept): string | undefined {
  const found = orNothing(context, { name, what }, (file) => statAt(file));
  return found === undefined ? undefined : `${found.ino}-${found.mtimeMs}`;
}

/** One container of which something cannot be read costs the others nothing. */
function orNothing<Found>(
  { paths, log }: Context,
  { name, what }: { name: ContainerName; what: Kept },
  look: (file: string) => Found,
): Found | undefined {
  try {
    return look(join(paths.containers, name, what));
  } catch (error) {
    log.warn({ container: name, what, problem: problemOf(error) }, 'what was kept of it cannot be read');
    return undefined;
  }
}

/** Forgets one thing that was kept. */
export async function unkeep(context: Context, name: ContainerName, what: Kept): Promise<void> {
  await rm(join(context.paths.containers, name, what), { force: true });
}

/** Forgets a container that is gone. */
export async function forgetKept(context: Context, name: ContainerName): Promise<void> {
  await rm(join(context.paths.containers, name), { recursive: true, force: true });
}
