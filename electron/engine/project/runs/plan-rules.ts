import type { Feature } from '../../../contract/features.ts';
import type { RunPlan } from '../../../contract/runs.ts';
import { standingsOf } from '../launches/waves-rules.ts';
import { nextOf } from './next-rules.ts';
import { inScope, type Scene } from './scene-rules.ts';

/** What a run would launch, wave by wave, if all that is at work and all that it launches came to its end (pure). */
export function planOf(scene: Scene): Pick<RunPlan, 'active' | 'waves' | 'left'> {
  const active = inScope(scene).filter(({ status }) => status === 'in-progress' || status === 'review');
  const waves: string[][] = [];
  let now = unheld(scene);
  for (;;) {
    const { launch } = nextOf(now);
    const atWork = new Set([...launch, ...now.features.filter(isAtWork).map(({ id }) => id)]);
    if (atWork.size === 0) break;
    if (launch.length > 0) waves.push([...launch]);
    now = { ...now, features: now.features.map((one) => (atWork.has(one.id) ? { ...one, status: 'done' } : one)) };
  }
  return { active: active.map(({ id }) => id), waves, left: leftOf(scene, now) };
}

/** As if it ran: nothing holds it up, and each gate is sealed when its time comes. */
function unheld(scene: Scene): Scene {
  return {
    ...scene,
    mission: {
      ...scene.mission,
      status: 'executing',
      completedMilestoneIds: scene.mission.milestones.map(({ id }) => id),
    },
    run: { ...scene.run, state: 'running', budgetUsd: null, failed: {} },
    isOurs: true,
    assertions: [],
    agents: new Map(),
    launching: new Set(),
    tries: new Map(),
  };
}

function isAtWork({ status }: Feature): boolean {
  return status === 'in-progress' || status === 'review';
}

function leftOf(scene: Scene, end: Scene): RunPlan['left'] {
  const open = new Set(inScope(end).flatMap(({ id, status }) => (status === 'done' ? [] : [id])));
  return standingsOf({ status: 'executing' }, scene.features)
    .filter(({ id }) => open.has(id))
    .map(({ id, why }) => ({ id, why }));
}
