import { rm } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { newContainer } from '../support/containers.ts';
import { engineOf } from '../support/docker.ts';
import { type TestDockerd, testDockerd, whyNoDockerd } from '../support/dockerd.ts';
import { execute } from '../support/execute.ts';
import { testImages } from '../support/images.ts';
import { gitProject, testUser } from '../support/project.ts';
import { until } from '../support/until.ts';

const impossible = await whyNoDockerd();
/** As many as the machine has time for. */
const FLEET = Number(process.env['MAESTRO_FLEET'] ?? 4);
/** An agent that never stops working. */
const WRITES = ['bash', '-c', 'while :; do date >>log; git add log; sleep 0.1; done'];
const COMMIT = `until git commit -q --allow-empty -m work; do sleep 0.1; done 2>/dev/null; git rev-parse HEAD`;
let dockerd: TestDockerd;
let engine: Engine;

beforeAll(async () => {
  if (impossible !== undefined) return;
  const images = await testImages();
  dockerd = await testDockerd(Object.values(images));
  engine = engineOf(await testUser({ containers: { base_image: images.base } }), dockerd.docker);
  engine.watch();
});

function shown({ name }: Container): Container | undefined {
  return engine.context.state.snapshot.containers[name];
}

async function inside({ dockerId }: Container, script: string): Promise<string> {
  return (await execute(dockerId, ['bash', '-c', script], { docker: dockerd.docker })).output;
}

function untilDocker(state: string): Promise<unknown> {
  return until(`Docker to be ${state}`, () => engine.context.state.snapshot.docker.state === state);
}

test('after a restart of the engine everything that ran runs again behind a proven gateway, and nothing else does', async ({
  skip,
}) => {
  skip(impossible !== undefined, impossible);
  const { containers } = engine.client;
  const project = await gitProject();
  const running = await containers.create(newContainer({ project, branch: 'feat/up' }));
  const stopped = await containers.create(newContainer({ project, branch: 'feat/down' }));
  await containers.stop({ name: stopped.name });

  await dockerd.end();
  await untilDocker('unreachable');
  expect(shown(running)?.name).toBe(running.name);
  await dockerd.start();
  await untilDocker('ready');
  await until(
    'the container to run behind a proven gateway',
    () => shown(running)?.state === 'running' && shown(running)?.isolation.state === 'verified',
  );
  expect(await inside(running, "tmux list-windows -t main -F '#W'")).toBe('agent\nshell');
  expect(shown(stopped)).toMatchObject({ state: 'stopped', docker: 'exited' });
});

test('after a crash of the engine what the user wanted up runs again, what the user stopped stays down, and cleanup takes the one that is down', async ({
  skip,
}) => {
  skip(impossible !== undefined, impossible);
  const { containers } = engine.client;
  const project = await gitProject();
  const running = await containers.create(newContainer({ project, branch: 'feat/ran' }));
  const stopped = await containers.create(newContainer({ project, branch: 'feat/rested' }));
  await containers.stop({ name: stopped.name });

  await dockerd.kill();
  await untilDocker('unreachable');
  await dockerd.start();
  await untilDocker('ready');
  await until('the one that ran to run again', () => shown(running)?.state === 'running');

  expect(shown(running)?.isolation.state).toBe('verified');
  expect(shown(stopped)).toMatchObject({ state: 'stopped', docker: 'exited' });
  const offered = await containers.cleanupPlan({ all: false });
  expect(offered.map(({ name }) => name)).toContain(stopped.name);
  expect(offered.map(({ name }) => name)).not.toContain(running.name);
});

test('without a host to start it again, one that a crash took down is called interrupted and kept from cleanup', async ({
  skip,
}) => {
  skip(impossible !== undefined, impossible);
  const user = await testUser({ containers: { base_image: (await testImages()).base } });
  const alone = engineOf(user, dockerd.docker);
  const { containers } = alone.client;
  const crashed = await containers.create(newContainer({ project: await gitProject(), branch: 'feat/alone' }));

  await dockerd.kill();
  await dockerd.start();

  const interrupted = { state: 'interrupted', docker: 'exited' };
  expect(await getContainer(alone.context, crashed.name)).toMatchObject(interrupted);
  expect(await containers.cleanupPlan({ all: false })).toEqual([]);
  expect(await containers.cleanupPlan({ all: true })).toMatchObject([{ name: crashed.name }]);

  await rm(user.paths.containers, { recursive: true });
  alone.watch();
  await until('the containers to be read', () => alone.context.state.snapshot.loaded);
  expect(await getContainer(alone.context, crashed.name)).toMatchObject({ docker: 'exited' });
  expect(await containers.start({ name: crashed.name })).toMatchObject({ state: 'running' });
});

test('a fleet survives a crash of the engine: each has its work, and is up or down as its user left it', async ({
  skip,
}) => {
  skip(impossible !== undefined, impossible);
  const { containers } = engine.client;
  const project = await gitProject();
  const create = (_: unknown, number: number): Promise<Container> =>
    containers.create(newContainer({ project, branch: `feat/many-${number}`, command: WRITES }));
  const fleet = await Promise.all(Array.from({ length: FLEET }, create));
  const [down, ...up] = fleet;
  if (down === undefined) throw new Error('There is no fleet.');
  const commits = await Promise.all(fleet.map((one) => inside(one, COMMIT)));
  await containers.stop({ name: down.name });

  await dockerd.kill();
  await untilDocker('unreachable');
  await dockerd.start();
  await untilDocker('ready');
  await until('all that ran to run behind proven gateways', () =>
    up.every((one) => shown(one)?.state === 'running' && shown(one)?.isolation.state === 'verified'),
  );
  expect(shown(down)).toMatchObject({ state: 'stopped' });
  await containers.start({ name: down.name });
  expect(
    await Promise.all(fleet.map((one) => inside(one, 'git rev-parse HEAD && git fsck --no-dangling HEAD'))),
  ).toEqual(commits);
});
