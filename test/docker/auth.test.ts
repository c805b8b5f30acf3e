import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Provider, SignInStep } from '../../electron/contract/credentials.ts';
import { signInThere } from '../../electron/engine/terminals/sign-in-there.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { claudeFile } from '../support/credentials.ts';
import { type TestEngine, thingsOf } from '../support/docker.ts';
import { fileOf, writeInside } from '../support/inside.ts';
import { MAESTRO, maestro, program } from '../support/maestro.ts';
import { gitProject, writeFiles } from '../support/project.ts';
import { type Screen, screen } from '../support/screen.ts';
import { openTestTerminal, type TestTerminal } from '../support/terminals.ts';
import { until } from '../support/until.ts';

const HOUR = 3_600_000;
const OLD = claudeFile(Date.now() - HOUR, { accessToken: 'of-old' });
const FRESH = claudeFile(Date.now() + 147.25 * HOUR, { accessToken: 'of-fresh', refreshToken: 'renews-it' });
const LONG_LIVED = 'sk-test-oat01-long-lived-token';
const API_KEY = 'sk-proj-a-key-without-an-end';

let engine: TestEngine;
let running: Container;
let host: string;

beforeAll(async () => {
  engine = await containerEngine({ credentials: { mode: 'sync' } });
  host = join(engine.user.paths.home, '.claude/.credentials.json');
  const project = await gitProject();
  running = await engine.client.containers.create(newContainer({ project, agent: 'claude', task: 'Say hello.' }));
});

beforeEach(async () => {
  await writeFiles('/', { [host]: OLD });
  await writeInside(running.dockerId, { path: fileOf('claude'), content: OLD });
});

function onScreen(...args: string[]): Promise<Screen> {
  const env = { HOME: engine.user.home, PATH: process.env['PATH'] ?? '' };
  return screen([MAESTRO, 'auth', ...args].join(' '), { cwd: engine.user.home, env });
}

/** What a sign-in has made and not removed. */
async function left(): Promise<string[]> {
  return (await thingsOf(engine.user)).filter((name) => name.includes('auth-'));
}

/** An agent that asks for a code, and signs in when it gets the right one. */
function scriptedArgs(): string {
  const write = 'mkdir -p ~/.claude; printf %s "$0" >~/.claude/.credentials.json';
  const script = `printf "Paste code > "; read -r code; [ "$code" = 42 ] || exit 3; ${write}`;
  return `-- sh -c '${script}' '${FRESH}'`;
}

test('who signs in on the terminal is signed in here and in running containers, and nothing is left behind', async () => {
  const terminal = await onScreen(scriptedArgs());
  await terminal.shows('Paste code >');
  expect(await readFile(host, 'utf8')).toBe(OLD);
  expect(await left()).toHaveLength(3);
  await terminal.type('42', 'Enter');

  const shown = await terminal.shows('ended 0');
  expect(shown).toMatch(/Signed in: claude\. Valid for 147\.\dh/);
  expect(shown).toContain(`Synced to ${running.shortName}`);
  expect(await readFile(host, 'utf8')).toBe(FRESH);
  expect((await stat(host)).mode & 0o777).toBe(0o600);
  expect(await inside(running, `cat ${fileOf('claude')}`)).toContain('of-fresh');
  expect(await inside(running, `cat ${fileOf('claude')}`)).not.toContain('renews-it');
  expect(await left()).toEqual([]);
});

test('a sign-in that fails keeps what was there', async () => {
  const terminal = await onScreen(scriptedArgs());
  await terminal.shows('Paste code >');
  await terminal.type('41', 'Enter');

  await terminal.shows('(SIGN_IN_FAILED)');
  await terminal.shows('ended 1');
  expect(await readFile(host, 'utf8')).toBe(OLD);
  expect(await left()).toEqual([]);
});

test('Claude Code itself shows its address and asks for a code; an interrupt leaves everything as it was', async () => {
  const terminal = await onScreen('--no-sync');
  await terminal.shows(/https:\/\/claude\.com/);
  await terminal.shows('Paste code here');
  await terminal.type('C-c');

  await terminal.shows('ended 1');
  expect(await readFile(host, 'utf8')).toBe(OLD);
  expect(await left()).toEqual([]);
});

/** A sign-in on the page, up to where its terminal is open. */
async function onPage(): Promise<{ steps: AsyncGenerator<SignInStep, void, void>; terminal: TestTerminal }> {
  const script = `printf "Paste code > "; read -r code; [ "$code" = 42 ] || exit 3; mkdir -p ~/.claude; printf %s "$0" >${fileOf('claude')}`;
  const steps = signInThere(engine.context, { agent: 'claude', command: ['sh', '-c', script, FRESH] });
  expect((await steps.next()).value).toEqual({ state: 'starting' });
  const { value } = await steps.next();
  if (value?.state !== 'open') throw new Error(`It is not open: ${JSON.stringify(value)}`);
  const terminal = await openTestTerminal(engine.client, value.container);
  await terminal.shows('Paste code >');
  return { steps, terminal };
}

test('on the page the same is a stream: its terminal, then what was done; and what fails is its last word', async () => {
  const { steps, terminal } = await onPage();
  expect(await readFile(host, 'utf8')).toBe(OLD);
  await terminal.type('42\r');
  const { value } = await steps.next();
  const places = [
    { container: null, outcome: 'source' },
    { container: running.name, outcome: 'synced' },
  ];
  expect(value).toMatchObject({ state: 'done', refreshed: { places } });
  expect(await readFile(host, 'utf8')).toBe(FRESH);
  expect((await steps.next()).done).toBe(true);

  const wrong = await onPage();
  await wrong.terminal.type('41\r');
  expect((await wrong.steps.next()).value).toMatchObject({ state: 'failed', problem: { code: 'SIGN_IN_FAILED' } });
  await wrong.steps.next();
  expect(await left()).toEqual([]);
});

test('a page that goes away in the middle leaves no container behind, and everything as it was', async () => {
  const { steps } = await onPage();
  await steps.return();

  expect(await left()).toEqual([]);
  expect(await readFile(host, 'utf8')).toBe(OLD);
});

test.each(['TERM', 'KILL'])('ended by SIG%s it leaves no container behind', async (signal) => {
  const terminal = await onScreen(scriptedArgs());
  await terminal.shows('Paste code >');
  const home = engine.user.home;
  const pid = (await terminal.state('pane_pid')).trim();
  const { stdout } = await program('ps', ['-o', 'pid=', '--ppid', pid]);
  process.kill(Number(stdout.trim()), `SIG${signal}`);

  await until('the containers to be gone', async () => (await left()).every((name) => name.endsWith('-net')));
  // A network does not go by itself; whoever cleans up takes it once the dead are known as such.
  await until('the rest to be gone', async () => {
    if (signal === 'KILL') await maestro(['cleanup', '--force'], { env: { HOME: home } });
    return (await left()).length === 0;
  });
  expect(await readFile(host, 'utf8')).toBe(OLD);
});

test('a long-lived token comes from standard input, lasts for a year and is never shown', async () => {
  const { code, stdout, stderr } = await maestro(['auth', '--token'], {
    env: { HOME: engine.user.home },
    input: `${LONG_LIVED}\n`,
  });

  expect(code).toBe(0);
  expect(stdout).toMatch(/Valid for 87(59|60)\.\dh/);
  expect(stdout + stderr).not.toContain(LONG_LIVED);
  expect(await readFile(host, 'utf8')).toContain(LONG_LIVED);
  expect(await inside(running, `cat ${fileOf('claude')}`)).toContain(LONG_LIVED);
});

test.each([
  ['claude', '.claude/.credentials.json'],
  ['codex', '.codex/auth.json'],
  ['gemini', '.gemini/oauth_creds.json'],
  ['opencode', '.local/share/opencode/auth.json'],
  ['droid', '.factory/api-key.json'],
])('an API key of %s is kept for its user’s eyes alone, and has no end', async (agent, file) => {
  const env = { HOME: engine.user.home };
  const { code, stdout } = await maestro(['auth', '-a', agent, '--api-key'], { env, input: `${API_KEY}\n` });
  const kept = join(engine.user.paths.home, file);

  expect([code, stdout]).toEqual([0, expect.stringContaining(`✓ Signed in: ${agent}. Valid`)]);
  expect(stdout).not.toContain(API_KEY);
  expect([await readFile(kept, 'utf8'), (await stat(kept)).mode & 0o777]).toEqual([
    expect.stringContaining(API_KEY),
    0o600,
  ]);
  const listed = JSON.parse((await maestro(['credentials', '--json'], { env })).stdout) as Provider[];
  const found = listed.find((provider) => provider.agent === agent);
  expect(found).toMatchObject({ state: 'ok', expiresAt: null, renewedBy: 'nobody' });
});

test('an agent whose own sign-in cannot be handed on asks for a key on the terminal, and takes nothing else for one', async () => {
  const terminal = await onScreen('--agent', 'droid');
  await terminal.shows('API key:');
  await terminal.type('short', 'Enter');
  await terminal.shows('That is no API key');
  await terminal.type('fk-a-key-of-somebody-without-an-end', 'Enter');

  const shown = await terminal.shows('ended 0');
  expect(shown).toContain('Signed in: droid. Valid');
  expect(shown).not.toContain('fk-a-key');
  expect(await readFile(join(engine.user.paths.home, '.factory/api-key.json'), 'utf8')).toContain('fk-a-key');
  expect(await left()).toEqual([]);
});

test('where the sign-in lies in the container, an API key does too, and its agent is told of it', async () => {
  const env = { HOME: engine.user.home };
  await maestro(['auth', '--api-key'], { env, input: API_KEY });

  expect(JSON.parse(await inside(running, `cat ${fileOf('claude')}`))).toEqual({ apiKey: API_KEY });
  await until('its state', async () => (await inside(running, 'jq -r .primaryApiKey ~/.claude.json')) === API_KEY);
  await until('its column', async () => / ✓ no end /.test((await maestro(['list'], { env })).stdout));
});

test('a secret of another kind, or none at all, is refused without being quoted', async () => {
  const env = { HOME: engine.user.home };
  const key = await maestro(['auth', '--token'], { env, input: 'sk-ant-api03-taken-for-a-token' });
  expect(key).toMatchObject({ code: 1, stderr: expect.stringContaining('maestro auth --api-key') as string });
  expect(key.stderr).not.toContain('taken-for');

  const refused = await maestro(['auth', '--token'], { env, input: 'two words of secret' });
  expect(refused).toMatchObject({ code: 1, stderr: expect.not.stringContaining('of secret') as string });
  expect(await readFile(host, 'utf8')).toBe(OLD);
});

test('without a terminal it says so at once', async () => {
  expect(await maestro(['auth'], { env: { HOME: engine.user.home } })).toMatchObject({ code: 2 });
});
