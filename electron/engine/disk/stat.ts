import { lstatSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskFailure, errnoOf } from './failure.ts';

/** What is at a path, behind a link too; undefined where nothing is, also because a file stands where a folder would. FILE_UNREADABLE. */
export function statAt(path: string) {
  return unlessAbsent(path, () => statSync(path, { throwIfNoEntry: false }));
}

/** The same of a link itself. */
export function linkStatAt(path: string) {
  return unlessAbsent(path, () => lstatSync(path, { throwIfNoEntry: false }));
}

/** The link to nothing that a path is, or leads through, where nothing can be found there; undefined where it is just absent. */
export function findDangling(path: string): string | undefined {
  if (linkStatAt(path) !== undefined) return statAt(path) === undefined ? path : undefined;
  return dirname(path) === path ? undefined : findDangling(dirname(path));
}

/** Whether a folder is there, behind a link too; what cannot be looked at is none. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (errnoOf(error) !== undefined) return false;
    throw error;
  }
}

/** Node itself counts only a missing entry as absent. */
function unlessAbsent<Stat>(path: string, look: () => Stat): Stat | undefined {
  try {
    return look();
  } catch (error) {
    if (errnoOf(error) === 'ENOTDIR') return undefined;
    throw diskFailure(error, 'read', path);
  }
}
