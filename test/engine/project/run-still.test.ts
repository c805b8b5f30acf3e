import { expect, test } from 'vitest';
import { missionKey } from '../../../electron/contract/missions.ts';
import { updateFeature } from '../../../electron/engine/project/missions/features/update.ts';
import { runMission } from '../../../electron/engine/project/runs/begin.ts';
import { missionOf, stage, WANTED } from '../../support/mission-runs.ts';
import { until } from '../../support/until.ts';

test('a run that stands still says so in its file, and no longer once it goes on', async () => {
  const at = await missionOf({ a: [], b: ['a'] });
  const here = await stage(at);
  const { context } = here.engine;
  await runMission(context, at.project, { ...WANTED, mission: at.mission });
  await until('the first', () => here.status()['a'] === 'in-progress');
  const move = (status: 'review' | 'pending' | 'blocked') =>
    updateFeature(at.project, { mission: at.mission, feature: 'a', status });
  await move('review');
  await move('blocked');

  await until('that it stands', () => here.run()?.still?.sentence === 'a is blocked.');
  expect(context.state.snapshot.missions[missionKey(at.project.root, at.mission)]).toBeDefined();

  await move('pending');
  await until('that it goes on', () => here.run()?.still === undefined && here.made.length === 2);
});
