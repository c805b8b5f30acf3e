import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missionKey } from '../../../electron/contract/missions.ts';
import { engineWithoutDocker } from '../../support/connections.ts';
import { entryOf, openReady } from '../../support/missions.ts';
import { approvedMission, HANDOFF, stateProject } from '../../support/state.ts';
import { until } from '../../support/until.ts';

test('what the command line does is in the page’s snapshot', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), stateProject()]);
  const root = await realpath(project.folder);
  const mission = await approvedMission(project);
  await openReady(engine, root);
  const summary = () => engine.context.state.snapshot.missions[missionKey(root, mission)];
  await project.json(['feature', 'update', 'f1', '--mission', mission, '--status', 'in-progress']);
  await until('the feature to be active', () => summary()?.features.active === 1);
  await project.json(['validate', 'update', 'f1-assertion-1', '--mission', mission, '--result', 'passed']);
  await until('the assertion to be settled', () => summary()?.assertions.settled === 1);
  await project.json(HANDOFF);
  await until('the handoff to wait', () => entryOf(engine, root)?.pendingHandoffs === 1);
});

test('what the page does is what the command line reads', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), stateProject()]);
  const root = await realpath(project.folder);
  const mission = await approvedMission(project);
  await engine.client.projects.open({ path: root });
  await engine.client.features.update({ project: root, mission, feature: 'f2', status: 'assigned' });
  const { features } = await project.json<{ features: object[] }>(['feature', 'list', '--mission', mission]);
  expect(features).toContainEqual(expect.objectContaining({ id: 'f2', status: 'assigned' }));
});

test('a configuration key is set, shown with its source, and unset', async () => {
  const project = await stateProject();
  await project.json(['init']);
  const key = 'memory.ratchet.enforcement';
  const { path } = await project.json<{ path: string }>(['config', 'set', key, 'block']);
  expect(await readFile(path, 'utf8')).toContain('enforcement: block');
  expect((await project.run(['config', 'list'])).stdout).toMatch(/memory\.ratchet\.enforcement\s+project\s+block/);
  expect(await project.json(['config', 'unset', key])).toMatchObject({ removed: true });
  expect(await project.json(['config', 'unset', key])).toMatchObject({ removed: false });
});

test('the user’s configuration is its own file', async () => {
  const project = await stateProject();
  const { path } = await project.json<{ path: string }>(['config', 'set', 'defaultAgent', 'codex', '--global']);
  expect(path).toBe(join(project.home, '.maestro', 'config.yaml'));
});

test('a value that does not fit is refused, and an unknown key is told', async () => {
  const project = await stateProject();
  const wrong = await project.run(['config', 'set', 'memory.enabled', 'perhaps', '--json']);
  expect(JSON.parse(wrong.stdout)).toMatchObject({ code: 'CONFIG_INVALID' });
  const unknown = await project.run(['config', 'set', 'memory.enabeld', 'true']);
  expect(unknown).toMatchObject({ code: 0, stderr: expect.stringContaining('memory.enabeld') as string });
});
