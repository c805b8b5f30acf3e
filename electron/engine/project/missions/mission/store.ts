import { join } from 'node:path';
import { Assertion, AssertionFile } from '../../../../contract/assertions.ts';
import { Feature } from '../../../../contract/features.ts';
import { Mission } from '../../../../contract/missions.ts';
import { fail } from '../../../errors.ts';
import { compareIds, isSequentialId } from '../../records/id-rules.ts';
import { firstFlaw, flawSentence } from '../../../../contract/flaws.ts';
import { withFileLock } from '../../records/lock.ts';
import { exists, type Project } from '../../records/project.ts';
import { damaged, findRecord, readRecord } from '../../../disk/read.ts';
import { jsonKey, listNames, listRecords, namesIn, reportDamage, writeRecord } from '../../records/records.ts';
import { isPlainFeature, isPlainMission } from './common-form-rules.ts';
import { folders, missionNotFound, missionTree } from '../../records/tree.ts';
import { compareText } from '../../records/order-rules.ts';

/** A mission with everything in it, as one read found it. */
export interface MissionFiles {
  readonly mission: Mission;
  readonly features: readonly Feature[];
  readonly assertions: readonly Assertion[];
  /** Entries of `assertions.json` that cannot be read. They block a seal. */
  readonly unreadableAssertions: readonly string[];
}

/** One mission. Its folder says which one it is: a copy that somebody made by hand is its own. MISSION_NOT_FOUND, FILE_DAMAGED. */
export function getMission(project: Project, id: string): Mission {
  const mission = readRecord(missionTree(project, id).record, Mission);
  if (mission === undefined) throw missionNotFound(id);
  return own(mission, { id });
}

/** One mission among many; damage is reported and counts as absent. */
export function findMission(project: Project, id: string): Mission | undefined {
  const path = missionTree(project, id).record;
  const found = findRecord(path, Mission, isPlainMission);
  if (found !== undefined && 'value' in found) return own(found.value, { id });
  if (found !== undefined) reportDamage(project, path, found.damage);
  return undefined;
}

/** All readable missions, newest first. Damaged ones are reported. */
export function listMissions(project: Project): Mission[] {
  const missions = missionIds(project).flatMap((id) => findMission(project, id) ?? []);
  return missions.sort((left, right) => compareText(right.createdAt, left.createdAt) || compareIds(right.id, left.id));
}

/** The ids of the mission folders, unsorted. */
export function missionIds(project: Project): string[] {
  return listNames(project, folders.missions(project)).filter(isSequentialId);
}

/** The mission with its features and assertions. Damaged parts are reported and left out. */
export function readMission(project: Project, id: string): MissionFiles {
  const mission = getMission(project, id);
  return { mission, features: listFeatures(project, mission), ...listAssertions(project, id) };
}

/** The features of a mission in the order of its plan. */
export function listFeatures(project: Project, mission: Mission): Feature[] {
  const features = listRecords(project, {
    folder: missionTree(project, mission.id).features,
    keyOf: jsonKey,
    schema: Feature,
    plain: isPlainFeature,
  }).map((feature) => own(feature, { missionId: mission.id }));
  for (const id of mission.features) tellMissing(project, missionTree(project, mission.id).feature(id));
  const place = new Map(mission.features.map((id, index) => [id, index]));
  const placeOf = (feature: Feature): number => place.get(feature.id) ?? Number.MAX_SAFE_INTEGER;
  return features.sort((left, right) => placeOf(left) - placeOf(right) || compareText(left.id, right.id));
}

/** Where a file should be is nothing: a listing alone would not find it. */
function tellMissing(project: Project, path: string): void {
  if (exists(path)) return;
  reportDamage(project, path, fail('FILE_DAMAGED', `${path} is missing, and its mission names it.`, { path }));
}

/** One feature. FEATURE_NOT_FOUND, FILE_DAMAGED. */
export function getFeature(project: Project, mission: string, id: string): Feature {
  const feature = readRecord(missionTree(project, mission).feature(id), Feature);
  if (feature === undefined) throw fail('FEATURE_NOT_FOUND', `Mission ${mission} has no feature ${id}.`);
  return own(feature, { id, missionId: mission });
}

/** A record with what its place says about it. */
function own<Kept extends object>(value: Kept, place: Partial<Kept>): Kept {
  const isSo = Object.entries(place).every(([key, known]) => value[key as keyof Kept] === known);
  return isSo ? value : { ...value, ...place };
}

/** The readable assertions of a mission, and the names of those that are not. */
export function listAssertions(
  project: Project,
  mission: string,
): Pick<MissionFiles, 'assertions' | 'unreadableAssertions'> {
  const path = missionTree(project, mission).assertions;
  const found = findRecord(path, AssertionFile);
  if (found === undefined) return { assertions: [], unreadableAssertions: [] };
  if ('damage' in found) {
    reportDamage(project, path, found.damage);
    return { assertions: [], unreadableAssertions: ['all of assertions.json'] };
  }
  const assertions: Assertion[] = [];
  const unreadableAssertions: string[] = [];
  for (const [index, entry] of found.value.assertions.entries()) {
    const parsed = Assertion.safeParse(entry);
    if (parsed.success) assertions.push(parsed.data);
    else {
      const flaw = firstFlaw(parsed.error, entry);
      unreadableAssertions.push(nameOf(entry) ?? `assertions.${index}`);
      const place = { ...flaw, path: `assertions.${index}.${flaw.path}` };
      reportDamage(project, path, damaged(path, flawSentence(place)));
    }
  }
  return { assertions, unreadableAssertions };
}

/** Replaces assertions by their id and leaves every other entry, readable or not, as it is. */
export async function writeAssertions(project: Project, mission: string, changed: readonly Assertion[]): Promise<void> {
  const path = missionTree(project, mission).assertions;
  const file = readRecord(path, AssertionFile) ?? { assertions: [] };
  const byId = new Map(changed.map((assertion) => [assertion.id, assertion]));
  const assertions = file.assertions.map((entry) => byId.get(nameOf(entry) ?? '') ?? entry);
  await writeRecord(project, path, { ...file, assertions });
}

/** One change at a time inside a mission. What the work reads is what it writes over. */
export async function changeMission<Result>(
  project: Project,
  id: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const tree = missionTree(project, id);
  if (!exists(tree.record)) throw missionNotFound(id);
  return withFileLock(project, tree.lock, work);
}

/** Writes `mission.json`; the caller holds the mission’s lock. */
export async function writeMission(project: Project, mission: Mission): Promise<Mission> {
  await writeRecord(project, missionTree(project, mission.id).record, mission);
  return mission;
}

/** Writes a feature’s record; the caller holds the mission’s lock. */
export async function writeFeature(project: Project, feature: Feature): Promise<Feature> {
  await writeRecord(project, missionTree(project, feature.missionId).feature(feature.id), feature);
  return feature;
}

/** Folders of creations that never finished. */
export function stagingFolders(project: Project): string[] {
  const folder = folders.missions(project);
  return namesIn(folder)
    .filter((name) => name.startsWith('.staging-'))
    .map((name) => join(folder, name));
}

function nameOf(entry: unknown): string | undefined {
  const id = (entry as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : undefined;
}
