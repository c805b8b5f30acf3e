import { expect, test } from 'vitest';
import { updateAssertion } from '../../../electron/engine/project/missions/assertions/update.ts';
import { setCheck } from '../../../electron/engine/project/missions/assertions/checks.ts';
import { updateFeature } from '../../../electron/engine/project/missions/features/update.ts';
import { getMission, listAssertions } from '../../../electron/engine/project/missions/mission/store.ts';
import { listStandings } from '../../../electron/engine/project/proofs/standings.ts';
import { explainMission } from '../../../electron/engine/project/runs/explain.ts';
import { runMission } from '../../../electron/engine/project/runs/begin.ts';
import { missionOf, stage, type Stage, WANTED } from '../../support/mission-runs.ts';
import { until } from '../../support/until.ts';

function resultsOf({ at }: Stage): Record<string, string> {
  return Object.fromEntries(listAssertions(at.project, at.mission).assertions.map(({ id, result }) => [id, result]));
}

async function handIn({ at }: Stage, feature: string): Promise<void> {
  await updateFeature(at.project, { mission: at.mission, feature, status: 'review' });
}

test('what was handed in is proven by the run, and its milestone sealed by that', async () => {
  const more = { fulfills: ['it works'], checks: [{ assertion: 1, command: 'passes' }] };
  const at = await missionOf({ a: [], b: ['a'] }, more);
  const here = await stage(at);
  await runMission(here.engine.context, at.project, { ...WANTED, mission: at.mission, seals: true });
  await until('the first', () => here.status()['a'] === 'in-progress');
  expect(here.proven).toEqual([]);

  await handIn(here, 'a');
  await until('its proof', () => resultsOf(here)['a-assertion-1'] === 'passed');
  await updateFeature(at.project, { mission: at.mission, feature: 'a', status: 'done' });
  await until('the seal', () => getMission(at.project, at.mission).completedMilestoneIds?.length === 1);
  await until('the second', () => here.status()['b'] === 'in-progress');
  expect(here.proven).toEqual(['a-assertion-1']);
});

test('a run is over once all that was handed in is checked, also where its user was quicker', async () => {
  const more = { fulfills: ['it works'], checks: [{ assertion: 1, command: 'passes' }] };
  const at = await missionOf({ a: [], b: [] }, more);
  const here = await stage(at);
  await runMission(here.engine.context, at.project, { ...WANTED, mission: at.mission });
  await until('both', () => Object.values(here.status()).every((status) => status === 'in-progress'));

  await here.finish('a', 'b');

  await until('the end', () => here.run()?.state === 'finished');
  expect(Object.values(resultsOf(here))).toEqual(['passed', 'passed']);
});

test('a check that fails holds the run up until the work is another; one that people judged is theirs', async () => {
  const more = { fulfills: ['it works', 'it is fast'], checks: [{ assertion: 1, command: 'fails' }] };
  const at = await missionOf({ a: [], b: ['a'] }, more);
  const here = await stage(at);
  const { context } = here.engine;
  await setCheck(at.project, { mission: at.mission, assertion: 'a-assertion-2', check: { command: 'fails' } });
  const own = { mission: at.mission, assertion: 'a-assertion-2', result: 'passed' } as const;
  await updateAssertion(at.project, { ...own, evidence: 'seen' });
  await runMission(context, at.project, { ...WANTED, mission: at.mission });
  await until('the first', () => here.status()['a'] === 'in-progress');

  await handIn(here, 'a');
  await until('its failure', () => resultsOf(here)['a-assertion-1'] === 'failed');
  const explained = await explainMission(context, at.project, { mission: at.mission, containers: [] });
  expect(explained.holds).toMatchObject([{ kind: 'proof', feature: 'a' }]);
  expect(resultsOf(here)['a-assertion-2']).toBe('passed');
  expect(here.proven).toEqual(['a-assertion-1']);
  const standings = await listStandings(context, at.project, { mission: at.mission, containers: [] });
  expect(standings.map(({ assertion, state }) => `${assertion} ${state}`).slice(0, 2)).toEqual([
    'a-assertion-1 failed',
    'a-assertion-2 none',
  ]);

  await setCheck(at.project, { mission: at.mission, assertion: 'a-assertion-1', check: { command: 'passes' } });
  await until('it to be proven', () => resultsOf(here)['a-assertion-1'] === 'passed');
});
