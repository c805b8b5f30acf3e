import { rename, rm } from 'node:fs/promises';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TRASH_DAYS, type TrashEntry, TrashId, type TrashList, TrashRecord } from '../../contract/trash.ts';
import { readConfig } from '../config/config.ts';
import { shortName } from './describe.ts';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { diskFailure, errnoOf } from '../disk/failure.ts';
import { readRecord, readText } from '../disk/read.ts';
import { fail, problemOf } from '../errors.ts';

export const RECORD = 'trash.json';
/** Notes when an entry was first seen to be past its days. */
const OVER = 'over';
/** A folder whose archives are still being written, or were when their writer was killed. */
export const HALF = '.half';
const DAY_MS = 86_400_000;
/** Long after anybody could still be writing. */
const HALF_MS = 2 * DAY_MS;

type Own = Pick<Context, 'paths' | 'now' | 'log'>;

/** What is in the trash, newest first. What cannot be read is named beside it. FILE_UNREADABLE. */
export function listTrash(context: Own): TrashList {
  const { prefix } = readConfig(context);
  const entries: TrashEntry[] = [];
  const damaged: TrashList['damaged'] = [];
  for (const id of namesIn(context.paths.trash).filter((name) => !name.startsWith('.'))) {
    try {
      const {
        v: _v,
        network: _network,
        comments: _comments,
        reports: _reports,
        archives,
        ...facts
      } = readTrash(context, id);
      const bytes = archives.reduce((sum, archive) => sum + archive.bytes, 0);
      entries.push({
        ...facts,
        id,
        shortName: shortName(facts.shown ?? facts.name, prefix),
        bytes,
        keptUntil: endOf(facts.removedAt),
      });
    } catch (error) {
      damaged.push({ id, why: problemOf(error).sentence });
    }
  }
  return { entries: entries.sort((a, b) => b.removedAt.localeCompare(a.removedAt)), damaged };
}

/** One removed container, all of whose archives are there as they were written. TRASH_NOT_FOUND, FILE_DAMAGED. */
export function readTrash({ paths }: Pick<Context, 'paths'>, id: string): TrashRecord {
  if (!TrashId.safeParse(id).success) throw fail('TRASH_NOT_FOUND', `Nothing in the trash is called ${id}.`);
  const record = readRecord(join(paths.trash, id, RECORD), TrashRecord);
  if (record === undefined) throw fail('TRASH_NOT_FOUND', `Nothing in the trash is called ${id}.`);
  for (const { file, bytes } of record.archives) {
    const path = join(paths.trash, id, file);
    if (sizeOf(path) !== bytes) throw fail('FILE_DAMAGED', `${path} is not as it was written.`);
  }
  return record;
}

/** Removes these for good, damaged ones too; answers those that were there. FILE_UNREADABLE. */
export async function emptyTrash(
  { paths }: Pick<Context, 'paths'>,
  { ids }: { ids: readonly string[] },
): Promise<{ removed: string[] }> {
  const there = new Set(namesIn(paths.trash));
  const removed = ids.filter((id) => there.has(id));
  for (const id of removed) await discard(join(paths.trash, id));
  return { removed };
}

/**
 * Removes what was kept for its days, and halves that nobody writes any more. One whose days are over goes at a look a day
 * later, so that a clock that was set wrong for a while ends nothing. What cannot be read stays. Never fails.
 */
export async function expireTrash(context: Own): Promise<void> {
  const { trash } = context.paths;
  try {
    for (const name of namesIn(trash)) await expire(context, name);
  } catch (error) {
    context.log.warn({ folder: trash, problem: problemOf(error) }, 'the trash cannot be read');
  }
}

async function expire(context: Own, name: string): Promise<void> {
  const now = context.now().getTime();
  const folder = join(context.paths.trash, name);
  try {
    const isOver = name.startsWith(HALF)
      ? now - statSync(folder).mtimeMs > HALF_MS
      : await areDaysOver(folder, { end: Date.parse(endOf(readTrash(context, name).removedAt)), now });
    if (isOver) await discard(folder);
  } catch (error) {
    context.log.warn({ folder, problem: problemOf(error) }, 'it stays in the trash');
  }
}

/** Whether its end was passed at a look a day ago already; notes when it was first seen to be. */
async function areDaysOver(folder: string, { end, now }: { end: number; now: number }): Promise<boolean> {
  const mark = join(folder, OVER);
  if (now <= end) {
    await rm(mark, { force: true });
    return false;
  }
  const first = Date.parse(readText(mark) ?? '');
  if (first <= now) return now - first >= DAY_MS;
  await writeAtomic(mark, new Date(now).toISOString());
  return false;
}

function endOf(removedAt: string): string {
  return new Date(Date.parse(removedAt) + TRASH_DAYS * DAY_MS).toISOString();
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw diskFailure(error, 'read', folder);
  }
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}

/** A folder of the trash, with everything in it: under a name that nobody reads first, so that no half of it is shown. */
async function discard(folder: string): Promise<void> {
  const isHalf = basename(folder).startsWith(HALF);
  const doomed = isHalf ? folder : join(dirname(folder), `${HALF}-${basename(folder)}`);
  try {
    if (!isHalf) await rename(folder, doomed);
    await rm(doomed, { recursive: true, force: true });
  } catch (error) {
    throw diskFailure(error, 'remove', folder);
  }
}
