import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Assertion, AssertionFile } from '../../../../contract/assertions.ts';
import type { Checkpoint } from '../../../../contract/checkpoints.ts';
import { Feature } from '../../../../contract/features.ts';
import { Mission } from '../../../../contract/missions.ts';
import { findRecord } from '../../../disk/read.ts';
import { linkStatAt } from '../../../disk/stat.ts';
import { keepCopy } from '../../records/keep-copy.ts';
import { exists, type Project, withNotice } from '../../records/project.ts';
import { makeStateFolder, reportDamage, writeRecord } from '../../records/records.ts';
import { folders, missionTree } from '../../records/tree.ts';
import {
  findMission,
  getMission,
  listAssertions,
  listFeatures,
  type MissionFiles,
  writeFeature,
  writeMission,
} from '../mission/store.ts';

/** A mission's records as they were: a checkpoint itself knows only what is done and proved. */
export const Kept = z.object({ mission: Mission, features: z.array(Feature), assertions: z.array(Assertion) });
export type Kept = z.infer<typeof Kept>;

/**
 * Not in the checkpoints, since the older tool refuses keys that it does not know, and in the repository's own folder
 * where there is one: a copy is this machine's safety net and no state to commit.
 */
function keptPath(project: Project, { missionId, id }: Checkpoint): string {
  const repository = join(project.root, '.git');
  const isFolder = linkStatAt(repository)?.isDirectory() === true;
  const folder = isFolder ? join(repository, 'maestro') : folders.ours(project);
  return join(folder, 'checkpoints', missionId, `${id}.json`);
}

/** Keeps the records that a checkpoint was made of. */
export async function keep(project: Project, checkpoint: Checkpoint, files: MissionFiles): Promise<void> {
  const { mission, features, assertions } = files;
  const path = keptPath(project, checkpoint);
  await makeStateFolder(project, dirname(path));
  await writeRecord(project, path, { mission, features, assertions });
}

/** The records that a checkpoint was made of; undefined for one of an older version, or a damaged copy. */
export function findKept(project: Project, checkpoint: Checkpoint): Kept | undefined {
  const path = keptPath(project, checkpoint);
  const found = findRecord(path, Kept);
  if (found === undefined || 'value' in found) return found?.value;
  reportDamage(project, path, found.damage);
  return undefined;
}

/** A mission as far as it can be read; its own record may come from the copy. MISSION_NOT_FOUND, FILE_DAMAGED. */
export function readWithKept(project: Project, id: string, kept: Kept | undefined): MissionFiles {
  const mission = findMission(project, id) ?? kept?.mission ?? getMission(project, id);
  return { mission, features: listFeatures(project, mission), ...listAssertions(project, id) };
}

/** What cannot be read in a mission and is in the copy. */
export function lostParts(kept: Kept | undefined, files: MissionFiles): Pick<Kept, 'features' | 'assertions'> {
  const readable = new Set([...files.features, ...files.assertions].map(({ id }) => id));
  const named = new Set(files.mission.features);
  return {
    features: kept?.features.filter(({ id }) => named.has(id) && !readable.has(id)) ?? [],
    assertions: kept?.assertions.filter(({ id }) => !readable.has(id)) ?? [],
  };
}

/**
 * Puts back what cannot be read, or this file alone of it, each after a copy of what stood there. The caller holds the
 * mission’s lock.
 */
export async function putBack(project: Project, kept: Kept, only?: string): Promise<void> {
  const { id } = kept.mission;
  const isMeant = (path: string): boolean => only === undefined || only === path;
  const quiet = withNotice(project, () => undefined);
  const tree = missionTree(project, id);
  const lost = lostParts(kept, readWithKept(quiet, id, kept));
  if (isMeant(tree.record) && findMission(quiet, id) === undefined) {
    keepDamaged(project, tree.record);
    await writeMission(project, kept.mission);
  }
  if (isMeant(tree.assertions) && lost.assertions.length > 0)
    await putAssertionsBack(project, tree.assertions, { kept: kept.assertions, lost: lost.assertions });
  for (const feature of lost.features.filter((one) => isMeant(tree.feature(one.id)))) {
    keepDamaged(project, tree.feature(feature.id));
    await writeFeature(project, feature);
  }
}

async function putAssertionsBack(
  project: Project,
  path: string,
  { kept, lost }: { readonly kept: readonly Assertion[]; readonly lost: readonly Assertion[] },
): Promise<void> {
  const found = findRecord(path, AssertionFile);
  keepDamaged(project, path);
  if (found === undefined || 'damage' in found) return writeRecord(project, path, { assertions: kept });
  const lostIds = new Map(lost.map((assertion) => [assertion.id, assertion]));
  const assertions = found.value.assertions.map((entry, index) => {
    if (Assertion.safeParse(entry).success) return entry;
    const own = lostIds.get(idOf(entry) ?? kept[index]?.id ?? '');
    if (own !== undefined) lostIds.delete(own.id);
    return own ?? entry;
  });
  await writeRecord(project, path, { ...found.value, assertions: [...assertions, ...lostIds.values()] });
}

function idOf(entry: unknown): string | undefined {
  const parsed = z.looseObject({ id: z.string() }).safeParse(entry);
  return parsed.success ? parsed.data.id : undefined;
}

function keepDamaged(project: Project, path: string): void {
  if (exists(path)) keepCopy(project, path, 'damaged');
}
