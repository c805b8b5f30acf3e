import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { listContainers } from '../../electron/engine/containers/list.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import { claudeFile } from '../support/credentials.ts';
import { type TestEngine, thingsOf } from '../support/docker.ts';
import { fileOf, writeInside } from '../support/inside.ts';
import { type Ended, MAESTRO, maestro } from '../support/maestro.ts';
import { git, gitProject, writeFiles } from '../support/project.ts';
import { screen } from '../support/screen.ts';

const HOUR = 3_600_000;
const EXPIRED = claudeFile(Date.now() - 2.8 * HOUR);
const WARNING = `⚠️  WARNING: Authentication token is EXPIRED!
   Status: EXPIRED 2.8h ago
   Run ‘maestro auth’ or ‘maestro refresh-tokens’ to get a fresh token.
`;

let project: string;

beforeAll(async () => {
  project = await gitProject();
});

async function engineWith(content: string, mode = 'broker'): Promise<TestEngine> {
  const engine = await containerEngine({ credentials: { mode } });
  await writeFiles('/', { [join(engine.user.paths.home, '.claude/.credentials.json')]: content });
  return engine;
}

function create({ user }: TestEngine, ...flags: string[]): Promise<Ended> {
  return maestro(['new', 'Say hello.', '-n', ...flags], { cwd: project, env: { HOME: user.home } });
}

test('with an expired token and nobody to ask nothing is made, and the flag for scripts is told', async () => {
  const engine = await engineWith(EXPIRED);

  const { code, stderr } = await create(engine);

  expect(code).toBe(1);
  expect(stderr).toContain(WARNING);
  expect(stderr).toContain('(SIGN_IN_NEEDED)');
  expect(stderr).toContain('--allow-expired');
  expect(await thingsOf(engine.user)).toEqual([]);
});

test('on a terminal it asks, and Enter makes nothing', async () => {
  const engine = await engineWith(EXPIRED);
  const env = { HOME: engine.user.home, PATH: process.env['PATH'] ?? '' };
  const terminal = await screen(`${MAESTRO} new 'Say hello.'`, { cwd: project, env });

  await terminal.shows('Continue creating container with expired token? [y/N]');
  await terminal.type('Enter');

  await terminal.shows('ended 1');
  expect(await thingsOf(engine.user)).toEqual([]);
});

test('with the flag it goes on, and a fresher token of a running container is taken without a question', async () => {
  const engine = await engineWith(EXPIRED, 'sync');
  expect(await create(engine, '--allow-expired', '-b', 'feat/expired')).toMatchObject({ code: 0 });
  const other = await engine.client.containers.create(newContainer({ project, agent: 'claude', task: 'Say hello.' }));
  await writeInside(other.dockerId, { path: fileOf('claude'), content: claudeFile(Date.now() + 100 * HOUR) });

  const { code, stderr } = await create(engine, '-b', 'feat/fresh');

  expect(stderr).not.toContain('WARNING');
  expect(code).toBe(0);
});

test('without any token and nobody to ask it warns and goes on, and a custom agent needs none', async () => {
  const engine = await containerEngine();

  expect((await create(engine, '-b', 'feat/none')).stderr).toContain('Authentication token is MISSING!');
  const custom = await create(engine, '-b', 'feat/own', '--agent', 'custom', '--', 'sleep', 'infinity');
  expect(custom).toMatchObject({ code: 0, stderr: expect.not.stringContaining('WARNING') as string });
});

test('on a terminal it asks once whether a host that only a remote of the project names may be reached', async () => {
  const engine = await containerEngine();
  const own = await gitProject();
  await git(own, 'remote', 'add', 'origin', 'https://forge.example.test/acme/shop.git');
  const question = 'A remote of this project is on forge.example.test. May the agent reach it? [y/N]';
  const env = { HOME: engine.user.home, PATH: process.env['PATH'] ?? '' };
  const ask = (branch: string): ReturnType<typeof screen> =>
    screen(`${MAESTRO} new 'Do nothing' -n -b ${branch} -a custom -- sleep infinity`, { cwd: own, env });

  const first = await ask('feat/asked');
  await first.shows(question);
  await first.type('y');
  await first.type('Enter');
  await first.shows('ended 0');
  const second = await ask('feat/known');
  await second.shows('ended 0');

  expect(await second.text()).not.toContain('A remote of this project');
  const made = await listContainers(engine.context);
  const networks = await Promise.all(made.map(({ name }) => engine.client.network.get({ name })));
  expect(networks.map(({ allowed }) => allowed.some(({ domain }) => domain === 'forge.example.test'))).toEqual([
    true,
    true,
  ]);
});
