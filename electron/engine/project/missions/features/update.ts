import { join } from 'node:path';
import { z } from 'zod';
import {
  type Feature,
  type FeatureStatus,
  FeatureUpdate,
  Retry,
  type WorkResult,
} from '../../../../contract/features.ts';
import { present } from '../../../../contract/present.ts';
import { checked, fail } from '../../../errors.ts';
import { moveMission } from '../mission/status-rules.ts';
import { changeMission, getFeature, getMission, listFeatures, writeFeature, writeMission } from '../mission/store.ts';
import type { Project } from '../../records/project.ts';
import { readRecord } from '../../../disk/read.ts';
import { writeRecord } from '../../records/records.ts';
import { missionTree } from '../../records/tree.ts';
import { illegalMove } from '../mission/illegal-move.ts';
import { reportOf } from './report.ts';
import { canMoveFeature, FEATURE_MOVES, moveWarnings } from './status-rules.ts';

export interface FeatureUpdated {
  readonly feature: Feature;
  readonly reportPersisted?: string;
  readonly missionAutoStarted: boolean;
}

/**
 * Moves a feature or stores its report, past the states in `by` in one write. The first move in an approved mission starts
 * the mission. Open dependencies are told, and forbid the move only when `strict`. INPUT_INVALID without status and report, FEATURE_NOT_FOUND, TRANSITION_ILLEGAL, DEPENDENCY_OPEN.
 */
export async function updateFeature(
  project: Project,
  input: FeatureUpdate,
  by: readonly FeatureStatus[] = [],
): Promise<FeatureUpdated> {
  const update = wanted(input);
  if (update.status === undefined && update.report === undefined)
    throw fail('INPUT_INVALID', 'There is nothing to change.', { hints: ['Give --status or --report.'] });
  return changeMission(project, update.mission, async () => {
    const mission = getMission(project, update.mission);
    const before = getFeature(project, update.mission, update.feature);
    const status = update.status ?? before.status;
    if (update.from !== undefined && update.from !== before.status) throw movedMeanwhile(before, update.from);
    refuseIllegal(before, [...by, status]);
    warn(project, update, moveWarnings(before, status, { mission, features: listFeatures(project, mission) }));

    const at = project.now().toISOString();
    const reportPersisted = await storeReport(project, update);
    await logRetry(project, { update, before, status, at });
    const feature = await writeFeature(project, changed(before, { status, report: update.report, at }));
    const starts = status !== before.status && mission.status === 'approved';
    if (starts) await writeMission(project, moveMission(mission, 'executing', at));
    return {
      feature,
      ...present({ reportPersisted }),
      missionAutoStarted: starts,
    };
  });
}

type Wanted = Omit<FeatureUpdate, 'report'> & { readonly report: WorkResult | undefined };

function wanted(input: FeatureUpdate): Wanted {
  const { report, ...update } = checked(FeatureUpdate, input);
  return { ...update, report: report === undefined ? undefined : reportOf('The report', report) };
}

/** The feature as it is written: `report` stands before `createdAt`. */
function changed(
  before: Feature,
  { status, report, at }: { status: FeatureStatus; report: WorkResult | undefined; at: string },
): Feature {
  const { report: old, createdAt, updatedAt, ...rest } = before;
  const kept = report ?? old;
  return { ...rest, status, ...present({ report: kept }), createdAt, updatedAt: at };
}

function warn(project: Project, update: Wanted, warnings: readonly string[]): void {
  if (update.strict === true && warnings.length > 0) throw fail('DEPENDENCY_OPEN', warnings.join(' '));
  for (const sentence of warnings) project.notice({ kind: 'warning', sentence });
}

async function storeReport(project: Project, { mission, feature, report }: Wanted): Promise<string | undefined> {
  if (report === undefined) return undefined;
  const path = join(missionTree(project, mission).worker(feature), 'report.json');
  await writeRecord(project, path, report);
  return path;
}

interface Move {
  readonly update: Wanted;
  readonly before: Feature;
  readonly status: FeatureStatus;
  readonly at: string;
}

/** A reason is only kept when the feature really goes back. */
async function logRetry(project: Project, { update, before, status, at }: Move): Promise<void> {
  const { retryReason } = update;
  if (!retryReason || status !== 'pending' || before.status === 'pending') return;
  const path = join(missionTree(project, update.mission).worker(update.feature), 'retry-log.json');
  const log = readRecord(path, z.array(Retry)) ?? [];
  await writeRecord(project, path, [...log, { reason: retryReason, timestamp: at, previousStatus: before.status }]);
}

function refuseIllegal(before: Feature, path: readonly FeatureStatus[]): void {
  let { status } = before;
  for (const next of path) {
    if (!canMoveFeature(status, next)) throw refused({ ...before, status }, next);
    status = next;
  }
}

function movedMeanwhile(feature: Feature, from: FeatureStatus): Error {
  return fail('TRANSITION_ILLEGAL', `Feature ${feature.id} is ${feature.status} now and no longer ${from}.`, {
    hints: ['Somebody else moved it meanwhile. Nothing was changed.'],
  });
}

function refused({ id, status: from }: Feature, to: FeatureStatus): Error {
  return illegalMove({ what: `Feature ${id}`, from, to, next: FEATURE_MOVES[from] });
}
