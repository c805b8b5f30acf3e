import { join } from 'node:path';
import { Checkpoint, type CheckpointDiff } from '../../../../contract/checkpoints.ts';
import type { Mission } from '../../../../contract/missions.ts';
import { fail } from '../../../errors.ts';
import { currentMilestone } from '../milestones/rules.ts';
import {
  changeMission,
  getMission,
  type MissionFiles,
  readMission,
  writeAssertions,
  writeFeature,
} from '../mission/store.ts';
import { withFileLock } from '../../records/lock.ts';
import { compareText } from '../../records/order-rules.ts';
import { checkpointId } from '../../records/id-rules.ts';
import { exists, type Project, withNotice } from '../../records/project.ts';
import { jsonKey, listRecords, writeRecord } from '../../records/records.ts';
import { missionNotFound, missionTree } from '../../records/tree.ts';
import { findKept, keep, lostParts, putBack, readWithKept } from './kept.ts';
import { checkpointDiff, known, restoreAssertion } from './rules.ts';

const ID = /^\d{8}-\d{6}-\d{3}$/;

/** Keeps what every feature and assertion of a mission is now. FILE_DAMAGED where one of them cannot be read. */
export async function saveCheckpoint(project: Project, mission: string): Promise<Checkpoint> {
  return changeMission(project, mission, async () => {
    const files = readWhole(project, mission);
    const folder = missionTree(project, mission).checkpoints;
    const at = freeMoment(folder, project.now());
    const checkpoint: Checkpoint = {
      id: checkpointId(at),
      missionId: mission,
      currentMilestoneId: currentMilestone(files.mission)?.id ?? '',
      timestamp: at.toISOString(),
      featureStatuses: Object.fromEntries(files.features.map((feature) => [feature.id, feature.status])),
      assertionResults: Object.fromEntries(files.assertions.map((assertion) => [assertion.id, assertion.result])),
    };
    await keep(project, checkpoint, files);
    await writeRecord(project, join(folder, `${checkpoint.id}.json`), checkpoint);
    return checkpoint;
  });
}

/** A checkpoint of a part would lose the rest when it is loaded. */
function readWhole(project: Project, mission: string): MissionFiles {
  const damaged: string[] = [];
  const listening = withNotice(project, (told) => {
    if (told.kind === 'damaged') damaged.push(told.sentence);
    project.notice(told);
  });
  const files = readMission(listening, mission);
  const [first] = damaged;
  if (first === undefined) return files;
  throw fail('FILE_DAMAGED', `Nothing was kept, since not all of mission ${mission} can be read. ${first}`, {
    hints: ['maestro doctor names every damaged file; --fix repairs what it can and keeps a copy.'],
  });
}

/** The id is a moment: two checkpoints of one millisecond would overwrite each other. */
function freeMoment(folder: string, now: Date): Date {
  let at = now;
  while (exists(join(folder, `${checkpointId(at)}.json`))) at = new Date(at.getTime() + 1);
  return at;
}

/** All checkpoints of a mission, oldest first. MISSION_NOT_FOUND, FILE_DAMAGED. */
export function listCheckpoints(project: Project, mission: string): { mission: Mission; checkpoints: Checkpoint[] } {
  return { mission: getMission(project, mission), checkpoints: checkpointsIn(project, mission) };
}

/** The same, also where the mission’s own record is the damaged one. */
export function checkpointsIn(project: Project, mission: string): Checkpoint[] {
  const checkpoints = listRecords(project, {
    folder: missionTree(project, mission).checkpoints,
    keyOf: (name) => (ID.test(jsonKey(name) ?? '') ? name : undefined),
    schema: Checkpoint,
  });
  return checkpoints
    .map((checkpoint) => ({ ...checkpoint, missionId: mission }))
    .sort((left, right) => compareText(left.id, right.id));
}

/** The latest checkpoint, or the one of this id. CHECKPOINT_NOT_FOUND. */
export function getCheckpoint(project: Project, { mission, id }: { mission: string; id?: string }): Checkpoint {
  if (!exists(missionTree(project, mission).folder)) throw missionNotFound(mission);
  const checkpoints = checkpointsIn(project, mission);
  const found = id === undefined ? checkpoints.at(-1) : checkpoints.find((checkpoint) => checkpoint.id === id);
  if (found !== undefined) return found;
  const sentence =
    id === undefined ? `Mission ${mission} has no checkpoint.` : `Mission ${mission} has no checkpoint ${id}.`;
  throw fail('CHECKPOINT_NOT_FOUND', sentence, {
    hints: [`maestro checkpoint list --mission ${mission} shows them.`],
  });
}

/** What loading would change. */
export function diffCheckpoint(
  project: Project,
  wanted: { mission: string; id?: string },
): { checkpoint: Checkpoint; diff: CheckpointDiff } {
  const checkpoint = getCheckpoint(project, wanted);
  const kept = findKept(project, checkpoint);
  const files = readWithKept(project, wanted.mission, kept);
  return { checkpoint, diff: checkpointDiff(checkpoint, files, lostParts(kept, files)) };
}

/**
 * Puts features and assertions back to what a checkpoint says, also those whose files are damaged or missing. Mission
 * status, seals and reports of what can be read stay as they are.
 */
export async function loadCheckpoint(
  project: Project,
  wanted: { mission: string; id?: string },
): Promise<{
  checkpoint: Checkpoint;
  restored: { featureCount: number; assertionCount: number };
  diff: CheckpointDiff;
}> {
  getCheckpoint(project, wanted);
  return withFileLock(project, missionTree(project, wanted.mission).lock, async () => {
    const { checkpoint, diff } = diffCheckpoint(project, wanted);
    const kept = findKept(project, checkpoint);
    if (kept !== undefined) await putBack(project, kept);
    const { features, assertions } = readMission(project, wanted.mission);
    const at = project.now().toISOString();
    const restored = assertions
      .filter(({ id, result }) => (known(checkpoint.assertionResults, id) ?? result) !== result)
      .map((assertion) => restoreAssertion(assertion, checkpoint, at));
    // Assertions first and in one write: a crash in between leaves whole files, and loading again finishes the rest.
    if (restored.length > 0) await writeAssertions(project, wanted.mission, restored);
    for (const feature of features) {
      const status = known(checkpoint.featureStatuses, feature.id);
      if (status !== undefined && status !== feature.status) {
        await writeFeature(project, { ...feature, status, updatedAt: at });
      }
    }
    return {
      checkpoint,
      restored: { featureCount: diff.features.length, assertionCount: diff.assertions.length },
      diff,
    };
  });
}
