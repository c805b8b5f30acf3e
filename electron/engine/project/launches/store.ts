import { join } from 'node:path';
import { type FeatureRef, type Launch, Launches } from '../../../contract/launches.ts';
import { findRecord, readRecord } from '../../disk/read.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { reportDamage, writeRecord } from '../records/records.ts';
import { folders, missionTree } from '../records/tree.ts';
import { copiesOf } from './tournament-rules.ts';

/** The launches of a feature, the oldest first. FILE_DAMAGED. */
export function launchesOf(project: Project, mission: string, feature: string): readonly Launch[] {
  return readRecord(fileOf(project, mission, feature), Launches)?.launches ?? [];
}

/** The same for a list of features: damage is reported, and counts as none. */
export function findLaunches(project: Project, mission: string, feature: string): readonly Launch[] {
  const path = fileOf(project, mission, feature);
  const found = findRecord(path, Launches);
  if (found !== undefined && 'value' in found) return found.value.launches;
  if (found !== undefined) reportDamage(project, path, found.damage);
  return [];
}

/** The container that works on a feature, or did last; null: none was made, or that of a launch under way is not known. */
export function latestLaunch(project: Project, { mission, feature }: FeatureRef): string | null {
  return findLaunches(project, mission, feature).at(-1)?.container ?? null;
}

/** The containers whose agents work on a feature: the latest, or all whose works compete; none: as of `latestLaunch`. */
export function workersOf(project: Project, { mission, feature }: FeatureRef): readonly string[] {
  const launches = findLaunches(project, mission, feature);
  const copies = copiesOf(launches).map(({ container }) => container);
  const latest = launches.at(-1)?.container ?? null;
  return copies.length > 0 || latest === null ? copies : [latest];
}

/** Writes a launch down: a new one, or what became of the one with its id; null forgets it. */
export function keepLaunch(
  project: Project,
  { mission, feature }: { readonly mission: string; readonly feature: string },
  { id, launch }: { readonly id: string; readonly launch: Launch | null },
): Promise<void> {
  return changeLaunches(project, { mission, feature }, (before) => {
    const others = before.filter((one) => one.id !== id);
    if (launch === null) return others;
    return others.length === before.length ? [...before, launch] : before.map((one) => (one.id === id ? launch : one));
  });
}

/** Writes what becomes of the launches of a feature. FILE_DAMAGED, LOCK_HELD. */
export function changeLaunches(
  project: Project,
  { mission, feature }: { readonly mission: string; readonly feature: string },
  change: (before: readonly Launch[]) => readonly Launch[],
): Promise<void> {
  const path = fileOf(project, mission, feature);
  return withFileLock(project, `${path}.lock`, async () => {
    await writeRecord(project, path, { launches: change(launchesOf(project, mission, feature)) });
  });
}

function fileOf(project: Project, mission: string, feature: string): string {
  // Only ids of a mission and a feature become parts of a path.
  missionTree(project, mission).feature(feature);
  return join(folders.ours(project), 'launches', mission, `${feature}.json`);
}
