import { join } from 'node:path';
import { type Run, Runs } from '../../../../contract/runs.ts';
import { findRecord, readRecord } from '../../../disk/read.ts';
import { withFileLock } from '../../records/lock.ts';
import type { Project } from '../../records/project.ts';
import { reportDamage, writeRecord } from '../../records/records.ts';
import { folders, missionTree } from '../../records/tree.ts';

/** Older ones are forgotten. */
const MOST = 50;

/** The newest run of a mission; undefined: it was never run. FILE_DAMAGED. */
export function latestRun(project: Project, mission: string): Run | undefined {
  return readRecord(fileOf(project, mission), Runs)?.runs.at(-1);
}

/** The same for a list of missions: damage is reported, and counts as none. */
export function findRun(project: Project, mission: string): Run | undefined {
  const path = fileOf(project, mission);
  const found = findRecord(path, Runs);
  if (found !== undefined && 'value' in found) return found.value.runs.at(-1);
  if (found !== undefined) reportDamage(project, path, found.damage);
  return undefined;
}

/**
 * Replaces the newest run by what `change` makes of it, or puts one of another id after it. Undefined changes nothing.
 * Answers with the newest run. FILE_DAMAGED, LOCK_HELD.
 */
export function changeRun(
  project: Project,
  mission: string,
  change: (latest: Run | undefined) => Run | undefined,
): Promise<Run | undefined> {
  const path = fileOf(project, mission);
  return withFileLock(project, `${path}.lock`, async () => {
    const runs = readRecord(path, Runs)?.runs ?? [];
    const latest = runs.at(-1);
    const next = change(latest);
    if (next === undefined) return latest;
    const others = latest?.id === next.id ? runs.slice(0, -1) : runs;
    await writeRecord(project, path, { runs: [...others, next].slice(-MOST) });
    return next;
  });
}

function fileOf(project: Project, mission: string): string {
  // Only the id of a mission becomes part of a path.
  missionTree(project, mission);
  return join(folders.ours(project), 'runs', `${mission}.json`);
}
