import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { listContainers } from '../../electron/engine/containers/list.ts';
import { Taking } from '../../electron/engine/containers/taking.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { claudeFile } from '../support/credentials.ts';
import type { TestEngine } from '../support/docker.ts';
import { fileOf, writeInside } from '../support/inside.ts';
import { maestro } from '../support/maestro.ts';
import { crash, program } from '../support/program.ts';
import { gitProject, writeFiles } from '../support/project.ts';
import { until } from '../support/until.ts';

const HOUR = 3_600_000;
const [LONG, SHORT] = [147.25, 5];
const docker = new DockerClient();

let engine: TestEngine;
let fresh: Container;
let old: Container;
let host: string;

/** Two containers for all: each test says first what lies where. */
beforeAll(async () => {
  engine = await containerEngine({ credentials: { mode: 'sync' } });
  host = join(engine.user.paths.home, '.claude/.credentials.json');
  const project = await gitProject();
  [fresh, old] = (await Promise.all(
    ['feat/oauth', 'fix/api-bug'].map((branch) =>
      engine.client.containers.create(newContainer({ project, agent: 'claude', task: 'Say hello.', branch })),
    ),
  )) as [Container, Container];
});

/** A sign-in that ends in so many hours. */
function token(hours: number, accessToken: string): string {
  return claudeFile(Date.now() + hours * HOUR, { accessToken, refreshToken: `renews-${accessToken}` });
}

interface Places {
  readonly host: string;
  readonly fresh: string;
  readonly old: string;
}

async function put({ host: own, fresh: inFresh, old: inOld }: Places): Promise<void> {
  await writeFiles('/', { [host]: own });
  await writeInside(fresh.dockerId, { path: fileOf('claude'), content: inFresh });
  await writeInside(old.dockerId, { path: fileOf('claude'), content: inOld });
}

beforeEach(() => put({ host: token(-2.8, 'of-host'), fresh: token(LONG, 'of-fresh'), old: token(-2.8, 'of-old') }));

async function tokenIn({ dockerId }: Container): Promise<unknown> {
  const file = await docker.readFile(dockerId, fileOf('claude'), 100_000);
  return JSON.parse(file?.bytes?.toString() ?? 'null');
}

async function tokenHere(): Promise<unknown> {
  return JSON.parse(await readFile(host, 'utf8'));
}

function refresh(...flags: string[]) {
  return maestro(['refresh-tokens', ...flags], { env: { HOME: engine.user.home } });
}

test('the freshest token reaches host and containers, in the guide’s words', async () => {
  const { code, stdout } = await refresh();

  expect(stdout).toContain(`Scanning for credentials...
  ✓ Host: EXPIRED 2.8h ago
`);
  expect(stdout).toContain(`  ✓ ${old.shortName}: EXPIRED 2.8h ago\n`);
  expect(stdout).toMatch(new RegExp(`  ✓ ${fresh.shortName}: Valid for 147\\.\\dh\n`));
  expect(stdout).toMatch(
    new RegExp(`✓ Found fresh token in ${fresh.shortName}\n  Expires: .*\n  Status: Valid for 147\\.\\dh\n`),
  );
  expect(stdout).toContain(`Syncing credentials...
  ✓ Synced to host
  ✓ Synced to ${old.shortName}

✅ Refresh complete! Synced to 2 location(s).
`);
  expect(stdout).not.toContain('of-fresh');
  expect(code).toBe(0);
  expect(await tokenHere()).toMatchObject({
    claudeAiOauth: { accessToken: 'of-fresh', refreshToken: 'renews-of-fresh' },
  });
  expect((await stat(host)).mode & 0o777).toBe(0o600);
  expect(await tokenIn(old)).toMatchObject({ claudeAiOauth: { accessToken: 'of-fresh', refreshToken: '' } });
  expect(await tokenIn(fresh)).toMatchObject({ claudeAiOauth: { refreshToken: 'renews-of-fresh' } });
});

test.each([
  ['older', token(SHORT, 'worse')],
  ['ended', token(-1, 'worse')],
  ['signed out', '{"claudeAiOauth":{"accessToken":"","refreshToken":"","expiresAt":99999999999999}}'],
  ['torn', '{"claudeAiOauth":{"accessToken":"worse"'],
  ['of no form', '{"claudeAiOauth":{"accessToken":["worse"],"expiresAt":99999999999999}}'],
])('what is %s in a container replaces nothing, and is replaced', async (_, worse) => {
  await put({ host: token(LONG, 'of-host'), fresh: worse, old: worse });

  const { stdout } = await refresh('--json');

  expect(JSON.parse(stdout)).toMatchObject([
    { agent: 'claude', places: [{ container: null, outcome: 'source' }, {}, {}] },
  ]);
  expect(await tokenHere()).toMatchObject({ claudeAiOauth: { accessToken: 'of-host' } });
  expect(await tokenIn(fresh)).toMatchObject({ claudeAiOauth: { accessToken: 'of-host' } });
});

test('when all are expired it says so, place by place, and what to do; nothing is written', async () => {
  await put({ host: token(-1, 'a'), fresh: token(-2, 'b'), old: '{}' });

  const { code, stderr } = await refresh();

  expect(code).toBe(1);
  expect(stderr).toContain('All tokens are expired. (SIGN_IN_NEEDED)');
  expect(stderr).toContain('Host: EXPIRED 1.0h ago');
  expect(stderr).toContain(`${old.shortName}: NO AUTH`);
  expect(stderr).toContain('maestro auth');
  expect(await tokenIn(old)).toEqual({});
});

test('several processes at once, one of them killed, leave whole files and the freshest token', async () => {
  const refreshing = await program(`
    import { createEngine } from './engine/engine.ts';
    import { userPaths } from './engine/disk/paths.ts';
    const engine = createEngine({ paths: userPaths(process.argv[2]) });
    console.log('started');
    for (let round = 0; round < 5; round++) await engine.client.credentials.refresh();
    await engine.close();
  `);
  const doomed = refreshing.start(engine.user.home);
  await new Promise((resolve) => doomed.stdout?.once('data', resolve));
  const others = [refreshing.run(engine.user.home), refreshing.run(engine.user.home)];
  await until('the first to be at work', async () => (await readFile(host, 'utf8')).includes('of-fresh'));
  await crash(doomed);
  await put({ host: token(-2.8, 'of-host'), fresh: token(LONG + 1, 'freshest'), old: token(-2.8, 'of-old') });
  await Promise.all(others);
  expect((await refresh()).code).toBe(0);

  expect(await tokenHere()).toMatchObject({ claudeAiOauth: { accessToken: 'freshest' } });
  expect(await tokenIn(old)).toMatchObject({ claudeAiOauth: { accessToken: 'freshest' } });
  expect(await inside(old, 'ls -A ~/.claude | grep -c credentials')).toBe('1');
});

test('a renewed token that a container reports is taken by itself, once the host’s own ends soon', async () => {
  const taking = new Taking(engine.context);
  const look = async (): Promise<void> => {
    taking.look(await listContainers(engine.context));
    await taking.end();
  };
  await put({ host: token(LONG - 1, 'of-host'), fresh: token(LONG, 'of-fresh'), old: token(-1, 'of-old') });
  await inside(fresh, '/usr/local/lib/maestro/tell credential');
  await until('its report', async () => {
    const { credential } = await engine.client.containers.start({ name: fresh.name });
    return Date.parse(credential?.expiresAt ?? '') > Date.now() + (LONG - 0.5) * HOUR;
  });
  await look();
  expect(await tokenHere()).toMatchObject({ claudeAiOauth: { accessToken: 'of-host' } });

  await writeFiles('/', { [host]: token(SHORT, 'of-host') });
  await look();
  expect(await tokenHere()).toMatchObject({ claudeAiOauth: { accessToken: 'of-fresh' } });
  expect(await tokenIn(old)).toMatchObject({ claudeAiOauth: { accessToken: 'of-fresh' } });
});
