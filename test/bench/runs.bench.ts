import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import type { Feature } from '../../electron/contract/features.ts';
import { planOf } from '../../electron/engine/project/runs/plan-rules.ts';
import { nextOf } from '../../electron/engine/project/runs/next-rules.ts';
import type { Scene } from '../../electron/engine/project/runs/scene-rules.ts';
import { runMission } from '../../electron/engine/project/runs/begin.ts';
import { inTurns, median, report } from '../support/bench.ts';
import { missionOf, stage, WANTED } from '../support/mission-runs.ts';
import { until } from '../support/until.ts';

const AT = '2026-11-30T12:00:00.000Z';
const MANY = 500;

/** Each feature depends on up to three of the ten before it, and changes a file that some other changes too. */
function bigScene(): Scene {
  const features = Array.from({ length: MANY }, (_, at): Feature => ({
    ...{ id: `f${at}`, missionId: 'm', milestoneId: 'm0', title: `f${at}`, description: '', workerType: 'codex' },
    ...{ fulfills: [], verificationSteps: ['v'], createdAt: AT, updatedAt: AT, status: 'pending' },
    dependsOn: [at - 1, at - 4, at - 9].flatMap((other) => (other >= 0 && at % 5 !== 0 ? [`f${other}`] : [])),
  }));
  return {
    mission: {
      ...{ id: '2026-11-30-001', status: 'executing', features: [] },
      milestones: [{ id: 'm0', title: 'm0', description: '', order: 0, featureIds: [] }],
    },
    features,
    assertions: [],
    run: {
      state: 'running',
      parallel: 20,
      until: null,
      budgetUsd: null,
      keepGoing: false,
      seals: false,
      failed: {},
      spent: {},
    },
    isOurs: true,
    ...{ launching: new Set(), agents: new Map(), tries: new Map() },
    competing: new Set(),
    paths: new Map(features.map(({ id }, at) => [id, [`src/part-${at % 100}/index.ts`]])),
  };
}

test('a mission of 500 features is scheduled', async () => {
  const scene = bigScene();
  const times = await inTurns(21, { next: () => nextOf(scene), whole: () => planOf(scene) });
  const row = { unit: 'ms', baseline: null, baselineIs: 'absolute' } as const;
  const next = report({
    what: 'next launches of 500 features',
    measured: median(times.next),
    ...row,
    budget: { atMost: 50 },
  });
  const whole = report({
    what: 'all waves of 500 features',
    measured: median(times.whole),
    ...row,
    budget: { atMost: 500 },
  });
  expect({ next, whole }).toEqual({ next: true, whole: true });
});

test('a change of status on disk leads to the next launch', async () => {
  const ids = Array.from({ length: 12 }, (_, at) => `f${at}`);
  const at = await missionOf(
    Object.fromEntries(ids.map((id, index) => [id, ids.slice(Math.max(0, index - 1), index)])),
  );
  const here = await stage(at);
  await runMission(here.engine.context, at.project, { ...WANTED, mission: at.mission });
  const times: number[] = [];
  for (const [index, id] of ids.entries()) {
    await until(`${id} at work`, () => here.status()[id] === 'in-progress');
    if (index === ids.length - 1) break;
    await here.finish(id);
    const started = performance.now();
    await until('the next launch', () => here.made.includes(ids[index + 1] ?? ''));
    times.push(performance.now() - started);
  }
  const ok = report({
    what: 'status on disk to the next launch',
    ...{ unit: 'ms', measured: median(times), baseline: null, baselineIs: 'absolute', budget: { atMost: 1_000 } },
  });
  expect(ok).toBe(true);
});
