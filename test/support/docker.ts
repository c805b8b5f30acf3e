import { DockerClient } from '../../electron/engine/docker/client.ts';
import type { Docker } from '../../electron/engine/docker/port.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { ownLabels } from '../../electron/engine/docker/labels.ts';
import { testUser, type TestUser, whenDone } from './project.ts';

/** An engine of a user of its own, on this machine's Docker. Everything that it made goes when the test (or file) ends. */
export interface TestEngine extends Engine {
  readonly user: TestUser;
}

export async function testEngine(config: Record<string, Record<string, unknown>> = {}): Promise<TestEngine> {
  const user = await testUser(config);
  return { ...engineOf(user), user };
}

/** Another engine of the same user, as another process would have it. */
export function engineOf(user: TestUser, docker: Docker = new DockerClient()): Engine {
  const engine = createEngine({ paths: user.paths, docker });
  whenDone(async () => {
    await engine.close();
    await removeAll(docker, user);
  });
  return engine;
}

/** Names of all containers, networks and volumes that carry this user's labels. */
export async function thingsOf(user: TestUser, docker: Docker = new DockerClient()): Promise<string[]> {
  const labels = ownLabels(user.paths.home);
  const [containers, networks, volumes] = await Promise.all([
    docker.containers(labels),
    docker.networks(labels),
    docker.volumes(labels),
  ]);
  const names = containers.map((row) => row.Names[0]?.slice(1) ?? row.Id);
  return [...names, ...networks.map((network) => network.Name), ...volumes.map((volume) => volume.Name)].sort();
}

/** Removes everything that carries this user's labels. */
export async function removeAll(docker: Docker, user: TestUser): Promise<void> {
  const labels = ownLabels(user.paths.home);
  await Promise.all((await docker.containers(labels)).map((row) => docker.remove(row.Id)));
  await Promise.all((await docker.networks(labels)).map((network) => docker.removeNetwork(network.Id)));
  await Promise.all((await docker.volumes(labels)).map((volume) => docker.removeVolume(volume.Name)));
}
