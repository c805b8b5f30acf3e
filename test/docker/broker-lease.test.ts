import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Provider } from '../../electron/contract/credentials.ts';
import { setConfig } from '../../electron/engine/config/config.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { putFiles } from '../../electron/engine/docker/files.ts';
import { handCredentials } from '../../electron/engine/gateway/credentials.ts';
import { tellForbidden } from '../../electron/engine/gateway/never.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { claudeFile } from '../support/credentials.ts';
import type { TestEngine } from '../support/docker.ts';
import { execute } from '../support/execute.ts';
import { docker } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { fileOf, writeInside } from '../support/inside.ts';
import { maestro } from '../support/maestro.ts';
import { trustWorld } from '../support/opened.ts';
import { gitProject, whenDone, writeFiles } from '../support/project.ts';
import { PATIENCE_MS, until } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

const HOUR = 3_600_000;
const HELD = '/run/maestro-memory/credentials/held';

let engine: TestEngine;
let container: Container;
/** Made while nobody was signed in. */
let early: Container;
let host: string;

/** One container for all, in which Claude Code does nothing: each test says first what this machine has. */
beforeAll(async () => {
  engine = await containerEngine();
  host = join(engine.user.paths.home, '.claude/.credentials.json');
  const project = await gitProject();
  early = await engine.client.containers.create(newContainer({ project, agent: 'claude', task: 'Say hello first.' }));
  await onHost('sk-ant-oat01-first', 5);
  container = await engine.client.containers.create(newContainer({ project, agent: 'claude', task: 'Say hello.' }));
});

async function onHost(accessToken: string, hours: number): Promise<void> {
  const content = claudeFile(Date.now() + hours * HOUR, { accessToken, refreshToken: `renews-${accessToken}` });
  await writeFiles('/', { [host]: content });
}

interface Inside {
  readonly claudeAiOauth: { readonly accessToken: string; readonly refreshToken: string; readonly expiresAt: number };
}

async function placeholder({ dockerId } = container): Promise<Inside['claudeAiOauth']> {
  const file = await docker.readFile(dockerId, fileOf('claude'), 10_000);
  return (JSON.parse(file?.bytes?.toString() ?? '{}') as Inside).claudeAiOauth;
}

/** What its gateway holds, in the proxy's own words. */
async function held({ name } = container): Promise<string> {
  return (await execute(`${name}-gw`, ['cat', HELD], { user: 'haproxy' })).output.trim();
}

function refresh(...flags: string[]) {
  return maestro(['refresh-tokens', ...flags], { env: { HOME: engine.user.home } });
}

test('a new container has a placeholder that lasts and cannot be renewed, and its gateway the token', async () => {
  const own = await placeholder();

  expect(own.accessToken).toMatch(/^sk-ant-oat01-maestro-placeholder-[\w-]{32,}$/);
  expect(own).toMatchObject({ refreshToken: '', expiresAt: Date.UTC(2099, 0, 1) });
  expect(await held()).toBe(`api.anthropic.com bearer ${own.accessToken} sk-ant-oat01-first`);
  const opened = await docker.readFile(`${container.name}-gw`, '/etc/maestro-gateway/opened', 10_000);
  expect(opened?.bytes?.toString()).toBe('api.anthropic.com\n');
});

test('its mode stands at it in words, and what is told of its sign-in is the host’s', async () => {
  const { stdout } = await maestro(['list', '--json'], { env: { HOME: engine.user.home } });
  const [listed] = JSON.parse(stdout) as Container[];

  expect(listed?.credentialMode?.mode).toBe('broker');
  expect(listed?.credentialMode?.words).toContain('No secret is in');
  expect((await docker.inspect(container.dockerId)).Config.Labels['maestro.credential-mode']).toBe('broker');
  await until('its report', async () => {
    const { credential } = await engine.client.containers.start({ name: container.name });
    return Date.parse(credential?.expiresAt ?? '') < Date.now() + 6 * HOUR;
  });
});

test('a renewed token reaches the gateway alone, by one command', async () => {
  const before = await placeholder();
  await onHost('sk-ant-oat01-renewed', 8);

  const { stdout } = await refresh();

  expect(stdout).toContain(`✓ Synced to ${container.shortName}`);
  expect(stdout).toContain('Found fresh token on the host');
  expect(await held()).toMatch(/ sk-ant-oat01-renewed$/);
  expect(await placeholder()).toEqual(before);
  expect((await refresh()).stdout).toContain(`✓ ${container.shortName} has it already`);
});

test('nothing of the container is taken for a sign-in: neither its placeholder nor what it writes there', async () => {
  await onHost('sk-ant-oat01-short', -1);
  const before = await placeholder();
  const forged = claudeFile(Date.now() + 1000 * HOUR, { accessToken: 'forged' });
  for (const content of [JSON.stringify({ claudeAiOauth: { ...before, scopes: [] } }), forged]) {
    await writeInside(container.dockerId, { path: fileOf('claude'), content });
    expect((await refresh()).code).toBe(1);
  }
  await writeFiles('/', { [host]: JSON.stringify({ claudeAiOauth: before }) });
  expect(await engine.client.credentials.here({ agent: 'claude' })).toMatchObject({ state: 'invalid' });

  await onHost('sk-ant-oat01-back', 5);
  await inside(container, `rm ${fileOf('claude')}`);
  await engine.client.containers.start({ name: container.name });
  expect(await placeholder()).toEqual(before);
  expect(await held()).toMatch(/ sk-ant-oat01-back$/);
});

test('what a gateway loses with a restart, or this machine renews, is handed in again by whoever watches', async () => {
  const other = createEngine({ paths: engine.user.paths, docker });
  whenDone(() => other.close());
  other.watch();

  await docker.restart(`${container.name}-gw`, { graceSeconds: 1 });
  await until('the token', async () => (await held()).endsWith('sk-ant-oat01-back'));
  await onHost('sk-ant-oat01-watched', 9);
  await until('the renewed one', async () => (await held()).endsWith('sk-ant-oat01-watched'));
  await other.close();
});

test('who signs in later is signed in in running containers too: those get a placeholder, their gateways the token', async () => {
  const token = 'sk-ant-oat01-signed-in-later';
  const { stdout, code } = await maestro(['auth', '--token'], { env: { HOME: engine.user.home }, input: `${token}\n` });

  expect([code, stdout]).toEqual([0, expect.stringContaining(`Synced to ${early.shortName}`)]);
  const own = await placeholder(early);
  expect(own.accessToken).toContain('maestro-placeholder-');
  expect(await held(early)).toBe(`api.anthropic.com bearer ${own.accessToken} ${token}`);
  expect(await held()).toMatch(new RegExp(` ${token}$`));
});

const run = async (...args: string[]): Promise<{ stdout: string; code: number | null }> =>
  maestro(args, { env: { HOME: engine.user.home } });

test('what is taken back is held by no gateway, through every start, until it is lent again', async () => {
  const [own, secret] = [await placeholder(), (await held()).split(' ').at(-1)];
  const { stdout, code } = await run('revoke', container.shortName);
  expect([code, stdout]).toEqual([0, expect.stringMatching(new RegExp(`${container.shortName}: taken back 20`))]);
  expect(await held()).toBe(`api.anthropic.com bearer ${own.accessToken} -`);

  await refresh();
  await engine.client.containers.start({ name: container.name });
  expect(await held()).toMatch(/ -$/);
  expect((await run('list')).stdout).toContain(`was taken back. maestro revoke ${container.name} --again`);
  const listed = JSON.parse((await run('credentials', '--json')).stdout) as Provider[];
  const states = listed[0]?.leases.map((lease) => [lease.container, lease.state]);
  expect(Object.fromEntries(states ?? [])).toEqual({ [container.name]: 'ended', [early.name]: 'lent' });

  expect((await run('revoke', '--agent', 'claude', '--again')).stdout).toContain(`${container.shortName}: held by`);
  expect(await held()).toBe(`api.anthropic.com bearer ${own.accessToken} ${secret ?? ''}`);
});

test('all sign-ins are shown with who renews them and which containers have them', async () => {
  const { stdout } = await run('credentials');

  expect(stdout).toMatch(/^claude +Valid for \d+\.\dh +you: maestro auth +broker$/m);
  expect(stdout).toMatch(new RegExp(`^${container.shortName} +claude +api\\.anthropic\\.com +held by its ga`, 'm'));
});

test('a start after a stop hands it in, to a gateway that held nothing', async () => {
  await engine.client.containers.stop({ name: container.name });
  await engine.client.containers.start({ name: container.name });

  expect(await held()).toContain((await placeholder()).accessToken);
});

test('a gateway that holds nothing is told of, with the way out, until that is gone', async () => {
  await docker.restart(gateway(), { graceSeconds: 1 });
  const seen = async (): Promise<Container['credential'] | undefined> => {
    const listed = JSON.parse((await run('list', '--json')).stdout) as Container[];
    return listed.find(({ name }) => name === container.name)?.credential;
  };
  await until('its row', async () => (await seen())?.problem?.includes(`maestro start ${container.name}`));
  expect(await seen()).toMatchObject({ state: 'missing' });
  expect((await run('list')).stdout).toMatch(/✗ NO AUTH[^]*⚠ \S+: Its gateway holds no sign-in/);

  await engine.client.containers.start({ name: container.name });
  await until('its row without', async () => (await seen())?.state === 'ok');
  expect(await seen()).not.toHaveProperty('problem');
});

test('an agent that renews its sign-in itself has it, and says why', async () => {
  const gemini = { access_token: 'ya29.of-gemini', refresh_token: 'renews-gemini', expiry_date: Date.now() + HOUR };
  await writeFiles('/', { [join(engine.user.paths.home, '.gemini/oauth_creds.json')]: JSON.stringify(gemini) });
  const command = { project: await gitProject(), agent: 'gemini' as const, task: 'Say hello.' };
  const { mode, credential } = await decided(command);

  expect(mode).toBe('sync');
  expect(JSON.parse(credential?.content ?? '{}')).toEqual(gemini);
});

const gateway = (): string => `${container.name}-gw`;

describe('Claude Code itself', () => {
  const used = { host: 'model.test', header: 'bearer' } as const;
  let world: World;

  /** Its service is in a world of the test, which its gateway trusts. */
  beforeAll(async () => {
    world = await startWorld({ image: (await testImages()).agent });
    await setConfig(engine.context, ['firewall', 'upstream_dns'], world.address);
    await engine.client.network.addDomain({ name: container.name, domain: 'ANY model.test/*' });
    await engine.client.containers.stop({ name: container.name });
    await trustWorld(gateway(), world);
    await engine.client.containers.start({ name: container.name });
    await tellForbidden(engine.context, gateway(), { addresses: [], signal: AbortSignal.timeout(PATIENCE_MS) });
    await until('the world', async () =>
      (await inside(container, 'curl -sS https://model.test/a || true')).startsWith('GET'),
    );
  });

  const lendHere = async (secret: string): Promise<void> =>
    handCredentials(engine.context, gateway(), [{ ...used, placeholder: (await placeholder()).accessToken, secret }]);

  const turn = (): Promise<string> =>
    inside(container, 'cd /tmp && ANTHROPIC_BASE_URL=https://model.test claude -p "Say hello." 2>&1 </dev/null');

  const tokens = async (): Promise<unknown[]> => {
    const asked = (await world.seen()).filter(({ path }) => String(path).startsWith('/v1/messages'));
    return [...new Set(asked.map(({ headers }) => (headers as Record<string, string>)['authorization']))];
  };

  test('works a turn with the placeholder, while its token is renewed in the middle of it', async () => {
    await lendHere('sk-ant-oat01-of-the-turn');
    await execute(world.id, ['touch', '/tmp/wait'], { user: '0' });
    const said = turn();
    await until('its request', async () => (await tokens()).length > 0);
    await lendHere('sk-ant-oat01-of-the-next-turn');
    await execute(world.id, ['rm', '/tmp/wait'], { user: '0' });

    expect(await said).toContain('Hello from the model.');
    expect(await tokens()).toContain('Bearer sk-ant-oat01-of-the-turn');
    expect(await turn()).toContain('Hello from the model.');
    expect(await tokens()).toContain('Bearer sk-ant-oat01-of-the-next-turn');
    expect(JSON.stringify(await tokens())).not.toContain('placeholder');
  });

  test('works a turn with an API key, of which its container has a placeholder in the place where it looks', async () => {
    const env = { HOME: engine.user.home };
    const key = 'sk-ant-api03-of-its-user-0123456789';
    expect(await maestro(['auth', '--api-key'], { env, input: key })).toMatchObject({ code: 0 });
    const { apiKey } = JSON.parse(await inside(container, `cat ${fileOf('claude')}`)) as { apiKey: string };
    expect(apiKey).toMatch(/^sk-ant-api03-maestro-placeholder-/);
    expect(await held()).toBe(`api.anthropic.com x-api-key ${apiKey} ${key}`);
    await until('its state', async () => (await inside(container, 'jq -r .primaryApiKey ~/.claude.json')) === apiKey);

    const binding = {
      host: 'model.test',
      header: 'x-api-key',
      placeholder: apiKey,
      secret: 'sk-ant-api03-swapped',
    } as const;
    await handCredentials(engine.context, gateway(), [binding]);
    expect(await turn()).toContain('Hello from the model.');
    const asked = (await world.seen()).filter(({ path }) => String(path).startsWith('/v1/messages'));
    const headers = asked.map((sight) => sight['headers'] as Record<string, string>);
    expect(headers.at(-1)).toMatchObject({ 'x-api-key': 'sk-ant-api03-swapped' });
    expect(headers.at(-1)).not.toHaveProperty('authorization');
  });

  test('leaves none of twenty secrets anywhere, while it works with one of them', async () => {
    const [mark, control] = [`canary${randomBytes(12).toString('hex')}`, `control${randomBytes(12).toString('hex')}`];
    await onHost(`sk-ant-oat01-${mark}-of-the-host`, 5);
    await engine.client.credentials.refresh();
    const own = await placeholder();
    const bindings = Array.from({ length: 20 }, (_, n) => ({
      ...used,
      host: n === 0 ? 'model.test' : `host-${n}.test`,
      placeholder: n === 0 ? own.accessToken : `maestro-placeholder-of-another-${n}`,
      secret: `sk-ant-oat01-${mark}-${n}`,
    }));
    await handCredentials(engine.context, gateway(), bindings);
    await execute(world.id, ['touch', '/tmp/wait'], { user: '0' });
    const said = turn();
    await until('its request', async () => JSON.stringify(await tokens()).includes(`${mark}-0`));
    const planted = inside(container, `echo ${control} >/tmp/control; X=${control} sleep 1000`);

    expect(await searched(mark, control)).toEqual([[], ['disk', 'environment', 'memory']]);
    expect(await toldOutside(mark)).toEqual([]);
    expect(await toldOutside(own.accessToken)).toEqual([`containers/${container.name}/lease`]);
    expect(await toldOutside(container.name)).toEqual(expect.arrayContaining(['inspect', 'snapshot', 'list']));
    await execute(world.id, ['rm', '/tmp/wait'], { user: '0' });
    expect(await said).toContain('Hello from the model.');
    await inside(container, 'pkill sleep');
    await planted;
  });

  /** Where in the agent's container each of these is, for a root beside its processes who may trace them. */
  const searched = async (...texts: string[]): Promise<unknown> => {
    const content = await readFile(resolve(import.meta.dirname, '../support/search.py'));
    const files = [{ path: '/opt/search.py', content, mode: 0o444, owner: 'root' as const }];
    // What it looks for is in its own arguments.
    const backwards = texts.map((text) => Buffer.from(text).reverse().toString());
    const id = await docker.create({
      Image: (await testImages()).agent,
      User: '0',
      Entrypoint: ['python3', '/opt/search.py', ...backwards],
      Cmd: [],
      HostConfig: {
        PidMode: `container:${container.dockerId}`,
        CapAdd: ['SYS_PTRACE', 'DAC_READ_SEARCH'],
        NetworkMode: 'none',
      },
    });
    whenDone(() => docker.remove(id));
    await putFiles(docker, id, { files, signal: AbortSignal.timeout(PATIENCE_MS) });
    await docker.start(id);
    await until('its end', async () => !(await docker.inspect(id)).State.Running);
    const said = await docker.lastOutput(id, 50);
    return JSON.parse(/^\[\[.*$/m.exec(said)?.[0] ?? JSON.stringify(said));
  };

  /** Where this machine, its Docker, Maestro's commands, its state and its files tell of a text. */
  const toldOutside = async (text: string): Promise<string[]> => {
    const both = [container.name, gateway()];
    const commands = [['list'], ['credentials'], ['doctor'], ['egress', container.name], ['domains', container.name]];
    const told = commands.map(async (command) => [command[0], (await run(...command, '--json')).stdout] as const);
    const places = [
      ['ps', (await promisify(execFile)('ps', ['axeww'], { maxBuffer: 64 * 1024 * 1024 })).stdout],
      ['inspect', JSON.stringify(await Promise.all(both.map((id) => docker.inspect(id))))],
      ['logs', (await Promise.all(both.map((id) => docker.lastOutput(id, 10_000)))).join('\n')],
      ['snapshot', JSON.stringify(engine.context.state.snapshot)],
      ...(await Promise.all(told)),
      ...(await filesOfUser()),
    ];
    return places.filter(([, said]) => said.includes(text)).map(([name = '']) => name);
  };

  /** Everything that Maestro keeps of its user, but for the sign-in itself: logs, locks, caches, what it knows of containers. */
  const filesOfUser = async () => {
    const { home } = engine.user.paths;
    const entries = await readdir(home, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const others = files.filter((file) => file !== host);
    return Promise.all(others.map(async (file) => [relative(home, file), await readFile(file, 'latin1')] as const));
  };
});

async function decided(wish: Parameters<typeof newContainer>[0]) {
  const { decideContainer } = await import('../../electron/engine/containers/decide.ts');
  return decideContainer(engine.context, newContainer(wish));
}
