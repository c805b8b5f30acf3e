import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { newContainer } from '../support/containers.ts';
import { engineOf } from '../support/docker.ts';
import { type TestDockerd, testDockerd, whyNoDockerd } from '../support/dockerd.ts';
import { execute } from '../support/execute.ts';
import { testImages } from '../support/images.ts';
import { gitProject, testUser } from '../support/project.ts';
import { until } from '../support/until.ts';

const impossible = await whyNoDockerd();
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
  const tmux = ['tmux', 'list-windows', '-t', 'main', '-F', '#W'];
  expect((await execute(running.dockerId, tmux, { docker: dockerd.docker })).output).toBe('agent\nshell');
  expect(shown(stopped)).toMatchObject({ state: 'stopped', docker: 'exited' });
});
