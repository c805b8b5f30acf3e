import type { Feature } from '../../../contract/features.ts';
import { type Next, failure } from './next-rules.ts';
import { inScope, lives, type Scene } from './scene-rules.ts';

/**
 * Why a run goes on with nothing until a person does something (pure); undefined where it goes on with something, or waits
 * for what containers themselves call for: an answer, a share that comes back, a review.
 */
export function stillOf(scene: Scene, { launch, holds, waits, isFinished }: Next): string | undefined {
  if (scene.run.state !== 'running' || !scene.isOurs || isFinished) return undefined;
  if (launch.length > 0 || scene.launching.size > 0 || isAtWork(scene)) return undefined;
  const scope = inScope(scene);
  const open = scope.filter(({ status }) => status === 'pending' || status === 'assigned');
  const reasons = [
    ...holds
      .filter(({ kind }) => kind === 'proof' || (kind === 'budget' && open.length > 0))
      .map((one) => one.sentence),
    ...open.flatMap((feature) => {
      const why = failure(scene, feature);
      return why === undefined ? [] : [`${feature.id}: ${why}`];
    }),
    ...scope
      .filter(({ id }) => scene.competing.has(id))
      .map(({ id }) => `Its copies wait for your pick: maestro feature scores ${id} --mission ${scene.mission.id}`),
    ...scope.filter((feature) => isStuck(scene, feature)).map(({ id }) => `${id} is blocked.`),
  ];
  if (reasons.length === 0) return gateOf(waits);
  return reasons.length === 1 ? reasons[0] : `${reasons[0] ?? ''} And ${reasons.length - 1} more.`;
}

/** Blocked without an agent that asks. */
function isStuck({ agents }: Scene, { id, status }: Feature): boolean {
  return status === 'blocked' && agents.get(id)?.state !== 'needs-you';
}

/** One that waits for what comes by itself, or for its user's answer, is called for as the container that it is. */
function isAtWork({ features, agents }: Scene): boolean {
  return features.some(({ id, status }) => {
    const agent = agents.get(id);
    return status === 'in-progress' && (agent === undefined || lives(agent));
  });
}

function gateOf(waits: ReadonlyMap<string, string>): string | undefined {
  return [...waits.values()].find((why) => why.startsWith('It waits until the gate'));
}
