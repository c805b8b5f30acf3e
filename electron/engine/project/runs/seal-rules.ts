import { isSettled } from '../missions/assertions/rules.ts';
import { inScope, type Scene } from './scene-rules.ts';

/**
 * The milestone that a run seals next, where its user lets it (pure): the first that is open, once its features are done and its
 * assertions settled. A gate that asserts nothing is for people to judge.
 */
export function nextSeal(scene: Scene): string | undefined {
  const { mission, features, assertions, run, isOurs } = scene;
  if (!run.seals || run.state !== 'running' || !isOurs) return undefined;
  const first = openMilestones(scene)[0];
  if (first === undefined) return undefined;
  const own = features.filter(({ milestoneId }) => milestoneId === first.id);
  // One that cannot be read is named by its mission, and not known to be done.
  const known = new Set(features.map(({ id }) => id));
  const isDone = own.every(({ status }) => status === 'done') && mission.features.every((id) => known.has(id));
  const asserted = assertions.filter(({ milestoneId }) => milestoneId === first.id);
  const isJudged = asserted.every(isSettled) && (first.kind !== 'gate' || asserted.length > 0);
  return isDone && isJudged ? first.id : undefined;
}

/** Whether all that a run was to do is done: its features, and its milestones where it seals them (pure). */
export function isOver(scene: Scene): boolean {
  const isDone = inScope(scene).every(({ status }) => status === 'done');
  return isDone && (!scene.run.seals || openMilestones(scene).length === 0);
}

/** Those up to where the run ends that are not sealed, in their order. */
function openMilestones({ mission, run }: Scene) {
  const sealed = new Set(mission.completedMilestoneIds ?? []);
  const last = mission.milestones.find(({ id }) => id === run.until)?.order ?? Number.POSITIVE_INFINITY;
  return mission.milestones
    .filter(({ id, order }) => !sealed.has(id) && order <= last)
    .sort((one, other) => one.order - other.order);
}
