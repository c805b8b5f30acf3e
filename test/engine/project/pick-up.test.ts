import { expect, test } from 'vitest';
import type { Container } from '../../../electron/contract/containers.ts';
import { CallerId } from '../../../electron/contract/ids.ts';
import { fail } from '../../../electron/engine/errors.ts';
import { createHandoff } from '../../../electron/engine/project/handoffs/create.ts';
import { getHandoff, listHandoffs } from '../../../electron/engine/project/handoffs/store.ts';
import { followLaunches } from '../../../electron/engine/project/launches/follow.ts';
import { launchedBy } from '../../../electron/engine/project/launches/launch.ts';
import type { Makers } from '../../../electron/engine/project/launches/making.ts';
import { pickUp } from '../../../electron/engine/project/launches/pick-up.ts';
import { latestLaunch, launchesOf } from '../../../electron/engine/project/launches/store.ts';
import { updateFeature } from '../../../electron/engine/project/missions/features/update.ts';
import { getFeature } from '../../../electron/engine/project/missions/mission/store.ts';
import { engineWithoutDocker } from '../../support/connections.ts';
import { missionOf } from '../../support/mission-runs.ts';
import { until } from '../../support/until.ts';

const IDS = [1, 2, 3].map((digit) => CallerId.parse(`0000000${digit}-0000-4000-8000-000000000000`));
const [FIRST, SECOND, THIRD] = IDS as [CallerId, CallerId, CallerId];
const WISHES = { preset: 'standard' as const, domains: [], limits: {} };

/** A mission whose first feature has an agent, and what launches the next one. */
async function launched(makers: Partial<Makers> = {}) {
  const at = await missionOf({ a: [], b: [] });
  const { context } = await engineWithoutDocker();
  const tasks: string[] = [];
  const made = {
    create: (_: unknown, { id, task }: { id: string; task: string }) => {
      tasks.push(task);
      return Promise.resolve({ name: `made-${id}` } as unknown as Container);
    },
    isMade: () => Promise.resolve(false),
    base: () => Promise.resolve(null),
  };
  const of = { mission: at.mission, feature: 'a' };
  await launchedBy(made)(context, at.project, { ...WISHES, ...of, id: FIRST });
  return {
    ...{ at, context, of, tasks },
    launch: launchedBy({ ...made, ...makers }),
    status: () => getFeature(at.project, at.mission, 'a').status,
    seen: (change: object) =>
      ({
        ...{ name: latestLaunch(at.project, of), shortName: 'a-1', project: { path: at.root }, feature: of },
        ...{ docker: 'running', state: 'limit', agentProcess: { state: 'running' }, git: { changed: 3 } },
        ...{ attention: null, limitUntil: null, ...change },
      }) as unknown as Container,
  };
}

function handoff(
  { at: { project }, of }: Awaited<ReturnType<typeof launched>>,
  featureId: string | undefined = of.feature,
) {
  const lists = {
    decisions: [],
    signals: [],
    artifacts: [],
    readMore: [],
    drivers: [],
    divergences: [],
    boundaries: [],
  };
  const others = { planPaths: [], maestroSync: [], touchedFiles: [], completed: ['the_schema'], validation: [] };
  const texts = { mode: 'execute' as const, sessionCore: 'core', summary: 'half_done', nextAction: 'go_on' };
  const words = { ...texts, ...lists, ...others, confidenceWork: 0.5, risks: ['a_migration'] };
  const refs = featureId === '' ? {} : { missionId: of.mission, featureId };
  return createHandoff(project, { words: { ...words, ...refs } });
}

test('the next agent goes on with the feature of a handoff, whatever program it is, with the handoff in its prompt', async () => {
  const here = await launched();
  const { at, context, of } = here;
  const { id } = await handoff(here);

  const containers = [here.seen({})];
  const picked = await pickUp(context, at.project, {
    ...{ input: { ...WISHES, id: SECOND, agent: 'codex' }, launch: here.launch, containers },
  });

  expect(picked).toMatchObject({ of, left: 3, launch: { agent: 'codex', id: SECOND } });
  expect(getHandoff(at.project, id)).toMatchObject({ status: 'picked-up', pickedUpBy: 'codex' });
  expect([here.status(), launchesOf(at.project, at.mission, 'a')]).toMatchObject(['in-progress', [{ id: FIRST }, {}]]);
  expect(here.tasks.at(-1)).toContain('a_migration');
});

test('one that cannot be launched leaves handoff and feature as they were', async () => {
  const here = await launched({ create: () => Promise.reject(fail('IMAGE_BUILD_FAILED', 'No image.')) });
  const { at, context } = here;
  const { id } = await handoff(here);

  const picking = { input: { ...WISHES, id: SECOND, handoff: id }, launch: here.launch, containers: [] };
  await expect(pickUp(context, at.project, picking)).rejects.toMatchObject({ problem: { code: 'IMAGE_BUILD_FAILED' } });

  expect([here.status(), getHandoff(at.project, id).status]).toEqual(['in-progress', 'pending']);
});

test.each([
  ['whose agent is at work', { change: { state: 'running' }, feature: 'a', code: 'FEATURE_NOT_READY' }],
  ['of no feature', { change: {}, feature: '', code: 'HANDOFF_NO_FEATURE' }],
  ['of a feature that is none', { change: {}, feature: 'zzz', code: 'HANDOFF_NO_FEATURE' }],
])('a handoff %s launches nothing, and stays', async (_, { change, feature, code }) => {
  const here = await launched();
  const { at, context } = here;
  const { id } = await handoff(here, feature);

  const picking = { input: { ...WISHES, id: SECOND }, launch: here.launch, containers: [here.seen(change)] };
  await expect(pickUp(context, at.project, picking)).rejects.toMatchObject({ problem: { code } });

  expect([here.tasks.length, getHandoff(at.project, id).status]).toEqual([1, 'pending']);
});

test('one that is done, or taken, launches nothing', async () => {
  const here = await launched();
  const { at, context, of } = here;
  await handoff(here);
  const pick = (id: CallerId) =>
    pickUp(context, at.project, { input: { ...WISHES, id }, launch: here.launch, containers: [] });
  const both = await Promise.allSettled([pick(SECOND), pick(THIRD)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(here.tasks).toHaveLength(2);

  await handoff(here);
  for (const status of ['review', 'done'] as const) await updateFeature(at.project, { ...of, status });
  await expect(pick(THIRD)).rejects.toMatchObject({ problem: { sentence: 'Feature a is done.' } });
});

test('an agent whose share is used up leaves a handoff, which is its own again once it goes on', async () => {
  const here = await launched();
  const { at, context, of } = here;
  void followLaunches(context);
  const show = (change: object) => {
    const seen = here.seen(change);
    context.state.change({ containers: { [seen.name]: seen } });
  };
  const all = () => listHandoffs(at.project);

  show({ limitUntil: '2026-11-30T15:00:00.000Z' });
  const left = await until('the handoff', () => launchesOf(at.project, at.mission, 'a')[0]?.limited);
  show({ limitUntil: '2026-11-30T16:00:00.000Z' });
  expect(getHandoff(at.project, left)).toMatchObject({ status: 'pending', content: { currentState: 'limit_reached' } });
  expect(here.status()).toBe('in-progress');

  show({ state: 'running' });
  await until('that it goes on', () => launchesOf(at.project, at.mission, 'a')[0]?.limited === undefined);
  expect(all().map(({ status, pickedUpBy }) => [status, pickedUpBy])).toEqual([
    ['picked-up', latestLaunch(at.project, of)],
  ]);
});
