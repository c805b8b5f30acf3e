import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { readText } from '../disk/read.ts';
import { problemOf } from '../errors.ts';

const KEPT_CHARS = 1000;

/** Keeps the first 1,000 characters of a container's task where only this user can read them. DISK_FULL, FILE_UNREADABLE. */
export async function keepTask(context: Context, name: ContainerName, task: string): Promise<void> {
  await writeAtomic(fileOf(context, name), task.slice(0, KEPT_CHARS).replace(/[\uD800-\uDBFF]$/, ''));
}

/** The kept start of a container's task; undefined where nothing was kept, or it cannot be read. */
export function findTask(context: Context, name: ContainerName): string | undefined {
  try {
    return readText(fileOf(context, name));
  } catch (error) {
    context.log.warn({ container: name, problem: problemOf(error) }, 'its task cannot be read');
    return undefined;
  }
}

/** Forgets the task of a container that is gone. */
export async function forgetTask(context: Context, name: ContainerName): Promise<void> {
  await rm(folderOf(context, name), { recursive: true, force: true });
}

function folderOf({ paths }: Context, name: ContainerName): string {
  return join(paths.containers, name);
}

function fileOf(context: Context, name: ContainerName): string {
  return join(folderOf(context, name), 'task');
}
