import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Problem } from '../../electron/contract/errors.ts';
import { ContainerName } from '../../electron/contract/ids.ts';
import { getContainer, listContainers } from '../../electron/engine/containers/list.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { type TestEngine, thingsOf } from '../support/docker.ts';
import { execute } from '../support/execute.ts';
import { gitProject, whenDone } from '../support/project.ts';
import { until } from '../support/until.ts';
import { testImages } from '../support/images.ts';

const NETWORK = ['readlink', '/proc/self/ns/net'];

const docker = new DockerClient();
let engine: TestEngine;
let project: string;

beforeAll(async () => {
  engine = await containerEngine();
  project = await gitProject();
});

function create(branch: string): Promise<Container> {
  return engine.client.containers.create(newContainer({ project, branch }));
}

test('a container and its gateway stop by themselves: neither has to be killed', async () => {
  const { name } = await create('feat/stop-by-itself');

  await engine.client.containers.stop({ name });

  for (const part of [name, `${name}-gw`]) expect((await docker.inspect(part)).State.ExitCode, part).toBe(0);
});

test('a stopped container says so, with its gateway, and stopping it again does nothing', async () => {
  const { name } = await create('feat/stop');
  const { containers } = engine.client;
  const stopped = { state: 'stopped', docker: 'exited', isolation: { state: 'stopped' } };
  expect(await containers.stop({ name })).toMatchObject(stopped);
  expect(await containers.stop({ name })).toMatchObject(stopped);
});

test('a stopped container starts again with its files, its tmux and a proven gateway', async () => {
  const container = await create('feat/again');
  await inside(container, 'echo kept > kept.txt');
  await engine.client.containers.stop({ name: container.name });
  const started = await engine.client.containers.start({ name: container.name });
  expect(started).toMatchObject({ state: 'running', isolation: { state: 'verified' }, dockerId: container.dockerId });
  expect(await inside(started, 'cat kept.txt; tmux list-windows -t main -F "#W"')).toBe('kept\nagent\nshell');
  expect(await engine.client.containers.start({ name: container.name })).toMatchObject({ state: 'running' });
});

test('an agent whose gateway was restarted is shown without a network, and starting it brings it back', async () => {
  const { name, dockerId } = await create('feat/stranded');
  const { containers } = engine.client;

  await docker.restart(`${name}-gw`, { graceSeconds: 5 });

  const listed = (await listContainers(engine.context)).find((container) => container.name === name);
  expect(listed).toMatchObject({ state: 'error', problem: { code: 'GATEWAY_FAILED', sentence: /restarted after it/ } });
  const started = await containers.start({ name });
  expect(started).toMatchObject({ state: 'running', dockerId, isolation: { state: 'verified' } });
  const namespaces = await Promise.all([name, `${name}-gw`].map((part) => execute(part, NETWORK, { user: '0' })));
  expect(namespaces[0]?.output).toBe(namespaces[1]?.output);
});

test('an agent has no system call and no socket that its work does not need', async () => {
  const container = await create('feat/confined');
  const families = { vsock: 40, packet: 17, alg: 38, tipc: 30, bluetooth: 31, unix: 1, inet: 2, inet6: 10 };
  const tries = `
import ctypes, json, socket
def opens(*args):
    try: return bool(socket.socket(*args))
    except OSError: return False
opened = [name for name, number in json.loads('${JSON.stringify(families)}').items() if opens(number, 1, 0)]
links = [protocol for protocol in range(23) if opens(16, 3, protocol)]
libc = ctypes.CDLL(None, use_errno=True)
def refused(name):
    libc.syscall({'x86_64': SYSCALLS, 'aarch64': ARM}[__import__('os').uname().machine][name], 0, 0, 0, 0, 0)
    return ctypes.get_errno() == 1
SYSCALLS = {'add_key': 248, 'request_key': 249, 'keyctl': 250, 'perf_event_open': 298, 'bpf': 321, 'userfaultfd': 323, 'io_uring_setup': 425, 'unshare': 272}
ARM = {'add_key': 217, 'request_key': 218, 'keyctl': 219, 'perf_event_open': 241, 'bpf': 280, 'userfaultfd': 282, 'io_uring_setup': 425, 'unshare': 97}
print(json.dumps({'opened': opened, 'links': links, 'allowed': [name for name in SYSCALLS if not refused(name)]}))`;

  const found: unknown = JSON.parse(await inside(container, `python3 -c "$(echo ${btoa(tries)} | base64 -d)"`));

  expect(found).toEqual({ opened: ['unix', 'inet', 'inet6'], links: [0, 4], allowed: [] });
  const tools =
    'git init -q /tmp/x && npm --version >/dev/null && node -p "os.networkInterfaces().lo.length" && tmux ls';
  expect(await inside(container, tools)).toMatch(/^1\nmain: /);
});

test('its task is where only the user can read it: in no answer of Docker, and gone with the container', async () => {
  const task = 'Log in with hunter2, then stop';
  const { name } = await engine.client.containers.create(newContainer({ project, branch: 'feat/secret', task }));
  const kept = join(engine.user.paths.home, 'containers', name);

  expect((await getContainer(engine.context, name)).task).toBe(task);
  expect(JSON.stringify(await docker.inspect(name))).not.toContain('hunter2');
  expect((await stat(join(kept, 'task'))).mode & 0o777).toBe(0o600);
  expect((await stat(kept)).mode & 0o777).toBe(0o700);

  await rm(join(engine.user.paths.home, 'containers'), { recursive: true });
  expect(await getContainer(engine.context, name)).toMatchObject({ task: '', state: 'running' });
  await engine.client.containers.remove({ name, running: true });
});

test('a running container is removed, with all that belongs to it, only when that is said', async () => {
  const other = await containerEngine();
  const { name } = await other.client.containers.create(newContainer({ project }));
  expect(await codeOf(other.client.containers.remove({ name }))).toBe('CONTAINER_RUNNING');
  await other.client.containers.remove({ name, running: true });
  expect(await thingsOf(other.user)).toEqual([]);
  expect(await readdir(join(other.user.paths.home, 'containers'))).toEqual([]);
});

test('a name that nobody has, or that is someone else’s, is not touched', async () => {
  const { agent } = await testImages();
  const theirs = ContainerName.parse(`${engine.user.prefix}theirs-1`);
  const id = await docker.create({ name: theirs, Image: agent });
  whenDone(() => docker.remove(id));
  const nobody = ContainerName.parse('nobody-1');
  for (const verb of ['start', 'stop', 'remove'] as const) {
    expect(await codeOf(engine.client.containers[verb]({ name: nobody }))).toBe('CONTAINER_NOT_FOUND');
    expect(await codeOf(engine.client.containers[verb]({ name: theirs }))).toBe('CONTAINER_NOT_OURS');
  }
  expect((await docker.inspect(id)).State.Status).toBe('created');
});

async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (error: unknown) => (error as { data?: Problem }).data?.code,
  );
}

describe('cleanup', () => {
  test('offers what is stopped, with what would be lost, and removes just that', async () => {
    const other = await containerEngine();
    const make = (branch: string) => other.client.containers.create(newContainer({ project, branch }));
    const [idle, busy] = await Promise.all([make('feat/idle'), make('feat/busy')]);
    await inside(idle, 'echo x > new.txt; git -c user.name=a -c user.email=a@b commit -q --allow-empty -m work');
    await until('its report of both', async () => {
      const { git } = await getContainer(other.context, idle.name);
      return git?.sinceBase === 1 && git.changed === 1;
    });
    await other.client.containers.stop({ name: idle.name });

    const plan = await other.client.containers.cleanupPlan({});
    expect(plan).toMatchObject([{ name: idle.name, kind: 'container', running: false, commits: 1, changed: 1 }]);
    expect(await other.client.containers.cleanupPlan({ all: true })).toHaveLength(2);
    const done = await other.client.containers.cleanup({ names: [idle.name, busy.name] });
    expect(done).toMatchObject({
      removed: [idle.name],
      failed: [{ name: busy.name, problem: { code: 'CONTAINER_RUNNING' } }],
    });
    expect((await listContainers(other.context)).map(({ name }) => name)).toEqual([busy.name]);
  });

  test('offers volumes whose container is gone', async () => {
    const other = await containerEngine();
    const container = await other.client.containers.create(newContainer({ project }));
    await docker.remove(container.dockerId);
    await docker.remove(`${container.name}-gw`);
    const plan = await other.client.containers.cleanupPlan({});
    expect(plan).toMatchObject([{ name: container.name, kind: 'leftover', running: false }]);
    expect(plan[0]?.parts).toContain(`${container.name}-history`);
    await other.client.containers.cleanup({ names: [container.name] });
    expect(await thingsOf(other.user)).toEqual([]);
  });
});
