import { randomUUID } from 'node:crypto';
import { readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseJson } from '../../../contract/json.ts';
import type { Undone } from '../../../contract/projects.ts';
import type { Context } from '../../context.ts';
import { diskFailure, errnoOf } from '../../disk/failure.ts';
import { readBytes } from '../../disk/read.ts';
import { fail } from '../../errors.ts';
import type { Kind } from '../../running.ts';
import { refuseUnderSeal, sealsOver } from '../missions/milestones/sealed-since.ts';
import { type ChangedFile, type ChangedFiles, isSame } from '../records/changed-files.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { recordText, writeBytes } from '../records/records.ts';
import { CHANGED_SINCE, takeBack } from './take-back-rules.ts';

/** A change that can be taken back, for as long as this engine runs. */
interface Change {
  readonly root: string;
  readonly files: readonly ChangedFile[];
  readonly locks: readonly string[];
  readonly seals: ReadonlySet<string>;
}

const CHANGES: Kind<Change> = { name: 'changes' };
const KEPT = 100;
const MAX_BYTES = 16 * 1024 * 1024;

/** Keeps a change, so that it can be undone; answers its id, or null where nothing was changed or too much. */
export function keepChange(
  { running }: Pick<Context, 'running'>,
  project: Project,
  journal: ChangedFiles,
): string | null {
  const files = journal.changed();
  const bytes = files.reduce((sum, { before, after }) => sum + (before?.length ?? 0) + (after?.length ?? 0), 0);
  if (files.length === 0 || bytes > MAX_BYTES) return null;
  const changes = running.of(CHANGES);
  const [oldest] = changes.keys();
  if (changes.size >= KEPT && oldest !== undefined) changes.delete(oldest);
  const id = randomUUID();
  changes.set(id, { root: project.root, files, locks: journal.locks, seals: sealsOver(project, files) });
  return id;
}

/**
 * Puts every file that a change wrote back to what it was. In a record that was changed elsewhere since, that stays.
 * UNDO_GONE, and UNDO_STALE when what it changed was changed since, or a milestone was sealed on it.
 */
export async function undoChange({ running }: Pick<Context, 'running'>, project: Project, id: string): Promise<Undone> {
  const changes = running.of(CHANGES);
  const change = changes.get(id);
  if (change === undefined || change.root !== project.root)
    throw fail('UNDO_GONE', 'This cannot be undone any more: Maestro was started again since, or has undone it.');
  // Before the locks too: a lock would make the folder of what is gone again.
  change.files.forEach((file) => former(file));
  await locked(project, change.locks, () => {
    refuseUnderSeal(project, change.files, change.seals);
    return putBack(project, change.files);
  });
  changes.delete(id);
  return { paths: change.files.map(({ path }) => path) };
}

async function locked(project: Project, locks: readonly string[], work: () => Promise<void>): Promise<void> {
  const [first, ...rest] = locks;
  if (first === undefined) return work();
  return withFileLock(project, first, () => locked(project, rest, work));
}

async function putBack(project: Project, files: readonly ChangedFile[]): Promise<void> {
  const formers = files.map((file) => ({ path: file.path, bytes: former(file) }));
  for (const { path, bytes } of formers.toReversed()) {
    if (bytes !== undefined) await writeBytes(project, path, bytes);
    else remove(project, path);
  }
}

/** A file without what the change did to it; undefined: there was none. */
function former({ path, before, after }: ChangedFile): Buffer | undefined {
  const now = readBytes(path);
  if (isSame(now, after)) return before;
  const [from, to, at] = [before, after, now].map((bytes) => recordIn(bytes));
  if (!path.endsWith('.json') || from === undefined || to === undefined || at === undefined) throw stale(path);
  const value = takeBack(from, to, at);
  if (value === CHANGED_SINCE) throw stale(path);
  return Buffer.from(recordText(value));
}

/** A record in the form that this project writes; undefined for everything else, which would lose its form. */
function recordIn(bytes: Buffer | undefined): unknown {
  const text = bytes?.toString();
  if (text === undefined) return undefined;
  try {
    const value = parseJson(text);
    return recordText(value) === text ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function stale(path: string): Error {
  return fail('UNDO_STALE', `${path} was changed since, and undoing would lose that.`);
}

function remove(project: Project, path: string): void {
  project.journal?.touched(path);
  try {
    unlinkSync(path);
    if (basename(path) === 'mission.json') removeEmpty(dirname(path));
  } catch (error) {
    throw diskFailure(error, 'remove', path);
  }
}

/** A mission without its record would be a damaged one. What somebody else laid into its folder stays. */
function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  try {
    rmdirSync(folder);
  } catch (error) {
    if (errnoOf(error) !== 'ENOTEMPTY') throw error;
  }
}
