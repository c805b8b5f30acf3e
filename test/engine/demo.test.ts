import { existsSync } from 'node:fs';
import { readdir, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { NewContainer } from '../../electron/contract/creation.ts';
import { CallerId } from '../../electron/contract/ids.ts';
import { type Demo, startDemo } from '../../electron/demo/demo.ts';
import { tempFolder, whenDone, writeFiles } from '../support/project.ts';
import { until } from '../support/until.ts';

async function lively(): Promise<Demo> {
  const demo = await startDemo({ turnMs: 20 });
  whenDone(() => demo.close());
  return demo;
}

const wish = (id: string) =>
  NewContainer.parse({ id: CallerId.parse(id), project: '/home/ada/work/shop-api', task: 'Export the orders' });

test('a new container takes its steps, begins to work, asks or ends, and is answered', async () => {
  const { context, router } = await lively();
  const client = createRouterClient(router, { context });
  const made = await client.containers.create(wish('creation-of-test'));
  expect(made.branch).toBe('feat/export-the-orders');
  const now = () => context.state.snapshot.containers[made.name];
  await until('it works', () => now()?.agentProcess?.state === 'running');
  const waits = await until('one that asks', () =>
    Object.values(context.state.snapshot.containers).find(({ attention }) => (attention?.choices ?? []).length > 0),
  );
  const asked = waits.attention;
  await client.talk.answer({ name: waits.name, text: '1' });
  expect(context.state.snapshot.containers[waits.name]?.attention?.at).not.toBe(asked?.at);
});

test('a creation that is cancelled leaves no container', async () => {
  const { context, router } = await lively();
  const client = createRouterClient(router, { context });
  const creating = client.containers.create(wish('creation-cancelled')).catch((error: unknown) => error);
  await until('it began', () => context.state.snapshot.creations['creation-cancelled'] !== undefined);
  await client.containers.cancelCreate({ id: CallerId.parse('creation-cancelled') });
  expect(await creating).toBeInstanceOf(Error);
  expect(context.state.snapshot.creations['creation-cancelled']?.state).toBe('cancelled');
  expect(Object.keys(context.state.snapshot.containers)).not.toContain('maestro-feat-export-the-orders-1');
});

test('what was removed comes back from the trash as it was, and is there no more', async () => {
  const { context, router } = await lively();
  const client = createRouterClient(router, { context });
  const [one] = Object.values(context.state.snapshot.containers).filter(({ state }) => state === 'stopped');
  await client.containers.remove({ name: one!.name });
  expect(context.state.snapshot.containers).not.toHaveProperty(one!.name);
  const [kept] = (await client.trash.list()).entries;
  const back = await client.trash.restore({ id: kept!.id, creation: CallerId.parse('restore-of-test') });
  expect(back).toEqual(one);
  expect((await client.trash.list()).entries.map(({ id }) => id)).not.toContain(kept!.id);
});

test('its missions are real files, in a folder that goes with it; of Docker it knows nothing', async () => {
  const demo = await startDemo({ turnMs: 20 });
  const { context, router } = demo;
  const client = createRouterClient(router, { context });
  const [mission] = await until('the mission', () => {
    const all = Object.values(context.state.snapshot.missions);
    return all.length > 0 && all;
  });
  const board = await client.missions.board({ project: mission!.project, mission: mission!.id });
  expect(board.features.map(({ feature: { status } }) => status)).toContain('in-progress');
  await expect(
    client.inspection.get({ name: Object.values(context.state.snapshot.containers)[0]!.name }),
  ).rejects.toMatchObject({
    data: { code: 'DOCKER_UNREACHABLE' },
  });
  const home = dirname(context.paths.home);
  expect(existsSync(home)).toBe(true);
  await demo.close();
  expect(existsSync(home)).toBe(false);
});

test('a mission of the demo runs: its features get made-up containers, which stop with it and go on', async () => {
  const { context, router } = await lively();
  const client = createRouterClient(router, { context });
  const [found] = await until('the mission', () => {
    const all = Object.values(context.state.snapshot.missions);
    return all.length > 0 && all;
  });
  const at = { project: found!.project, mission: found!.id };
  await client.missions.run({ ...at, parallel: 2 });
  const made = () => Object.values(context.state.snapshot.containers).find(({ feature }) => feature !== undefined);
  await until('its launch', async () =>
    (await client.missions.explain(at)).features.some(({ id, container }) => id === 'auth-api' && container !== null),
  );
  const { run, features } = await client.missions.explain(at);
  expect(run).toMatchObject({ state: 'running', parallel: 2 });
  expect(features.find(({ id }) => id === 'auth-ui')?.why).toContain('It waits for auth-db');
  await client.missions.stop(at);
  expect(made()?.state).toBe('stopped');
  await client.missions.resume(at);
  expect(made()?.state).toBe('running');
});

test('no folder of its user is opened, read or written, however it is named', async () => {
  const { context, router } = await lively();
  const client = createRouterClient(router, { context });
  const own = await tempFolder();
  await writeFiles(own, { 'README.md': '# Mine\n' });
  const link = join(dirname(context.paths.home), 'work', 'link');
  await symlink(own, link);
  for (const path of [own, link, `${dirname(context.paths.home)}/../${basename(own)}`, '/'])
    for (const call of [client.projects.open, client.projects.init])
      await expect(call({ path })).rejects.toMatchObject({ data: { code: 'PROJECT_NOT_FOLDER' } });
  await expect(client.projects.repair({ project: own })).rejects.toMatchObject({ data: { code: 'PROJECT_NOT_OPEN' } });
  expect(await readdir(own)).toEqual(['README.md']);
});
