import { rmSync, statSync } from 'node:fs';
import { AssertionFile } from '../../../contract/assertions.ts';
import type { Repair, Side } from '../../../contract/projects.ts';
import { Principle } from '../../../contract/principles.ts';
import { Task } from '../../../contract/tasks.ts';
import { parseJson } from '../../../contract/json.ts';
import { principlesLock } from '../principles/store.ts';
import { readLines, writeLines } from '../records/lines.ts';
import { keepCopy } from '../records/keep-copy.ts';
import { withFileLock } from '../records/lock.ts';
import { exists, type Project, withNotice } from '../records/project.ts';
import { readText } from '../../disk/read.ts';
import { fail } from '../../errors.ts';
import { writeText } from '../records/records.ts';
import { files } from '../records/tree.ts';
import { tasksLock } from '../tasks/tasks.ts';
import { conflictedFiles, isConflicted, keepSide } from './conflicts.ts';
import { damagedFiles, leftoverPaths } from './checks.ts';

interface LineFile {
  readonly schema: typeof Principle | typeof Task;
  readonly lock: string;
}

export interface RepairOptions {
  /** The side to take where a file holds both sides of a merge. */
  readonly keep?: Side;
  /** Take a side in this file alone. */
  readonly only?: string;
}

const OLD_MS = 60_000;

/**
 * Repairs what can be repaired without guessing, always after copying: text after the end of a JSON document is cut,
 * damaged lines of line files are taken out, left-over files of killed processes are removed. Everything else stays.
 */
export async function repairState(project: Project, options: RepairOptions = {}): Promise<Repair[]> {
  const repairs: Repair[] = [];
  const conflicted = conflictedFiles(project);
  for (const path of conflicted) repairs.push(await settle(project, path, options));
  for (const path of leftoverPaths(project)) if (isOld(project, path)) repairs.push(removeLeftover(path));
  const left = damagedPaths(project).filter((path) => !conflicted.includes(path));
  for (const path of left) repairs.push(await repair(project, path));
  return repairs;
}

/** Repairs one damaged file. INPUT_INVALID for one that is not damaged. */
export async function repairFile(project: Project, path: string): Promise<Repair> {
  if (!damagedPaths(project).includes(path)) throw fail('INPUT_INVALID', `${path} is not damaged.`);
  return isConflicted(path) ? { path, done: BOTH_SIDES } : repair(project, path);
}

/** Whether a damaged file can be repaired without guessing. */
export function isRepairable(project: Project, path: string): boolean {
  if (path === files.principles(project) || path === files.tasks(project)) return true;
  const whole = path.endsWith('.json') ? wholeOf(path) : undefined;
  return whole !== undefined;
}

/** Which side is right only a person knows. */
async function settle(project: Project, path: string, { keep, only }: RepairOptions): Promise<Repair> {
  if (keep === undefined || (only !== undefined && only !== path)) return { path, done: BOTH_SIDES };
  const { copy } = await keepSide(project, path, keep);
  return { path, copy, done: `took ${keep} of the two sides of a merge` };
}

const BOTH_SIDES =
  'left as it is: it holds both sides of a merge; --keep ours takes the branch that was checked out, --keep theirs the other';

function damagedPaths(project: Project): string[] {
  const paths = damagedFiles(project).flatMap(({ path }) => (path !== undefined && exists(path) ? [path] : []));
  return [...new Set(paths)];
}

function isOld(project: Project, path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && project.now().getTime() - stat.mtimeMs > OLD_MS;
}

function removeLeftover(path: string): Repair {
  rmSync(path, { recursive: true, force: true });
  return { path, done: 'removed: a killed process had left it behind' };
}

async function repair(project: Project, path: string): Promise<Repair> {
  if (path === files.principles(project))
    return dropLines(project, path, { schema: Principle, lock: principlesLock(project) });
  if (path === files.tasks(project)) return dropLines(project, path, { schema: Task, lock: tasksLock(project) });
  if (!path.endsWith('.json')) return { path, done: 'left as it is: repair it by hand' };
  const whole = wholeOf(path);
  if (whole === undefined) {
    return { path, done: 'left as it is: what is missing cannot be known; restore it from git or a checkpoint' };
  }
  const copy = keepCopy(project, path, 'damaged');
  await writeText(project, path, `${JSON.stringify(whole, null, 2)}\n`);
  return { path, copy, done: 'cut what stood after the end of the document' };
}

/** A document without what stands after its end; undefined where that is not the damage. */
function wholeOf(path: string): unknown {
  const text = readRaw(path);
  const whole = text === undefined ? undefined : cutJson(text);
  return AssertionFile.safeParse(whole).success ? undefined : whole;
}

function readRaw(path: string): string | undefined {
  try {
    return readText(path);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** The document at the beginning of a text that goes on after it; undefined when that is not the damage. */
export function cutJson(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const end = endOfDocument(trimmed);
  if (end === undefined || end === trimmed.length) return undefined;
  try {
    return parseJson(trimmed.slice(0, end));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** Where the bracket closes that a text begins with. */
function endOfDocument(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else continue;
    if (depth <= 0) return index + 1;
  }
  return undefined;
}

/** Under the lock of whoever writes this file: what is added meanwhile stays. */
async function dropLines(project: Project, path: string, { schema, lock }: LineFile): Promise<Repair> {
  return withFileLock(project, lock, async () => {
    const lines = readLines(
      withNotice(project, () => undefined),
      path,
      schema,
    );
    const kept = lines.filter(({ value }) => value !== undefined);
    const copy = keepCopy(project, path, 'damaged');
    await writeLines(
      project,
      path,
      kept.map(({ text }) => text),
    );
    return { path, copy, done: `took out ${lines.length - kept.length} damaged lines` };
  });
}
