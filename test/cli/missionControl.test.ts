import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkFrame } from '../../electron/cli/missionControl/drawing/frame.ts';
import { MAESTRO } from '../support/maestro.ts';
import { copyOf, type MissionProject, missionProject } from '../support/missionProject.ts';
import { tempFolder } from '../support/project.ts';
import { screen, type Screen } from '../support/screen.ts';
import { stateProject, type StateProject } from '../support/state.ts';
import { until } from '../support/until.ts';

const SIZE = { width: 100, height: 40 };
const DASHBOARD = 'Mission Overview';
let made: MissionProject;

beforeAll(async () => {
  made = await missionProject(await tempFolder('maestro-home'));
});

/** Mission Control on a terminal of its own, in a project of its own. */
async function opened(options: { env?: Record<string, string>; size?: { width: number; height: number } } = {}) {
  const project = await copyOf(made, await tempFolder('maestro-home'));
  const terminal = await started(project, options);
  await terminal.shows(DASHBOARD);
  return { project, terminal };
}

function started(
  { folder, home }: StateProject,
  { env = {}, size = SIZE }: { env?: Record<string, string>; size?: { width: number; height: number } } = {},
): Promise<Screen> {
  return screen(`echo before; ${MAESTRO} mission-control`, {
    cwd: folder,
    env: { HOME: home, USER: 'ada', ...env },
    size,
  });
}

/** The feature as its file says. */
async function feature(project: MissionProject, id: string): Promise<{ status: string }> {
  const path = join(project.folder, '.maestro', 'missions', project.mission, 'features', `${id}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as { status: string };
}

async function restored(terminal: Screen): Promise<void> {
  expect(await terminal.state('alternate_on')).toBe('0');
  expect(await terminal.state('cursor_flag')).toBe('1');
  expect(await terminal.state('wrap_flag')).toBe('1');
  expect(await terminal.text()).toMatch(/^before/);
}

/** The process that runs in the terminal, below its shell. */
async function programOf(terminal: Screen): Promise<number> {
  const shell = await terminal.state('pane_pid');
  const children = await readFile(`/proc/${shell}/task/${shell}/children`, 'utf8');
  return Number(children.trim().split(' ')[0]);
}

const missing = spawnSync('tmux', ['-V']).error === undefined ? '' : ': tmux is not installed';

describe.skipIf(missing !== '')(`on a terminal${missing}`, () => {
  test('its keys show the screens, in either case, and Escape goes back', async () => {
    const { terminal } = await opened();

    for (const [key, shown] of [
      ['f', 'Features'],
      ['D', 'Upstream of'],
      ['h', 'Pending handoffs'],
      ['C', 'Config · overview'],
      ['m', 'Corrections'],
      ['G', 'This project'],
      ['a', 'Workers'],
      ['n', 'Ready to begin'],
      ['e', 'Events · all'],
      ['t', 'Tasks · open'],
      ['l', 'Milestones'],
      ['r', 'Principles'],
      ['?', 'take the handoff, after a question'],
    ] as const) {
      await terminal.type(key);
      await terminal.shows(shown);
    }
    await terminal.type('Escape');
    await terminal.shows(DASHBOARD);
  });

  test('the palette finds a screen by a part of its name', async () => {
    const { terminal } = await opened();

    await terminal.type('C-p', 'm', 'e', 'm');
    await terminal.shows('Go to: mem');
    await terminal.type('Enter');

    await terminal.shows('· memory');
  });

  test('what another process changes appears by itself', async () => {
    const { project, terminal } = await opened();

    await project.run(['feature', 'update', 'auth-db', '--mission', project.mission, '--status', 'review']);

    await terminal.shows(/REVIEW\s+auth-db/);
  });

  test('a feature is moved by its menu, after a question, and its file says so', async () => {
    const { project, terminal } = await opened();
    await terminal.type('f', 'Enter');
    await terminal.shows('Focus: auth-db');
    await terminal.type('Enter');
    await terminal.shows('auth-db: in-progress');
    await terminal.type('Enter');
    await terminal.shows('Change auth-db from in-progress to review?');
    expect(await feature(project, 'auth-db')).toMatchObject({ status: 'in-progress' });

    await terminal.type('Enter');

    await terminal.shows('auth-db is review now.');
    expect(await feature(project, 'auth-db')).toMatchObject({ status: 'review' });

    await terminal.type('Enter', 'Enter', 'j', 'Enter');
    await terminal.shows('Change auth-db from review to blocked?');
    await terminal.type('Enter');
    await terminal.shows('auth-db is blocked now.');
  });

  test('a move that somebody else was faster with is refused with a sentence', async () => {
    const { project, terminal } = await opened();
    await terminal.type('f', 'Enter', 'Enter', 'Enter');
    await terminal.shows('Change auth-db from in-progress to review?');
    for (const status of ['review', 'pending']) {
      await project.json(['feature', 'update', 'auth-db', '--mission', project.mission, '--status', status]);
    }

    await terminal.type('Enter');

    await terminal.shows('Feature auth-db is pending now and no longer in-progress.');
    await terminal.shows('Nothing was changed.');
    expect(await feature(project, 'auth-db')).toMatchObject({ status: 'pending' });
  });

  test('a question that is answered with Escape changes nothing', async () => {
    const { project, terminal } = await opened();
    await terminal.type('n', 'Enter');
    await terminal.shows('Hand auth-api to codex?');

    await terminal.type('Escape');
    await until('the question to be gone', async () => !(await terminal.text()).includes('Hand auth-api'));

    expect(await feature(project, 'auth-api')).toMatchObject({ status: 'pending' });
  });

  test('dispatch writes the prompt and assigns the feature', async () => {
    const { project, terminal } = await opened();
    await terminal.type('n', 'Enter');
    await terminal.shows('Hand auth-api to codex?');

    await terminal.type('Enter');

    await terminal.shows('auth-api is assigned to codex now.');
    const prompt = join(project.folder, '.maestro', 'missions', project.mission, 'workers', 'auth-api', 'prompt.md');
    expect(await readFile(prompt, 'utf8')).toContain('Answer the challenge');
    expect(await feature(project, 'auth-api')).toMatchObject({ status: 'assigned' });
  });

  test('a handoff is shown decoded, and taken after a question', async () => {
    const { project, terminal } = await opened();
    await terminal.type('h');
    await terminal.shows('next action: answer_the_challenge');
    await terminal.type('Enter');
    await terminal.shows(/Take the handoff \S+ as ada\?/);

    await terminal.type('Enter');

    await terminal.shows('ada has the handoff');
    const taken = await project.json<{ pickedUpBy?: string }[]>(['handoff', 'list', '--status', 'picked-up']);
    expect(taken).toMatchObject([{ pickedUpBy: 'ada' }]);
  });

  test('replies are taken over on a key of their own and never by looking', async () => {
    const { project, terminal } = await opened();
    const outcome = ['--outcome', 'kicked-back', '--note', 'once more'];
    await project.json(['feature', 'update', 'auth-db', '--mission', project.mission, '--status', 'review']);
    await project.json(['reply', 'write', 'auth-db', '--mission', project.mission, ...outcome]);
    await terminal.type('r');
    await terminal.shows('open  auth-db kicked-back');
    expect(await feature(project, 'auth-db')).toMatchObject({ status: 'review' });

    await terminal.type('i');
    await terminal.shows('Take over these replies');
    await terminal.type('Enter');

    await terminal.shows('1 of 1 replies were taken over.');
    expect(await feature(project, 'auth-db')).toMatchObject({ status: 'pending' });
  });

  test('a key of the configuration is changed in its file, and comments stay', async () => {
    const { project, terminal } = await opened();
    const path = join(project.folder, '.maestro', 'config.yaml');
    await writeFile(path, '# ours\nmemory:\n  enabled: true # keep\n');
    await terminal.type('c', '/', 'memory.enabled', 'Enter');
    await terminal.shows('> P memory.enabled: on');
    await terminal.type('Enter');
    await terminal.shows('← on →');
    await terminal.type('Right', 'p');
    await terminal.shows('enabled: false # keep');

    await terminal.type('Enter');

    await terminal.shows('memory.enabled of this project is off now.');
    expect(await readFile(path, 'utf8')).toBe('# ours\nmemory:\n  enabled: false # keep\n');
  });

  test('a damaged file is named, and the others are shown', async () => {
    const { project, terminal } = await opened();
    const path = join(project.folder, '.maestro', 'missions', project.mission, 'features', 'auth-ui.json');

    await writeFile(path, '{');

    await terminal.shows(/auth-ui\.json/);
    await terminal.shows(/OPEN\s+auth-e2e/);
  });

  test('a terminal of another size gets a frame of that size and nothing else', async () => {
    const { terminal } = await opened();

    for (const [width, height] of [
      [40, 20],
      [180, 50],
      [80, 24],
      [250, 80],
    ] as const) {
      await terminal.resize(width, height);
      await until(`a frame of ${width}x${height}`, async () => {
        const problems = checkFrame((await terminal.text()).trimEnd(), { width, height });
        if (problems.length > 0) throw new Error(problems.join(' '));
        return true;
      });
    }
    await terminal.resize(30, 10);
    await terminal.shows('This terminal has 30x10.');
  });

  test('answers of the terminal about itself are no keys, also in parts', async () => {
    const { terminal } = await opened();

    await terminal.send('\u001b[?62;c\u001b[>0;276;0c\u001b]11;rgb:ffff/ffff/ffff\u001b\\');
    await terminal.send('\u001bP>|XTerm(370)\u001b\\\u001b[?1u\u001b[12;40R\u001b[I\u001b[O');
    await terminal.send('\u001b]10;rgb:cccc/');
    await terminal.send('cccc/cccc\u0007');
    await terminal.type('Down');
    await terminal.shows(/> OPEN\s+auth-api/);

    expect(await terminal.text()).toContain(DASHBOARD);
  });

  test.each(['q', 'C-c', 'C-t'])('%s leaves, and the terminal is as it was', async (key) => {
    const { terminal } = await opened();

    await terminal.type(key);

    await terminal.shows('ended 0');
    await restored(terminal);
  });

  test('a program that is ended from outside gives the terminal back', async () => {
    const { terminal } = await opened();

    process.kill(await programOf(terminal), 'SIGTERM');

    await terminal.shows('ended 143');
    await restored(terminal);
  });

  test('a program that fails gives the terminal back and says why', async () => {
    const crash = `--import=data:text/javascript,${encodeURIComponent("process.on('SIGUSR2',()=>{throw new Error('boom')})")}`;
    const { terminal } = await opened({ env: { NODE_OPTIONS: crash } });

    process.kill(await programOf(terminal), 'SIGUSR2');

    await terminal.shows('boom');
    await terminal.shows('ended 1');
    await restored(terminal);
  });

  test('without colours the chosen row is still marked, and nothing is painted', async () => {
    const { terminal } = await opened({ env: { NO_COLOR: '1' } });

    await terminal.shows(/> OPEN\s+auth-db/);

    expect(await terminal.painted()).not.toContain('\u001b[');
  });

  test('without a mission it shows what to do next, and a screen that needs one says so', async () => {
    const project = await stateProject();
    const terminal = await started(project);
    await terminal.shows('No mission yet');

    await terminal.type('l');
    await terminal.shows('timeline needs a mission');
    await project.json(['init']);

    await terminal.shows(/ok\s+project-config/);
  });

  test('a mission that is not there is said before the terminal is taken', async () => {
    const { folder, home } = await stateProject();
    const terminal = await screen(`${MAESTRO} mission-control --mission 2026-01-01-001`, {
      cwd: folder,
      env: { HOME: home },
    });

    await terminal.shows('There is no mission');
    await terminal.shows('ended 1');
  });
});

test('without a terminal at both ends it says what to use instead', async () => {
  const project = await stateProject();

  const { code, stderr } = await project.run(['mission-control']);

  expect(code).toBe(1);
  expect(stderr).toContain('needs a terminal');
  expect(stderr).toContain('--preview');
});
