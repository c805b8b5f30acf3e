import { beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { createNetwork } from '../../electron/engine/gateway/network.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { engineOf, type TestEngine } from '../support/docker.ts';
import { execute } from '../support/execute.ts';
import { gitProject, whenDone } from '../support/project.ts';
import { until } from '../support/until.ts';

const docker = new DockerClient();
let engine: TestEngine;
let project: string;

/** Waits for a word, then works as an agent does: edits, commits, rings, and ends when told. */
const AGENT = `
until [ -e ~/go ]; do sleep 0.02; done
echo edit >> README.md; git commit -qam edit; echo more > new.txt
printf '\\a'
until [ -e ~/end ]; do sleep 0.02; done
exit 7
`;

beforeAll(async () => {
  engine = await containerEngine();
  project = await gitProject();
  engine.watch();
});

function shown({ name }: Container): Container | undefined {
  return engine.context.state.snapshot.containers[name];
}

function untilShown(container: Container, what: string, holds: (now: Container) => boolean): Promise<Container> {
  return until(what, () => [shown(container)].find((now) => now !== undefined && holds(now)));
}

async function created(command = ['sleep', 'infinity']): Promise<Container> {
  const container = await engine.client.containers.create(newContainer({ project, agent: 'custom', command }));
  return untilShown(container, 'the container in the snapshot', ({ state }) => state === 'running');
}

test('an agent’s edits, commits, bell and end are in the snapshot as they happen', async () => {
  const container = await created(['bash', '-c', AGENT]);
  await inside(container, 'touch ~/go');
  const ringing = await untilShown(container, 'the bell', ({ state }) => state === 'needs-you');
  expect(ringing).toMatchObject({ evidence: 'rang the bell', attention: { kind: 'bell' } });
  await untilShown(container, 'its commit and its new file', ({ git }) => git?.sinceBase === 1 && git.changed === 1);
  await inside(container, 'touch ~/end');
  const ended = await untilShown(container, 'its end', ({ agentProcess }) => agentProcess?.state === 'exited');
  expect(ended.agentProcess).toEqual({ state: 'exited', exitCode: 7 });
});

test('what happens to a container outside of this process is in the snapshot', async () => {
  const container = await created();
  const other = engineOf(engine.user);
  await other.client.containers.stop({ name: container.name });
  await untilShown(
    container,
    'it to be stopped',
    ({ state, isolation }) => state === 'stopped' && isolation.state === 'stopped',
  );
  await other.client.containers.start({ name: container.name });
  await untilShown(
    container,
    'it to run again',
    ({ state, isolation }) => state === 'running' && isolation.state === 'verified',
  );
  await other.client.containers.remove({ name: container.name, running: true });
  await until('it to be gone', () => shown(container) === undefined);
});

describe('a restart by Docker', () => {
  async function comesBack(container: Container): Promise<void> {
    const { StartedAt: before } = (await docker.inspect(container.dockerId)).State;
    await until('the agent to be started anew', async () => {
      const { StartedAt, Running } = (await docker.inspect(container.dockerId)).State;
      return Running && StartedAt > before;
    });
    // The snapshot may show the run before for a moment: only the container itself can say that it is back.
    await until(
      'its tmux to be back',
      async () => (await inside(container, 'tmux list-windows -t main -F "#W"')) === 'agent\nshell',
    );
    await untilShown(
      container,
      'it to run, behind a proven gateway',
      (now) => now.state === 'running' && now.isolation.state === 'verified',
    );
    expect(await inside(container, 'getent hosts no-such-name.test || echo closed')).toBe('closed');
  }

  test('of the agent brings back its tmux and its agent', async () => {
    const container = await created();
    const back = comesBack(container);
    await docker.restart(container.dockerId, { graceSeconds: 1 });
    await back;
  });

  test('of the gateway is followed by one of the agent, whose network went with it', async () => {
    const container = await created();
    const back = comesBack(container);
    await docker.restart(`${container.name}-gw`, { graceSeconds: 1 });
    await back;
  });

  test('of a gateway leaves an agent alone that a user stopped', async () => {
    const container = await created();
    await docker.stop(container.dockerId, { graceSeconds: 60 });
    await untilShown(container, 'it to be stopped', ({ docker: state }) => state === 'exited');
    await docker.restart(`${container.name}-gw`, { graceSeconds: 1 });
    await untilShown(container, 'the gateway to be proven again', ({ isolation }) => isolation.state === 'verified');
    expect(shown(container)).toMatchObject({ docker: 'exited', state: 'stopped' });
  });

  test('of an agent that was first, and could not join, is made good when its gateway is there', async () => {
    const container = await created();
    await docker.stop(container.dockerId, { graceSeconds: 60 });
    await docker.stop(`${container.name}-gw`, { graceSeconds: 1 });
    await docker
      .start(container.dockerId)
      .catch((error: unknown) => expect(String(error)).toContain('cannot join network'));
    await docker.start(`${container.name}-gw`);
    await untilShown(
      container,
      'it to run',
      ({ state, isolation }) => state === 'running' && isolation.state === 'verified',
    );
  });
});

describe('a network that Docker makes while a host watches', () => {
  const never = (container: Container) =>
    execute(`${container.name}-gw`, ['nft', 'list', 'set', 'inet', 'maestro', 'never4'], { user: '0' });

  test('is closed to every agent that runs, until it is gone again', async () => {
    const [first, second] = [await created(), await created()];
    const network = await createNetwork({ docker }, { name: `${first.name}-later`, labels: {} });
    whenDone(() => docker.removeNetwork(network));
    const [made] = (await docker.networks({})).filter(({ Id }) => Id === network);
    const subnet = made?.IPAM?.Config?.[0]?.['Subnet'] ?? 'no subnet';

    for (const each of [first, second])
      await until('the gateway to forbid it', async () => (await never(each)).output.includes(subnet));
    await docker.removeNetwork(network);
    for (const each of [first, second])
      await until('the gateway to forget it', async () => !(await never(each)).output.includes(subnet));

    expect(shown(first)?.isolation.state).toBe('verified');
  });
});

test('an engine that starts late shows the same as one that was there', async () => {
  const container = await created();
  const late = engineOf(engine.user);
  late.watch();
  const seen = await until(
    'the first reading',
    () => late.context.state.snapshot.docker.state === 'ready' && late.context.state.snapshot,
  );
  expect(seen.loaded).toBe(true);
  expect({ ...seen.containers[container.name], since: '' }).toEqual({ ...shown(container), since: '' });
});
