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

const docker = new DockerClient();
let engine: TestEngine;
let containers: Container[];

beforeAll(async () => {
  engine = await containerEngine();
  const project = await gitProject();
  const create = (branch: string) => engine.client.containers.create(newContainer({ project, branch }));
  containers = await Promise.all(['feat/a', 'feat/a', 'feat/b'].map(create));
}, 900_000);

test('a container is found by full name, by short name, and without its number where that is enough', async () => {
  const [, , b] = containers;
  for (const name of [b!.name, 'feat-b-1', 'feat-b'])
    expect((await getContainer(engine.context, name)).name).toBe(b!.name);
});

test('a name that two containers share, but for their numbers, is refused with both', async () => {
  const problem = { code: 'CONTAINER_NAME_AMBIGUOUS', hints: ['Give one of: feat-a-1, feat-a-2.'] };
  await expect(getContainer(engine.context, 'feat-a')).rejects.toMatchObject({ problem });
  await expect(getContainer(engine.context, 'feat')).rejects.toMatchObject({
    problem: { code: 'CONTAINER_NOT_FOUND' },
  });
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
