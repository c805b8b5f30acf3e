import { spawn } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { Nick } from '../../electron/contract/ids.ts';
import { getContainer, listContainers } from '../../electron/engine/containers/list.ts';
import { renameContainer } from '../../electron/engine/containers/renaming.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { ownLabels } from '../../electron/engine/docker/labels.ts';
import { fail } from '../../electron/engine/errors.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { type Ended, MAESTRO, maestro } from '../support/maestro.ts';
import { git, gitProject, whenDone } from '../support/project.ts';
import { type Screen, screen } from '../support/screen.ts';
import { until } from '../support/until.ts';

const docker = new DockerClient();
let engine: TestEngine;
let project: string;
/** One that runs, and another one of the same kind. */
let one: Container;
let other: Container;

beforeAll(async () => {
  [engine, project] = await Promise.all([containerEngine(), gitProject()]);
  const make = (branch: string) => engine.client.containers.create(newContainer({ project, branch }));
  [one, other] = await Promise.all([make('feat/one'), make('feat/other')]);
});

function run(args: readonly string[], input = ''): Promise<Ended> {
  return maestro(args, { cwd: project, env: { HOME: engine.user.home }, input });
}

function onScreen(...args: string[]): Promise<Screen> {
  const command = [MAESTRO, ...args].join(' ');
  return screen(command, { cwd: project, env: { HOME: engine.user.home, PATH: process.env['PATH'] ?? '' } });
}

describe('names', () => {
  test('a new name is Docker’s too, leads to the same container, and the old one still does', async () => {
    expect((await run(['rename', 'feat-one-1', 'login'])).stdout).toBe(
      'It is called login now. Open it: maestro connect login\n',
    );

    for (const word of ['login', 'log', `${engine.user.prefix}login`, 'feat-one-1'])
      expect(await getContainer(engine.context, word)).toMatchObject({ name: one.name, shortName: 'login' });
    const { Name } = await docker.inspect(one.dockerId);
    expect(Name).toBe(`/${engine.user.prefix}login`);
    expect(await inside(one, 'tmux show-option -gv @container')).toBe(`${engine.user.prefix}login`);
  });

  test('a container that was renamed stops, starts and is proven closed as before', async () => {
    await engine.client.containers.rename({ name: one.name, to: 'sign-in' });
    await engine.client.containers.stop({ name: one.name });
    expect(await engine.client.containers.start({ name: one.name })).toMatchObject({
      shortName: 'sign-in',
      state: 'running',
      isolation: { state: 'verified' },
    });
    expect(await inside(one, 'tmux show-option -gv @container')).toBe(`${engine.user.prefix}sign-in`);
  });

  test('a name that something else has is refused, and its own first name is free for it', async () => {
    for (const to of ['feat-other-1', 'A B', `${one.name}-gw`])
      await expect(engine.client.containers.rename({ name: one.name, to })).rejects.toThrow();
    await engine.client.containers.rename({ name: one.name, to: 'feat-one-1' });
    expect((await docker.inspect(one.name)).Id).toBe(one.dockerId);
  });

  test('a name that cannot be given everywhere is given nowhere, and one that was half given is set right by a start', async () => {
    const calls = async (): Promise<string[]> => {
      const launch = await docker.readFile(one.dockerId, '/etc/maestro/launch.json', 1_000_000);
      const own = /"container":"([^"]+)"/.exec(launch?.bytes?.toString() ?? '')?.[1] ?? '';
      const named = (await docker.containers(ownLabels(engine.user.paths.home))).map(({ Names }) => Names[0] ?? '');
      return [own, ...named.filter((name) => /feat-one-1|half/.test(name)).sort()];
    };
    const before = await calls();
    const failing = new DockerClient();
    failing.unpack = () => Promise.reject(fail('DOCKER_FAILED', 'Nothing is unpacked.'));

    const renamed = renameContainer({ ...engine.context, docker: failing }, { name: one.name, to: 'half' });

    await expect(renamed).rejects.toMatchObject({ problem: { code: 'DOCKER_FAILED' } });
    expect(await calls()).toEqual(before);
    await docker.rename(`${one.name}-gw`, `${engine.user.prefix}half-gw`);
    await engine.client.containers.stop({ name: one.name });
    await engine.client.containers.start({ name: one.name });
    expect(await calls()).toEqual(before);
  });

  test('a nickname leads to its container from every command, and means no other one', async () => {
    expect((await run(['nick', 'feat-other', 'zwei'])).stdout).toBe(
      'feat-other-1 is called zwei too: maestro connect zwei\n',
    );
    expect((await run(['list'])).stdout).toMatch(/^feat-other-1 \(zwei\) /m);
    expect((await run(['egress', 'zwei'])).code).toBe(0);
    expect((await run(['nick', 'feat-one', 'zwei'])).stderr).toContain('feat-other-1 is called zwei already.');
    expect((await run(['__complete', '--', 'stop', 'zw'])).stdout).toBe('zwei\n');

    expect((await run(['nick', 'zwei', '--remove'])).stdout).toBe('feat-other-1 has no nickname.\n');
    expect((await getContainer(engine.context, 'feat-other')).nick).toBeNull();
  });
});

test('connect without a name shows a menu of all, and opens the one that its number chose', async () => {
  const listed = (await listContainers(engine.context)).map(({ name }) => name);
  const terminal = await onScreen('connect');
  await terminal.shows('Arrows or a number choose, Enter takes it, Esc leaves.');
  await terminal.shows(/^> 1 {2}feat-/m);
  await terminal.type(String(listed.indexOf(other.name) + 1), 'Enter');

  await terminal.shows(/feat-other-1.*\d\d:\d\d/s);
});

describe('restart', () => {
  test('ends an agent that hangs and starts it again beside its shell, which stays', async () => {
    const command = ['bash', '-c', 'trap "" HUP TERM INT; echo begun >> /tmp/begun; while :; do sleep 1; done'];
    const hanging = await engine.client.containers.create(newContainer({ project, branch: 'fix/hangs', command }));
    await until('it to begin', async () => (await begun(hanging)) === 1);
    const shell = await inside(hanging, 'tmux display -p -t =main:1 "#{pane_pid}"');
    expect((await run(['restart', 'fix-hangs'])).code).toBe(2);
    const refused = await engine.client.containers.restart({ name: hanging.name }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ data: { code: 'TERMINAL_FAILED' } });

    expect(await run(['restart', 'fix-hangs', '--force'])).toMatchObject({
      code: 0,
      stdout: 'Restarted the agent of fix-hangs-1. Open it: maestro connect fix-hangs-1\n',
    });
    await until('its new start', async () => (await begun(hanging)) === 2);
    expect(await inside(hanging, 'pgrep -fc "^bash -c trap"')).toBe('1');
    expect(await inside(hanging, 'tmux display -p -t =main:1 "#{pane_pid}"')).toBe(shell);
  });

  test('on a terminal asks before it cuts off an agent that works', async () => {
    const terminal = await onScreen('restart', 'feat-other');
    await terminal.shows('feat-other-1 works at the moment. Restart anyway? [y/N]');
    await terminal.type('Enter');
    await terminal.shows('Nothing was restarted.');
  });

  test('--full starts the gateway and then the container, with its files', async () => {
    await inside(other, 'echo kept > kept.txt');
    const before = await Promise.all([other.name, `${other.name}-gw`].map(startOf));

    const { code, stdout } = await run(['restart', 'feat-other', '--full', '--force', '--json']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      done: [{ state: 'running', isolation: { state: 'verified' } }],
      failed: [],
    });
    const [agent = '', gateway = ''] = await Promise.all([other.name, `${other.name}-gw`].map(startOf));
    expect(gateway < agent && gateway > before[0]!).toBe(true);
    expect(await inside(other, 'cat kept.txt')).toBe('kept');
  });
});

async function begun(container: Container): Promise<number> {
  return Number(await inside(container, 'cat /tmp/begun 2>/dev/null | wc -l'));
}

async function startOf(name: string): Promise<string> {
  return (await docker.inspect(name)).State.StartedAt;
}

describe('looking and reaching in', () => {
  test('exec runs in the workspace as the agent’s user, with its streams and its exit status', async () => {
    const script = 'pwd; id -un; cat; echo wrong >&2; exit 7';
    expect(await run(['exec', 'feat-other', '--', 'sh', '-c', script], 'from outside\n')).toEqual({
      code: 7,
      stdout: '/workspace\nnode\nfrom outside\n',
      stderr: 'wrong\n',
    });
    const terminal = await onScreen('exec', 'feat-other', '--', 'tty');
    await terminal.shows('/dev/pts/');
    await terminal.shows('ended 0');
    expect((await run(['exec', 'feat-other'])).code).toBe(2);
  });

  test('exec ends what it ran when it is killed, and says how the container is called now where that is down', async () => {
    const script = 'trap "" TERM; sleep 1234 & while :; do sleep 1; done';
    const words = [MAESTRO, 'exec', other.shortName, '--', 'bash', '-c', script];
    const cli = spawn('node', words, { cwd: project, env: { ...process.env, HOME: engine.user.home }, stdio: 'pipe' });
    const sleepers = () => inside(other, 'pgrep -cf "^sleep 1234" || true');
    await until('it to run', async () => (await sleepers()) === '1');

    cli.kill('SIGKILL');

    await until('it to end', async () => (await sleepers()) === '0');
    await until('its shell to end', async () => (await inside(other, 'pgrep -f "[t]rap .* TERM" || true')) === '');
    const { shortName, name } = await engine.client.containers.create(
      newContainer({ project, branch: 'feat/renamed' }),
    );
    await run(['rename', shortName, 'present']);
    await engine.client.containers.stop({ name });
    expect((await run(['exec', 'present', '--', 'true'])).stderr).toMatch(/present is not running/);
  });

  test('logs prints what the agent has shown, the newest lines, and follows what comes', async () => {
    const command = ['bash', '-c', 'seq 200; until [ -e /tmp/go ]; do sleep 0.2; done; echo came; sleep infinity'];
    const talker = await engine.client.containers.create(newContainer({ project, branch: 'feat/talks', command }));
    await until('its words', async () => (await run(['logs', 'feat-talks', '--tail', '2'])).stdout === '199\n200\n');
    expect((await run(['logs', 'feat-talks'])).stdout.split('\n')).toHaveLength(201);
    const following = spawn(MAESTRO, ['logs', 'feat-talks', '-f', '--tail', '1'], {
      env: { ...process.env, HOME: engine.user.home },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    following.stdout.on('data', (chunk: Buffer) => (said += String(chunk)));
    await until('the last line', () => said === '200\n');
    await inside(talker, 'touch /tmp/go');
    await until('the line that came', () => said === '200\ncame\n');
    following.kill('SIGINT');

    expect((await run(['logs', 'feat-talks', '--gateway'])).stdout).toContain('"kind":"proof","ok":true');
    await engine.client.containers.stop({ name: talker.name });
    expect((await run(['logs', 'feat-talks'])).stderr).toContain('its terminal is gone. (CONTAINER_NOT_RUNNING)');
  });

  test('limits change while it runs, are Docker’s at once, and are kept over restart and restore', async () => {
    const { stdout } = await run(['update', 'feat-other', '--memory', '768m', '--cpus', '1', '--pids', '300']);
    expect(stdout).toContain('feat-other-1 has 768m of memory, 1 CPUs and 300 processes from now on.');
    const limits = { memoryBytes: 768 * 1024 ** 2, cpus: 1, pids: 300 };
    expect(await inside(other, 'cat /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max 2>/dev/null')).toBe('300');
    await engine.client.containers.restart({ name: other.name, full: true });
    const { container, agent } = await engine.client.inspection.get({ name: other.name });
    expect({ container: container.limits, agent: agent.limits }).toEqual({ container: limits, agent: limits });
    expect((await run(['update', 'feat-other', '--memory', '1000g'])).stderr).toContain('(LIMIT_INVALID)');
    expect((await run(['update', 'feat-other'])).code).toBe(1);

    await engine.client.containers.nick({ name: other.name, nick: Nick.parse('kept') });
    await engine.client.containers.rename({ name: other.name, to: 'moved' });
    expect((await run(['cleanup', 'kept', '--all', '--force'])).code).toBe(0);
    expect((await run(['trash', 'restore', 'moved'])).stdout).toContain('moved is back');
    other = await getContainer(engine.context, 'kept');
    expect(other).toMatchObject({ shortName: 'moved', nick: 'kept', limits });
  });

  test('inspect shows what is known, and nothing secret', async () => {
    const { stdout } = await run(['inspect', other.shortName]);
    for (const line of [
      new RegExp(`^${other.shortName}`, 'm'),
      /limits +\d+[mg], [\d.]+ CPUs, \d+ processes/,
      /confined +user 1000:1000; capabilities: none/,
    ])
      expect(stdout).toMatch(line);
    const { stdout: json } = await run(['inspect', other.shortName, '--json']);
    expect(JSON.parse(json)).toMatchObject({
      agent: { mounts: expect.any(Array) as unknown[] },
      parts: expect.arrayContaining([other.name]) as string[],
    });
    expect(json).not.toMatch(/"(Env|env|password|token)"/);
  });
});

describe('several at once', () => {
  test('names, and filters with one question that lists what is meant; what fails is named at the end', async () => {
    expect((await run(['stop', '--agent', 'custom'])).code).toBe(2);
    expect((await run(['stop', 'feat-one', other.shortName])).stdout.match(/^Stopped /gm)).toHaveLength(2);
    expect((await run(['stop', 'x', '--all'])).code).toBe(2);
    expect((await run(['start', '--state', 'stopped', '--project', '.', '--force', '--json'])).code).toBe(0);
    expect((await run(['stop', '--agent', 'claude', '--force'])).stdout).toBe('Nothing was stopped.\n');

    await docker.remove(`${other.name}-gw`);
    const { code, stdout, stderr } = await run(['restart', 'feat-one', other.shortName, '--full', '--force']);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: 'Restarted feat-one-1. Open it: maestro connect feat-one-1\n',
    });
    expect(stderr).toContain(`${other.shortName}: The gateway of`);
    expect((await run(['stop', '--project', project, '--force', '--json'])).code).toBe(0);
    expect((await run(['cleanup', '--dry-run', '--agent', 'codex'])).stderr).toContain('Nothing to remove');
  });
});

test('new --copies makes one on each branch of its own, and one that cannot be keeps no other', async () => {
  await git(project, 'branch', 'feat/tries-2/taken');
  const { code, stdout, stderr } = await run([
    'new',
    'try it',
    '--copies',
    '2',
    '-b',
    'feat/tries',
    '--json',
    '--mode',
    'ask',
    '--agent',
    'custom',
    '--',
    'sleep',
    'infinity',
  ]);

  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    done: [{ shortName: 'feat-tries-1-1', branch: 'feat/tries-1' }],
    failed: [{ branch: 'feat/tries-2', problem: { code: 'BRANCH_INVALID' } }],
  });
  expect(stderr).toBe('');
});

test('cleanup-volumes removes what is left of containers that are gone, and only names what carries no label', async () => {
  const gone = await engine.client.containers.create(newContainer({ project, branch: 'fix/gone' }));
  await docker.remove(gone.dockerId);
  await docker.remove(`${gone.name}-gw`);
  const strange = `${engine.user.prefix}strange-1-npm`;
  await docker.createVolume(strange, {});
  whenDone(() => docker.removeVolume(strange));

  expect((await run(['cleanup-volumes'])).code).toBe(2);
  const { stdout, stderr } = await run(['cleanup-volumes', '--force']);

  expect(stdout).toBe(`Removed what was left of: ${gone.name}\n`);
  expect(stderr).toContain(`${strange}  unclaimed: it carries no label of Maestro, and stays`);
  const left = await docker.volumeNames();
  expect(left).toContain(strange);
  expect(left.filter((name) => name.startsWith(gone.name))).toEqual([]);
  expect(left).toContain(`${one.name}-npm`);
});
