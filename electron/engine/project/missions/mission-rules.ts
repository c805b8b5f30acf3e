import type { LogEntry } from '../../../contract/missionControl.ts';
import type { Assertion } from '../../../contract/assertions.ts';
import type { Checkpoint } from '../../../contract/checkpoints.ts';
import type { Feature } from '../../../contract/features.ts';
import type { MilestoneProgress } from '../../../contract/milestones.ts';
import type { Mission } from '../../../contract/missions.ts';
import { present } from '../../../contract/present.ts';
import { ACTIVE, FEATURE_MOVES, isReady, openDependencies } from './features/status-rules.ts';
import { percent } from './mission/status-rules.ts';

/** A mission and all its parts. */
export interface MissionView {
  readonly mission: Mission;
  readonly features: readonly Feature[];
  readonly assertions: readonly Assertion[];
  readonly milestones: readonly MilestoneProgress[];
  readonly checkpoints: readonly Checkpoint[];
}

/** How many features stand where; `completionPct` is a whole percentage. */
export function progressOf({ features }: Pick<MissionView, 'features'>) {
  const count = (...statuses: Feature['status'][]): number =>
    features.filter((feature) => statuses.includes(feature.status)).length;
  const total = features.length;
  const done = count('done');
  const active = features.filter((feature) => ACTIVE.has(feature.status)).length;
  return {
    featureProgress: { done, total, active },
    statusProgress: {
      completed: done,
      total,
      inFlight: active,
      blocked: count('blocked'),
      queued: count('pending'),
      completionPct: percent(done, total),
    },
  };
}

/** The features as a list shows them, each with what it waits for. */
export function featureRows({ features }: MissionView) {
  return features.map((feature) => {
    const blockedBy = openDependencies(feature, features).map((other) => other.id);
    return {
      id: feature.id,
      title: feature.title,
      status: feature.status,
      milestoneId: feature.milestoneId,
      workerType: feature.workerType,
      hasReport: feature.report !== undefined,
      blockedByIds: blockedBy,
      ...(blockedBy.length === 0 ? {} : { blockedByLabel: blockedBy.join(', ') }),
    };
  });
}

/** One feature with what it waits for, what waits for it, and the moves it may make. */
export function previewOf(feature: Feature, { features, mission }: MissionView) {
  const short = ({ id, title, status }: Feature) => ({ id, title, status });
  const milestone = mission.milestones.find((candidate) => candidate.id === feature.milestoneId);
  return {
    id: feature.id,
    title: feature.title,
    status: feature.status,
    milestoneId: feature.milestoneId,
    milestoneTitle: milestone?.title ?? feature.milestoneId,
    workerType: feature.workerType,
    description: feature.description,
    ...present({ preconditions: feature.preconditions, expectedBehavior: feature.expectedBehavior }),
    verificationSteps: feature.verificationSteps,
    dependsOn: feature.dependsOn,
    blockedBy: openDependencies(feature, features),
    unblocks: features.filter((other) => other.dependsOn.includes(feature.id)).map(short),
    fulfills: feature.fulfills,
    validTransitions: FEATURE_MOVES[feature.status],
  };
}

/** The feature to look at first: one that is worked on, else the next pending one. */
export function activeFeature({ features }: MissionView): Feature | undefined {
  return features.find((feature) => ACTIVE.has(feature.status)) ?? features.find(({ status }) => status === 'pending');
}

/** The features that others wait for, each with the first of those. */
export function dependencyMap({ features }: MissionView) {
  return features
    .filter((feature) => feature.dependsOn.length === 0)
    .map((root) => ({ root, dependents: features.filter((other) => other.dependsOn.includes(root.id)) }))
    .filter(({ dependents }) => dependents.length > 0)
    .slice(0, 2)
    .map(({ root, dependents: [first, ...rest] }) => ({
      root: root.id,
      ...(first === undefined
        ? {}
        : {
            primaryDependent: first.id,
            primaryDependentBlockedByCount: openDependencies(first, features).length,
          }),
      hiddenDependentCount: rest.length,
    }));
}

/** The gate that work stands before: the current milestone, when it is one. */
export function currentGate({ milestones }: MissionView): string | null {
  const current = milestones.find((milestone) => milestone.status !== 'sealed');
  return current?.milestone.kind === 'gate' ? current.milestone.title : null;
}

/** What happened in a mission, newest first, as far as its files tell. */
export function progressLog(view: MissionView, now: Date): LogEntry[] {
  const { mission, features, assertions, checkpoints } = view;
  const entry = (kind: LogEntry['kind'], timestamp: string, title: string): LogEntry => ({
    timestamp,
    relativeMs: now.getTime() - Date.parse(timestamp),
    kind,
    title,
  });
  const moments = [
    ['Mission created', mission.createdAt],
    ['Mission approved', mission.approvedAt],
    ['Mission rejected', mission.rejectedAt],
    ['Mission completed', mission.completedAt],
  ] as const;
  const entries = [
    ...moments.flatMap(([title, at]) => (at === undefined ? [] : [entry('mission', at, title)])),
    ...features.flatMap((feature) => [
      entry('feature', feature.createdAt, `${feature.id} created`),
      ...(feature.updatedAt === feature.createdAt
        ? []
        : [entry('feature', feature.updatedAt, `${feature.id} moved to ${feature.status}`)]),
    ]),
    ...assertions
      .filter((assertion) => assertion.result !== 'pending')
      .map((assertion) => entry('assertion', assertion.updatedAt, `${assertion.id}: ${assertion.result}`)),
    ...checkpoints.map((checkpoint) => entry('checkpoint', checkpoint.timestamp, `Checkpoint saved: ${checkpoint.id}`)),
  ];
  return entries.sort((left, right) =>
    left.timestamp < right.timestamp ? 1 : left.timestamp > right.timestamp ? -1 : 0,
  );
}

/** Workers with what they do and have done. */
export function agentGrid({ features }: MissionView, pendingHandoffs: number, now: Date) {
  const types = [...new Set(features.map((feature) => feature.workerType))];
  return types.map((workerType) => {
    const own = features.filter((feature) => feature.workerType === workerType);
    const active = own.find((feature) => ACTIVE.has(feature.status));
    const last = own
      .map((feature) => feature.updatedAt)
      .sort()
      .at(-1);
    return {
      workerType,
      status: agentStatus(own, active, now),
      ...(active === undefined ? {} : { activeFeatureId: active.id, activeFeatureTitle: active.title }),
      ...present({ lastActivityAt: last }),
      featureCount: own.length,
      completedCount: own.filter((feature) => feature.status === 'done').length,
      pendingHandoffCount: pendingHandoffs,
    };
  });
}

const STALE_MS = 3_600_000;

function agentStatus(own: readonly Feature[], active: Feature | undefined, now: Date): string {
  if (active !== undefined) return now.getTime() - Date.parse(active.updatedAt) > STALE_MS ? 'stale' : 'active';
  return own.every((feature) => feature.status === 'done') ? 'completed' : 'waiting';
}

/** What can be begun now, in the order of the milestones. */
export function dispatchQueue(view: MissionView) {
  const { mission, features } = view;
  return features
    .filter((feature) => isReady(feature, features))
    .map((feature) => {
      const milestone = mission.milestones.find((candidate) => candidate.id === feature.milestoneId);
      return {
        featureId: feature.id,
        featureTitle: feature.title,
        milestoneId: feature.milestoneId,
        milestoneTitle: milestone?.title ?? feature.milestoneId,
        milestoneOrder: milestone?.order ?? 0,
        workerType: feature.workerType,
        fitReason: feature.dependsOn.length === 0 ? 'depends on nothing' : 'everything it depends on is done',
      };
    })
    .sort((left, right) => left.milestoneOrder - right.milestoneOrder);
}
