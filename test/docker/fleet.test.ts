import { expect, test } from 'vitest';
import { ContainerName } from '../../electron/contract/ids.ts';
import { readFleet } from '../../electron/engine/containers/fleet.ts';
import { birthLabels, partLabels } from '../../electron/engine/containers/labels.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { engineOf } from '../support/docker.ts';
import { testImages } from '../support/images.ts';
import { testUser, type TestUser } from '../support/project.ts';
import { until } from '../support/until.ts';

class CountingDocker extends DockerClient {
  networkReads = 0;

  override networks(labels: Parameters<DockerClient['networks']>[0]): ReturnType<DockerClient['networks']> {
    this.networkReads += 1;
    return super.networks(labels);
  }
}

const limits = { memoryBytes: 1, cpus: 1, pids: 1 };
const facts = {
  project: '/p',
  branch: 'b',
  agent: 'claude',
  model: null,
  baseCommit: null,
  limits,
  credentialMode: 'sync',
} as const;

/** A container with an agent's labels that ended by itself. */
async function ended(docker: DockerClient, user: TestUser, number: number): Promise<string> {
  const name = ContainerName.parse(`${user.prefix}ended-${number}`);
  const part = partLabels(user.paths.home, { role: 'agent', container: name, creation: name });
  const Labels = { ...part, ...birthLabels({ ...facts, name, createdAt: new Date().toISOString() }) };
  const { gateway: Image } = await testImages();
  const id = await docker.create({ name, Image, Entrypoint: ['bash', '-c', 'exit 3'], Cmd: [], Labels });
  await docker.start(id);
  await until('its end', async () => !(await docker.inspect(id)).State.Running);
  return name;
}

test('a look at many containers that ended asks once when the engine began', async () => {
  const [user, docker] = [await testUser(), new CountingDocker()];
  const { context } = engineOf(user, docker);
  const names = await Promise.all([1, 2, 3].map((number) => ended(docker, user, number)));

  const members = await readFleet(context);

  expect(members.map(({ birth }) => birth.name).sort()).toEqual(names);
  expect(members.map(({ ending }) => ending)).toEqual(
    names.map(() => ({ exitCode: 3, oomKilled: false, engineLost: false })),
  );
  expect(docker.networkReads).toBe(1);
});
