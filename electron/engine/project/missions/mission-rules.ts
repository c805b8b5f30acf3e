import type { LogEntry } from '../../../contract/missionControl.ts';
import type { Assertion } from '../../../contract/assertions.ts';
import type { Checkpoint } from '../../../contract/checkpoints.ts';
import type { Feature } from '../../../contract/features.ts';
import type { MilestoneProgress } from '../../../contract/milestones.ts';
import type { Mission } from '../../../contract/missions.ts';
import { present } from '../../../contract/present.ts';
import { ACTIVE, FEATURE_MOVES, isReady, openDependencies } from './features/status-rules.ts';
import { percent } from './mission/status-rules.ts';
import { compareText } from '../records/order-rules.ts';

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
      ...(blockedBy.length === 0 ? {} : { blockedByLabel: blockedBy.join(',') }),
    };
  });
}

/** One feature with what it waits for, what waits for it, and the moves it may make. */
export function previewOf(feature: Feature, { features, mission }: MissionView) {
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

const MAPPED = 2;

/** The two features that most depends on, each with the first of those that wait for it. */
export function dependencyMap(view: MissionView) {
  const { features } = view;
  const current = activeMilestone(view)?.milestoneId;
  return features
    .map((root) => rootOf(root, { features, current }))
    .filter(({ dependents }) => dependents.length > 0)
    .sort((left, right) => right.weight - left.weight || compareText(left.root.id, right.root.id))
    .slice(0, MAPPED)
    .map(({ root, dependents, blocked }) => {
      const primary = blocked[0] ?? dependents[0] ?? root;
      return {
        root: short(root),
        primaryDependent: short(primary),
        primaryDependentBlockedByCount: openDependencies(primary, features).length,
        hiddenDependentCount: dependents.length - 1,
      };
    });
}

/** What is in the current milestone and worked on counts most, then how much waits for it. */
function rootOf(root: Feature, { features, current }: Pick<MissionView, 'features'> & { current: string | undefined }) {
  const dependents = features.filter((other) => other.dependsOn.includes(root.id));
  const blocked = dependents.filter(({ status }) => status === 'blocked');
  const isCurrent = root.milestoneId === current ? 100 : 0;
  const isActive = root.status === 'assigned' || root.status === 'in-progress' ? 50 : 0;
  return { root, dependents, blocked, weight: isCurrent + isActive + blocked.length * 20 + dependents.length * 10 };
}

function short({ id, title, status }: Feature): Pick<Feature, 'id' | 'title' | 'status'> {
  return { id, title, status };
}

/** The milestone that is worked on or validated now; none before a mission begins and after its last seal. */
export function activeMilestone({ milestones }: Pick<MissionView, 'milestones'>): MilestoneProgress | undefined {
  return milestones.find(({ status }) => status === 'executing' || status === 'validating');
}

/** The gate that work stands at: the active milestone, when it is one. It is blocked while a feature in it is. */
export function currentGate(view: MissionView): { label: string | null; blocked: boolean } {
  const active = activeMilestone(view);
  if (active?.milestone.kind !== 'gate') return { label: null, blocked: false };
  const own = view.features.filter(({ milestoneId }) => milestoneId === active.milestoneId);
  return { label: active.milestone.title, blocked: own.some(({ status }) => status === 'blocked') };
}

/** When a mission began: with its approval, and until then with its creation. In milliseconds since 1970. */
export function startOf(mission: Mission): number {
  return Date.parse(mission.approvedAt ?? mission.createdAt);
}

/** What happened in a mission, newest first, as far as its files tell. What came before its start has a negative time. */
export function progressLog(view: MissionView): LogEntry[] {
  const { mission, features, assertions, checkpoints } = view;
  const start = startOf(mission);
  const entry = (kind: LogEntry['kind'], timestamp: string, title: string): LogEntry => ({
    timestamp,
    relativeMs: timestamp === mission.createdAt && kind === 'mission' ? 0 : Date.parse(timestamp) - start,
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
      .map((assertion) => ({
        ...entry('assertion', assertion.updatedAt, `${assertion.id}: ${assertion.result}`),
        ...(assertion.evidence === undefined ? {} : { detail: assertion.evidence }),
      })),
    ...checkpoints.map((checkpoint) => entry('checkpoint', checkpoint.timestamp, `Checkpoint saved: ${checkpoint.id}`)),
  ];
  return entries.sort((left, right) =>
    left.timestamp < right.timestamp ? 1 : left.timestamp > right.timestamp ? -1 : 0,
  );
}

/** Workers with what they do and have done. */
export function agentGrid({ features }: Pick<MissionView, 'features'>, pendingHandoffs: number, now: Date) {
  const types = [...new Set(features.map((feature) => feature.workerType))];
  return types.map((workerType) => {
    const own = features.filter((feature) => feature.workerType === workerType);
    const active = own.find(({ status }) => status === 'assigned' || status === 'in-progress');
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
