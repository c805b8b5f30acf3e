import type { Feature, FeatureStatus, OpenDependency } from '../../../../contract/features.ts';
import type { Mission } from '../../../../contract/missions.ts';

/** The moves that a feature may make. Staying where it is always is allowed. */
export const FEATURE_MOVES: Readonly<Record<FeatureStatus, readonly FeatureStatus[]>> = {
  pending: ['assigned', 'in-progress'],
  assigned: ['in-progress'],
  'in-progress': ['review'],
  review: ['done', 'blocked', 'pending'],
  done: [],
  blocked: ['pending'],
};

/** Whether a feature may go from one status to another. */
export function canMoveFeature(from: FeatureStatus, to: FeatureStatus): boolean {
  return from === to || FEATURE_MOVES[from].includes(to);
}

export const ACTIVE: ReadonlySet<FeatureStatus> = new Set(['assigned', 'in-progress', 'review']);

/**
 * The features that must be done before this one and are not, in the order in which they are named. One that cannot be
 * read is among them: nobody knows that it is done.
 */
export function openDependencies(feature: Feature, all: readonly Feature[]): OpenDependency[] {
  const byId = new Map(all.map((other) => [other.id, other]));
  return feature.dependsOn.flatMap((id): OpenDependency[] => {
    const { title, status } = byId.get(id) ?? { title: id, status: 'unreadable' as const };
    return status === 'done' ? [] : [{ id, title, status }];
  });
}

/** Ready means: not begun, and everything it depends on is done. */
export function isReady(feature: Feature, all: readonly Feature[]): boolean {
  return feature.status === 'pending' && openDependencies(feature, all).length === 0;
}

/** Reasons to think twice before moving a feature. None of them forbids it, unless the caller is strict. */
export function moveWarnings(
  feature: Feature,
  to: FeatureStatus,
  world: { readonly mission: Mission; readonly features: readonly Feature[] },
): string[] {
  if (feature.status === to || to === 'pending' || to === 'blocked') return [];
  const open = openDependencies(feature, world.features).map(({ id, status }) => `${id} (${status})`);
  return [
    ...(open.length === 0
      ? []
      : [`${feature.id} depends on ${open.join(', ')}, which ${open.length === 1 ? 'is' : 'are'} not done.`]),
    ...statusWarnings(world.mission),
    ...orderWarnings(feature, world.mission),
  ];
}

function statusWarnings(mission: Mission): string[] {
  if (mission.status === 'executing' || mission.status === 'approved' || mission.status === 'validating') return [];
  const next = mission.status === 'draft' ? ' Approve it first: maestro mission approve ' + mission.id : '';
  return [`The mission is ${mission.status}.${next}`];
}

function orderWarnings(feature: Feature, mission: Mission): string[] {
  const sealed = new Set(mission.completedMilestoneIds ?? []);
  const own = mission.milestones.find((milestone) => milestone.id === feature.milestoneId);
  const current = [...mission.milestones].sort((a, b) => a.order - b.order).find(({ id }) => !sealed.has(id));
  if (own === undefined || current === undefined || own.order <= current.order) return [];
  return [`Its milestone ${own.id} comes after ${current.id}, which is not sealed.`];
}
