import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { LABEL, ownLabels } from '../../electron/engine/docker/labels.ts';
import { getContainer, listContainers } from '../../electron/engine/containers/list.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { execute } from '../support/execute.ts';
import { testImages } from '../support/images.ts';
import { gitProject, whenDone } from '../support/project.ts';
import { until } from '../support/until.ts';

const docker = new DockerClient();
let engine: TestEngine;
let containers: Container[];

beforeAll(async () => {
  engine = await containerEngine();
  const project = await gitProject();
  const create = (branch: string) => engine.client.containers.create(newContainer({ project, branch }));
  containers = await Promise.all(['feat/a', 'feat/a', 'feat/b'].map(create));
});

test('a container is found by full name, by short name, and without its number where that is enough', async () => {
  const [, , b] = containers;
  for (const name of [b!.name, 'feat-b-1', 'feat-b'])
    expect((await getContainer(engine.context, name)).name).toBe(b!.name);
});

test('a name that two containers share, but for their numbers, is refused with both', async () => {
  const problem = { code: 'CONTAINER_NAME_AMBIGUOUS', hints: ['Give one of: feat-a-1, feat-a-2.'] };
  await expect(getContainer(engine.context, 'feat-a')).rejects.toMatchObject({ problem });
  await expect(getContainer(engine.context, 'feat')).rejects.toMatchObject({
    problem: { code: 'CONTAINER_NAME_AMBIGUOUS', hints: ['Give one of: feat-a-1, feat-a-2, feat-b-1.'] },
  });
  await expect(getContainer(engine.context, 'fix')).rejects.toMatchObject({ problem: { code: 'CONTAINER_NOT_FOUND' } });
});

test('listing looks at rows and printed lines alone: nothing is executed, packed or stopped', async () => {
  const until = new AbortController();
  const events = await docker.openEvents(ownLabels(engine.user.paths.home), until.signal);
  const actions: string[] = [];
  const reading = (async () => {
    for await (const { Action } of events) actions.push(Action);
  })();
  const listed = await listContainers(engine.context);
  await execute(containers[0]!.dockerId, ['true']);
  until.abort();
  await reading;
  expect(listed.map(({ state }) => state)).toEqual(['running', 'running', 'running']);
  expect(actions.filter((action) => !action.includes(': true'))).toEqual(
    actions.filter((a) => a.startsWith('exec_die')),
  );
});

test('what carries our name but not our labels whole is not listed', async () => {
  const { agent } = await testImages();
  const labels = { ...ownLabels(engine.user.paths.home), [LABEL.role]: 'agent', [LABEL.container]: 'half-1' };
  const id = await docker.create({ Image: agent, Labels: labels });
  whenDone(() => docker.remove(id));
  expect(await listContainers(engine.context)).toHaveLength(3);
});

test('a container that cannot be read is a row with its own problem, in lists, snapshot and cleanup, and hides no other', async () => {
  const own = await containerEngine();
  const { name } = await own.client.containers.create(newContainer({ project: await gitProject() }));
  const mute = await addMute(own, name);
  const expected = [
    { name: mute, state: 'error', problem: { code: 'DOCKER_FAILED' } },
    { name, state: 'running', problem: null },
  ];

  expect(byName(await listContainers(own.context))).toMatchObject(byName(expected));
  expect((await own.client.containers.cleanupPlan({ all: true })).map((item) => item.name)).toEqual([name, mute]);
  own.watch();
  await until('Docker to be read', () => own.context.state.snapshot.docker.state === 'ready');
  expect(own.context.state.snapshot.containers).toMatchObject(byName(expected));
});

/** Another container like this one, whose output Docker does not keep. */
async function addMute(own: TestEngine, name: string): Promise<string> {
  const mute = name.replace(/-1$/, '-2');
  const rows = await docker.containers(ownLabels(own.user.paths.home));
  const gatewayFirst = rows.toSorted((a, b) => (b.Labels[LABEL.role] ?? '').localeCompare(a.Labels[LABEL.role] ?? ''));
  for (const { Names, Image, Labels } of gatewayFirst) {
    const id = await docker.create({
      name: Names[0]?.slice(1).replace(name, mute) ?? mute,
      Image,
      Entrypoint: ['sleep', 'infinity'],
      Labels: { ...Labels, [LABEL.container]: mute },
      HostConfig: { NetworkMode: 'none', LogConfig: { Type: 'none', Config: {} } },
    });
    await docker.start(id);
  }
  return mute;
}

function byName<Row extends { name: string }>(rows: readonly Row[]): Record<string, Row> {
  return Object.fromEntries(rows.map((row) => [row.name, row]));
}
