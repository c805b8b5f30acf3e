import { cpSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { diskFailure } from '../../disk/failure.ts';
import { folderMode } from '../../disk/private.ts';
import { type Project, refuseLinks } from './project.ts';
import { folders } from './tree.ts';

/** Why a file or folder was copied before it changed: also the name of the folder that holds the copies. */
export type CopyReason = 'damaged' | 'replaced' | 'imported';

/** Keeps a copy of what is about to be replaced although nobody could read it, and says where. */
export function keepUnreadable(project: Project, path: string, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const copy = keepCopy(project, path, 'damaged');
    project.notice({
      kind: 'warning',
      path,
      sentence: `${path} could not be read and is replaced. It is kept as ${copy}.`,
    });
  }
}

/** Keeps what is about to change under `.maestro/ours/`, and answers where. DISK_FULL, FILE_UNREADABLE, PATH_UNSAFE. */
export function keepCopy(project: Project, path: string, reason: CopyReason): string {
  const stamp = project.now().toISOString().replaceAll(/[:.]/g, '-');
  const folder = join(folders.ours(project), reason, stamp);
  const copy = join(folder, relative(project.folder, path).replaceAll('/', '__'));
  refuseLinks(project.root, copy);
  try {
    mkdirSync(folder, { recursive: true, mode: folderMode(folder) });
    cpSync(path, copy, { recursive: true });
  } catch (error) {
    throw diskFailure(error, 'copy', path);
  }
  return copy;
}
