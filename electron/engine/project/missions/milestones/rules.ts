import type { Assertion } from '../../../../contract/assertions.ts';
import type { Feature } from '../../../../contract/features.ts';
import type { MilestoneProgress, MilestoneStatus } from '../../../../contract/milestones.ts';
import type { Milestone, Mission, MissionStatus } from '../../../../contract/missions.ts';
import { isSettled } from '../assertions/rules.ts';
import { percent } from '../mission/status-rules.ts';

interface Parts {
  readonly features: readonly Feature[];
  readonly assertions: readonly Assertion[];
}

/** The milestones of a mission in their order, each with status and counts. */
export function milestoneProgress(mission: Mission, parts: Parts): MilestoneProgress[] {
  const sealed = new Set(mission.completedMilestoneIds ?? []);
  const ordered = orderedMilestones(mission);
  const active = ordered.find((milestone) => !sealed.has(milestone.id));
  const features = groupBy(parts.features, (feature) => feature.milestoneId);
  const assertions = groupBy(parts.assertions, (assertion) => assertion.milestoneId);
  const allKnown = unreadableFeatures(mission, parts.features).length === 0;
  return ordered.map((milestone) => {
    const own = features.get(milestone.id) ?? [];
    const status = sealed.has(milestone.id)
      ? 'sealed'
      : milestone === active
        ? activeStatus(mission.status, { features: own, allKnown })
        : 'pending';
    return countProgress({ milestone, status }, { features: own, assertions: assertions.get(milestone.id) ?? [] });
  });
}

/** By `order`; equal orders keep their place in the plan. */
export function orderedMilestones(mission: Mission): Milestone[] {
  return [...mission.milestones].sort((left, right) => left.order - right.order);
}

/** The first milestone that is not sealed, else the first of all. */
export function currentMilestone(mission: Mission): Milestone | undefined {
  const sealed = new Set(mission.completedMilestoneIds ?? []);
  const ordered = orderedMilestones(mission);
  return ordered.find((milestone) => !sealed.has(milestone.id)) ?? ordered[0];
}

const MIRRORED: Partial<Record<MissionStatus, MilestoneStatus>> = {
  executing: 'executing',
  validating: 'validating',
  failed: 'failed',
};

function activeStatus(
  mission: MissionStatus,
  { features, allKnown }: { features: readonly Feature[]; allKnown: boolean },
): MilestoneStatus {
  if (features.some((feature) => feature.status !== 'pending')) {
    return allKnown && features.every((feature) => feature.status === 'done') ? 'validating' : 'executing';
  }
  return MIRRORED[mission] ?? 'pending';
}

function countProgress(
  { milestone, status }: { milestone: Milestone; status: MilestoneStatus },
  { features, assertions }: Parts,
): MilestoneProgress {
  const completedFeatures = features.filter((feature) => feature.status === 'done').length;
  const passedAssertions = assertions.filter((assertion) => assertion.result === 'passed').length;
  const waived = assertions.filter((assertion) => assertion.result === 'waived');
  const terminalAssertions = assertions.filter(isSettled).length;
  return {
    milestoneId: milestone.id,
    milestone,
    status,
    featureCount: features.length,
    completedFeatures,
    featureCompletionPct: percent(completedFeatures, features.length),
    assertionCount: assertions.length,
    passedAssertions,
    waivedAssertions: waived.length,
    terminalAssertions,
    assertionCompletionPct: percent(terminalAssertions, assertions.length),
    waivedAssertionIds: waived.map((assertion) => assertion.id),
  };
}

/** The assertions of a milestone that stand in the way of its seal. */
export function blockingAssertions(milestone: string, assertions: readonly Assertion[]): Assertion[] {
  return assertions.filter((assertion) => assertion.milestoneId === milestone && !isSettled(assertion));
}

/** The features that a mission names and that nobody can read: any of them may be of any milestone, and not done. */
export function unreadableFeatures(mission: Mission, features: readonly Feature[]): string[] {
  const readable = new Set(features.map(({ id }) => id));
  return mission.features.filter((id) => !readable.has(id));
}

/** What a seal should be told about, although it does not forbid it. */
export function sealWarnings(
  { mission, features }: { readonly mission: Mission; readonly features: readonly Feature[] },
  progress: readonly MilestoneProgress[],
  id: string,
): string[] {
  const own = progress.find((milestone) => milestone.milestoneId === id);
  const earlier = progress.slice(0, own === undefined ? 0 : progress.indexOf(own));
  const skipped = earlier
    .filter((milestone) => milestone.status !== 'sealed')
    .map((milestone) => milestone.milestoneId);
  const undone = own === undefined ? 0 : own.featureCount - own.completedFeatures;
  const unreadable = unreadableFeatures(mission, features);
  return [
    ...(unreadable.length > 0 ? [`Nobody knows whether ${unreadable.join(', ')} is done: it cannot be read.`] : []),
    ...(undone > 0 ? [`${undone} of ${own?.featureCount ?? 0} features of ${id} are not done.`] : []),
    ...(skipped.length > 0 ? [`Earlier milestones are not sealed: ${skipped.join(', ')}.`] : []),
    ...(mission.status === 'draft' || mission.status === 'rejected' ? [`The mission is ${mission.status}.`] : []),
  ];
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
