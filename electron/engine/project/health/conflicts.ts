import { join, relative, sep } from 'node:path';
import type { DamagedFile, KeptSide, Side } from '../../../contract/projects.ts';
import { linkStatAt } from '../../disk/stat.ts';
import { fail } from '../../errors.ts';
import { sidesOf } from '../records/conflict-rules.ts';
import { keepCopy } from '../records/keep-copy.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { namesIn, writeText } from '../records/records.ts';
import { readText } from '../../disk/read.ts';
import { files, folders, missionTree } from '../records/tree.ts';
import { principlesLock } from '../principles/store.ts';
import { tasksLock } from '../tasks/tasks.ts';

const RECORDS = /\.(json|jsonl|yaml|yml)$/;

/** Every file of the project that holds both sides of a merge. Copies that Maestro keeps aside do not count. */
export function conflictedFiles(project: Project): string[] {
  return recordsIn(project, project.folder).filter(isConflicted);
}

function recordsIn(project: Project, folder: string): string[] {
  if (folder === folders.ours(project)) return [];
  return namesIn(folder).flatMap((name) => {
    const path = join(folder, name);
    if (linkStatAt(path)?.isDirectory() === true) return recordsIn(project, path);
    return RECORDS.test(name) ? [path] : [];
  });
}

/** Damaged files as the page shows them: one that holds both sides of a merge is that, once, whatever its readers say. */
export function tellConflicts(damaged: readonly DamagedFile[]): DamagedFile[] {
  const conflicted = new Set([...new Set(damaged.map(({ path }) => path))].filter(isConflicted));
  const others = damaged.filter(({ path }) => !conflicted.has(path));
  const told = [...conflicted].map((path) => ({
    path,
    sentence: `${path} is damaged. It holds both sides of a merge, and is not used until one is chosen.`,
    conflicted: true,
  }));
  return [...told, ...others];
}

/** Whether a file holds both sides of a merge. */
export function isConflicted(path: string): boolean {
  return RECORDS.test(path) && sidesIn(path) !== undefined;
}

function sidesIn(path: string): Readonly<Record<Side, string>> | undefined {
  try {
    const text = readText(path);
    return text === undefined ? undefined : sidesOf(text);
  } catch (error) {
    // It is damaged in another way, and the reader of its kind tells how.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/**
 * Takes one side of a merge for a file of the project; both sides stay in the copy. INPUT_INVALID for a file without
 * conflict markers, PATH_UNSAFE for one outside of the project's state.
 */
export async function keepSide(project: Project, path: string, side: Side): Promise<KeptSide> {
  refuseOutside(project, path);
  return withFileLock(project, lockOf(project, path), async () => {
    const sides = sidesIn(path);
    if (sides === undefined)
      throw fail('INPUT_INVALID', `${path} holds no conflict markers of a merge.`, {
        hints: ['maestro doctor names the files that do.'],
      });
    const copy = keepCopy(project, path, 'damaged');
    await writeText(project, path, sides[side]);
    return { path, copy };
  });
}

/** Puts a copy that `keepSide` or a repair kept in the place of its file; what stands there is kept in turn. PATH_UNSAFE, FILE_UNREADABLE. */
export async function putCopyBack(project: Project, { path, copy }: KeptSide): Promise<KeptSide> {
  refuseOutside(project, path);
  if (!isInside(join(folders.ours(project), 'damaged'), copy))
    throw fail('PATH_UNSAFE', `${copy} is no copy that Maestro kept.`);
  return withFileLock(project, lockOf(project, path), async () => {
    const text = readText(copy);
    if (text === undefined) throw fail('FILE_UNREADABLE', `There is no copy ${copy}.`);
    const replaced = keepCopy(project, path, 'damaged');
    await writeText(project, path, text);
    return { path, copy: replaced };
  });
}

/** The lock of whoever else writes this file. */
function lockOf(project: Project, path: string): string {
  if (path === files.principles(project)) return principlesLock(project);
  if (path === files.tasks(project)) return tasksLock(project);
  const [mission = ''] = relative(folders.missions(project), path).split(sep);
  return isInside(folders.missions(project), path) ? missionTree(project, mission).lock : `${path}.lock`;
}

function refuseOutside(project: Project, path: string): void {
  if (isInside(project.folder, path) && !isInside(folders.ours(project), path) && RECORDS.test(path)) return;
  throw fail('PATH_UNSAFE', `${path} is no record of this project.`);
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== '' && !inside.startsWith('..') && join(folder, inside) === path;
}
