import { join } from 'node:path';
import { z } from 'zod';
import type { BoardFeature, BoardMilestone, MissionBoard } from '../../../contract/board.ts';
import { type Feature, Retry } from '../../../contract/features.ts';
import { ASSERTION_MOVES, revisionsOf } from './assertions/rules.ts';
import { listCheckpoints } from './checkpoints/checkpoints.ts';
import { FEATURE_MOVES, isReady, openDependencies } from './features/status-rules.ts';
import { blockingAssertions, milestoneProgress, sealWarnings } from './milestones/rules.ts';
import { progressLog } from './mission-rules.ts';
import { exists, type Project, withNotice } from '../records/project.ts';
import { findRecord } from '../../disk/read.ts';
import { reportDamage } from '../records/records.ts';
import { missionTree } from '../records/tree.ts';
import { effectiveStatus, MISSION_MOVES } from './mission/status-rules.ts';
import { type MissionFiles, readMission } from './mission/store.ts';

/** One mission with everything that can be seen and done. MISSION_NOT_FOUND, FILE_DAMAGED. */
export function missionBoard(outer: Project, id: string): MissionBoard {
  const damaged: MissionBoard['damaged'] = [];
  const project = withNotice(outer, (notice) => {
    if (notice.path !== undefined) damaged.push({ path: notice.path, sentence: notice.sentence });
    outer.notice(notice);
  });
  const files = readMission(project, id);
  const { checkpoints } = listCheckpoints(project, id);
  const progress = milestoneProgress(files.mission, files);
  return {
    mission: files.mission,
    effectiveStatus: effectiveStatus(files.mission, progress),
    moves: [...MISSION_MOVES[files.mission.status]],
    milestones: milestonesOf(files, progress),
    features: featuresOf(project, files),
    assertions: files.assertions.map((assertion) => ({
      ...assertion,
      moves: [...ASSERTION_MOVES[assertion.result]],
      revisions: revisionsOf(assertion, files.mission.completedMilestoneIds ?? []),
    })),
    unreadableAssertions: [...files.unreadableAssertions],
    checkpoints: checkpoints
      .map(({ id: name, timestamp, currentMilestoneId }) => ({ id: name, timestamp, currentMilestoneId }))
      .reverse(),
    log: progressLog({ ...files, milestones: progress, checkpoints }),
    damaged,
    folder: missionTree(project, id).folder,
  };
}

function milestonesOf(files: MissionFiles, progress: ReturnType<typeof milestoneProgress>): BoardMilestone[] {
  const current = progress.find((milestone) => milestone.status !== 'sealed');
  const unreadable = files.unreadableAssertions.map((id) => ({ id, result: 'unreadable' as const }));
  return progress.map((milestone) => {
    const isOpen = milestone.status !== 'sealed';
    const blocking = blockingAssertions(milestone.milestoneId, files.assertions);
    return {
      ...milestone,
      blocking: isOpen ? [...blocking.map(({ id, result }) => ({ id, result })), ...unreadable] : [],
      warnings: isOpen ? sealWarnings(files, progress, milestone.milestoneId) : [],
      current: milestone === current,
    };
  });
}

function featuresOf(project: Project, { mission, features }: MissionFiles): BoardFeature[] {
  const tree = missionTree(project, mission.id);
  const waiting = waitingFor(features);
  const byId = new Map(features.map((feature) => [feature.id, feature]));
  return features.map((feature) => {
    const needed = feature.dependsOn.flatMap((id) => byId.get(id) ?? []);
    const worker = tree.worker(feature.id);
    const promptPath = join(worker, 'prompt.md');
    return {
      feature,
      ready: isReady(feature, needed),
      blockedBy: openDependencies(feature, needed),
      unblocks: waiting.get(feature.id) ?? [],
      moves: [...FEATURE_MOVES[feature.status]],
      hasReport: feature.report !== undefined,
      retries: countRetries(project, join(worker, 'retry-log.json')),
      promptPath: exists(promptPath) ? promptPath : null,
      path: tree.feature(feature.id),
    };
  });
}

/** For each feature, those that depend on it. */
function waitingFor(features: readonly Feature[]): Map<string, string[]> {
  const waiting = new Map<string, string[]>();
  for (const { id, dependsOn } of features) {
    for (const other of dependsOn) {
      const known = waiting.get(other);
      if (known === undefined) waiting.set(other, [id]);
      else known.push(id);
    }
  }
  return waiting;
}

function countRetries(project: Project, path: string): number {
  const found = findRecord(path, z.array(Retry));
  if (found === undefined) return 0;
  if ('value' in found) return found.value.length;
  reportDamage(project, path, found.damage);
  return 0;
}
