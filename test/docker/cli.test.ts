import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { type TestEngine, thingsOf } from '../support/docker.ts';
import { type Ended, MAESTRO, maestro, pathWithMaestro, program } from '../support/maestro.ts';
import { gitProject, tempFolder, writeFiles } from '../support/project.ts';
import { type Screen, screen } from '../support/screen.ts';
import { until } from '../support/until.ts';

const WAITING = ['--agent', 'custom', '--', 'sleep', 'infinity'];

let engine: TestEngine;
let project: string;

beforeAll(async () => {
  [engine, project] = await Promise.all([containerEngine(), gitProject()]);
});

/** The command line as the test's user, in the test's project. */
function run(args: readonly string[], input = ''): Promise<Ended> {
  return maestro(args, { cwd: project, env: { HOME: engine.user.home }, input });
}

/** A container's row of the list. */
async function rowOf(shortName: string): Promise<string> {
  const { stdout } = await run(['list']);
  return stdout.split('\n').find((line) => line.startsWith(`${shortName} `)) ?? '';
}

/** The same on a terminal. */
function onScreen(...args: string[]): Promise<Screen> {
  const command = [MAESTRO, ...args].join(' ');
  return screen(command, { cwd: project, env: { HOME: engine.user.home, PATH: process.env['PATH'] ?? '' } });
}

function made(branch: string): Promise<Container> {
  return engine.client.containers.create(newContainer({ project, branch }));
}

describe('maestro new', () => {
  test('without a terminal prints each phase with its time, and how to connect', async () => {
    const { code, stdout, stderr } = await run(['new', 'say', 'hello', '-b', 'feat/hello', ...WAITING]);

    expect(stderr.split('\n').filter((line) => /^✓ .+ \d+\.\d s/.test(line))).toHaveLength(8);
    expect(stdout).toBe('feat-hello-1 is at work on branch feat/hello.\nOpen it: maestro connect feat-hello-1\n');
    expect(code).toBe(0);
  });

  test('with --json names the command of git that failed in the container, and what it printed', async () => {
    const broken = await gitProject();
    // A broken reference is none of the branches, and git makes no folder in its place.
    await writeFiles(broken, { '.git/refs/heads/feat': '' });

    const { code, stdout } = await maestro(['new', 'x', '--json', '-b', 'feat/on', ...WAITING], {
      ...{ cwd: broken, env: { HOME: engine.user.home } },
    });

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      code: 'GIT_FAILED',
      detail: expect.stringMatching(/\$ git checkout --quiet -b feat\/on\n.*refs\/heads\/feat/) as string,
    });
  });

  test('hands the task of a file to the agent byte for byte', async () => {
    const task = '  two\n\nlines: "$(date)" `x` \'y\' \\ 🎻\n';
    const folder = await tempFolder();
    await writeFiles(folder, { 'task.md': task });
    const agent = ['--agent', 'custom', '--', 'sh', '-c', 'printf %s "$1" > /tmp/got; sleep infinity', 'x', '{prompt}'];
    const { stdout } = await run(['new', '--json', '-f', join(folder, 'task.md'), '-b', 'feat/file', ...agent]);
    const container = JSON.parse(stdout) as Container;

    const got = await until('the agent to get it', () => inside(container, 'base64 -w0 /tmp/got 2>/dev/null'));
    expect(Buffer.from(got, 'base64').toString()).toBe(task);
  });

  test('takes the task from standard input', async () => {
    const { stdout } = await run(['new', '--json', '-b', 'feat/stdin', ...WAITING], 'from\na pipe\n');

    expect(JSON.parse(stdout)).toMatchObject({ task: 'from\na pipe' });
  });

  test('types the task into a command without a place for it only where the user says so', async () => {
    const shell = ['--agent', 'custom', '--', 'bash', '--norc'];
    const left = await run(['new', 'touch /tmp/ran', '-n', '-b', 'feat/left', ...shell]);
    const typed = await run(['new', 'touch /tmp/ran', '-n', '--type-task', '-b', 'feat/typed', ...shell]);
    const made = async (branch: string): Promise<Container> => getContainer(engine.context, branch);
    const ran = async (branch: string): Promise<string> =>
      inside(await made(branch), 'ls /tmp/ran 2>/dev/null || true');

    await until('the shell to run it', async () => (await ran('feat-typed-1')) === '/tmp/ran');
    expect(await ran('feat-left-1')).toBe('');
    expect(left.stderr).toContain('The task lies in /etc/maestro/prompt in the container; --type-task types it');
    expect(typed.stderr).not.toContain('--type-task');
    expect(await run(['new', 'x', '--type-task', '--agent', 'custom', '--', 'my-agent', '{prompt}'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--type-task is for a custom command without {prompt}.') as string,
    });
  });

  test('on a terminal opens the agent’s screen, and Ctrl+b d leaves it at work', async () => {
    const agent = ['--agent', 'custom', '--', 'sh', '-c', "'echo agent-$((6*7)); sleep 999'"];
    const terminal = await onScreen('new', 'look', '-b', 'feat/look', ...agent);
    await terminal.shows('agent-42');
    await terminal.type('C-b', 'd');

    await terminal.shows('ended 0');
    expect((await run(['list'])).stdout).toMatch(/^feat-look-1 +running/m);
  });

  test('Ctrl-C undoes everything', async () => {
    const creating = spawn(MAESTRO, ['new', 'never', '-b', 'feat/never', ...WAITING], {
      cwd: project,
      env: { ...process.env, HOME: engine.user.home },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((resolve) => creating.once('close', resolve));
    let said = '';
    creating.stderr.on('data', (chunk: Buffer) => (said += String(chunk)));
    await until('the network to be there', () => said.includes('Closing the network'));
    creating.kill('SIGINT');

    expect(await ended).toBe(1);
    expect(said).toContain('CREATE_CANCELLED');
    expect((await thingsOf(engine.user)).filter((name) => name.includes('never'))).toEqual([]);
  });

  test('a folder that is not there is said before anything is made', async () => {
    const { code, stderr } = await run(['new', '-p', join(project, 'nowhere'), 'x', ...WAITING]);

    expect(code).toBe(1);
    expect(stderr).toContain('(PROJECT_NOT_FOLDER)');
  });
});

describe('a container', () => {
  test('is listed with its branch and git state, stops, starts and answers to its short name', async () => {
    await made('fix/turns');
    await until('its git state', async () => /fix-turns-1 +running +fix\/turns +✓/.test((await run(['list'])).stdout));

    expect((await run(['stop', 'fix-turns'])).stdout).toContain('Stopped fix-turns-1.');
    expect((await run(['ps'])).stdout).toMatch(/^fix-turns-1 +stopped/m);
    expect((await run(['start', 'fix-turns-1'])).stdout).toContain('Started fix-turns-1.');
    expect((await run(['ls'])).stdout).toMatch(/^fix-turns-1 +(running|starting)/m);
  });

  test('is listed with its commits since the base and its stashes', async () => {
    const container = await made('feat/work');
    await inside(
      container,
      'cd /workspace && git commit -q --allow-empty -m one && echo x > x && git add x && git stash -q',
    );

    await until('its row', async () => /^feat-work-1 .* ↑1 ⚑1 /m.test((await run(['list'])).stdout));
    const listed = JSON.parse((await run(['list', '--json'])).stdout) as Container[];
    expect(listed.find(({ name }) => name === container.name)?.git).toMatchObject({
      sinceBase: 1,
      stashes: 1,
      changed: 0,
    });
  });

  test('that does not exist is a failure with a hint', async () => {
    expect(await run(['stop', 'nobody-1'])).toMatchObject({
      code: 1,
      stderr:
        'error: No container is named nobody-1. (CONTAINER_NOT_FOUND)\nhint: maestro list shows all containers.\n',
    });
  });

  test('is completed by name in a shell', async () => {
    await made('fix/completed');
    const script = `source <(maestro completion bash)
      COMP_WORDS=(maestro connect fix-comp); COMP_CWORD=2; _maestro; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const env = { HOME: engine.user.home, PATH: await pathWithMaestro() };

    expect((await program('bash', ['-c', script], { env })).stdout).toBe('fix-completed-1\n');
  });

  test('that is stopped is offered to be started by connect', async () => {
    const { name } = await made('fix/asleep');
    await engine.client.containers.stop({ name });
    const terminal = await onScreen('connect', 'fix-asleep-1');
    await terminal.shows('Start it? [Y/n]');
    await terminal.type('Enter');

    await terminal.shows(/fix-asleep-1.*\d\d:\d\d/s);
  });
});

describe('maestro stop and cleanup', () => {
  test('stop without a name offers those whose agent has exited', async () => {
    const input = newContainer({ project, branch: 'fix/dormant', agent: 'custom', command: ['true'] });
    const { shortName } = await engine.client.containers.create(input);
    await until('it to sleep', async () => /💤/.test(await rowOf(shortName)));
    const terminal = await onScreen('stop');
    await terminal.shows(/Stop (it|these \d+)\? \[y\/N\]/);
    await terminal.type('y', 'Enter');

    await terminal.shows(`Stopped ${shortName}.`);
  });

  test('cleanup asks, says what would be lost, and keeps everything at no', async () => {
    const container = await made('fix/precious');
    await inside(container, 'cd /workspace && echo x > a && git add a && git commit -qm one && echo y > b');
    await until('its report', async () => {
      const { git } = await getContainer(engine.context, container.name);
      return git?.sinceBase === 1 && git.changed === 1;
    });
    await engine.client.containers.stop({ name: container.name });
    const terminal = await onScreen('cleanup');
    await terminal.shows('fix/precious: 1 commit since its start, 1 changed file');
    await terminal.type('n', 'Enter');

    await terminal.shows('Nothing was removed.');
    expect(await thingsOf(engine.user)).toContain(container.name);
  });

  test('cleanup without a terminal needs --force, and removes a container with all that belongs to it', async () => {
    const { name, shortName } = await made('fix/gone');
    await engine.client.containers.stop({ name });

    expect((await run(['cleanup'])).code).toBe(2);
    expect((await run(['cleanup', '--force'])).stdout).toContain(shortName);
    expect((await thingsOf(engine.user)).filter((thing) => thing.startsWith(name))).toEqual([]);
  });
});
