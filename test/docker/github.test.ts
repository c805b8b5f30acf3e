import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Provider } from '../../electron/contract/credentials.ts';
import { setConfig } from '../../electron/engine/config/config.ts';
import { tellForbidden } from '../../electron/engine/gateway/never.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { execute } from '../support/execute.ts';
import { docker } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { fileOf } from '../support/inside.ts';
import { MAESTRO, maestro } from '../support/maestro.ts';
import { trustWorld } from '../support/opened.ts';
import { gitProject, writeFiles } from '../support/project.ts';
import { screen } from '../support/screen.ts';
import { PATIENCE_MS, until } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

const TOKEN = 'gho_of_its_user_0123456789abcdefghij';

let engine: TestEngine;
let world: World;
let project: string;
let container: Container;
let hosts: string;

const hostsFile = (token: string): string =>
  `forge.test:\n    user: ada\n    oauth_token: ${token} # by gh\n    git_protocol: https\n`;

/** A forge of the test's own, and a container of a user who is signed in there and wants that. */
beforeAll(async () => {
  world = await startWorld({ image: (await testImages()).agent });
  engine = await containerEngine({
    github: { enabled: true, hostname: 'forge.test' },
    firewall: { upstream_dns: world.address },
  });
  hosts = join(engine.user.paths.home, 'gh/hosts.yml');
  await writeFiles('/', { [hosts]: hostsFile(TOKEN) });
  project = await gitProject();
  container = await engine.client.containers.create(newContainer({ project, branch: 'feat/forge' }));
  await engine.client.containers.stop({ name: container.name });
  await trustWorld(gateway(), world);
  await start();
}, PATIENCE_MS);

const gateway = (): string => `${container.name}-gw`;

async function start(): Promise<void> {
  await engine.client.containers.start({ name: container.name });
  await tellForbidden(engine.context, gateway(), { addresses: [], signal: AbortSignal.timeout(PATIENCE_MS) });
  await until('the world', async () =>
    (await inside(container, 'curl -sS https://forge.test/again || true')).startsWith('GET forge.test/again'),
  );
}

interface Hosts {
  readonly 'forge.test': { readonly oauth_token: string; readonly user: string };
}

async function placeholder(): Promise<string> {
  const file = await docker.readFile(container.dockerId, fileOf('github'), 10_000);
  return (JSON.parse(file?.bytes?.toString() ?? '{}') as Hosts)['forge.test'].oauth_token;
}

async function held(): Promise<string[]> {
  const { output } = await execute(gateway(), ['cat', '/run/maestro-memory/credentials/held'], { user: 'haproxy' });
  return output.trim().split('\n');
}

/** What reached the forge as its sign-in, in requests whose path begins so. */
async function arrived(path: string): Promise<string[]> {
  const asked = (await world.seen()).filter((sight) => String(sight['path']).startsWith(path) && 'https' in sight);
  return asked.map(({ headers }) => (headers as Record<string, string>)['authorization'] ?? 'none');
}

const basic = (token: string): string => `Basic ${Buffer.from(`ada:${token}`).toString('base64')}`;

test('a container has a placeholder where gh looks, and its gateway the token', async () => {
  const own = await placeholder();

  expect(own).toMatch(/^gho_maestro-placeholder-[\w-]{32,}$/);
  expect(await held()).toEqual(['basic', 'token', 'bearer'].map((form) => `forge.test ${form} ${own} ${TOKEN}`));
  expect(await inside(container, 'gh auth status --hostname forge.test 2>&1 || true')).toContain('forge.test');
});

test('gh is signed in, by its token that it never had', async () => {
  await inside(container, 'gh api --hostname forge.test user 2>&1 || true');

  expect(await arrived('/api/v3/user')).toEqual([`token ${TOKEN}`]);
});

test('git is signed in over HTTPS, also where a remote says SSH', async () => {
  const make =
    'git init -q --bare -b main /srv/git/private/shop.git && git -C /srv/git/private/shop.git config http.receivepack true';
  const made = await execute(world.id, ['bash', '-c', make], { user: '0' });
  expect(made).toMatchObject({ code: 0 });

  const work = 'git init -q /tmp/shop && cd /tmp/shop && git commit -q --allow-empty -m one';
  const push = 'git push -q ssh://git@forge.test/git/private/shop.git HEAD:refs/heads/main';
  expect(await inside(container, `${work} && ${push} && echo pushed`)).toBe('pushed');
  const fetch = 'git ls-remote https://forge.test/git/private/shop.git main';
  expect(await inside(container, fetch)).toContain('refs/heads/main');
  expect((await arrived('/git/private/')).filter((value) => value !== 'none')).toContain(basic(TOKEN));
  expect(await arrived('/git/private/')).not.toContain(basic(await placeholder()));
});

test('the token is nowhere in the container: only its placeholder', async () => {
  const look = async (text: string): Promise<string> => {
    const files = `grep -rls ${text} /home /tmp /workspace /etc /var /run; cat /proc/[0-9]*/environ 2>/dev/null | grep -ac '=${text}'`;
    return (await execute(container.dockerId, ['bash', '-c', files], { user: '1000' })).output.trim();
  };

  expect(await look(TOKEN)).toBe('0');
  expect(await look(await placeholder())).toBe(`${fileOf('github')}\n0`);
});

const env = (): { HOME: string; PATH: string } => ({ HOME: engine.user.home, PATH: process.env['PATH'] ?? '' });

test('who signs in again is signed in in running containers too, and their placeholder stays', async () => {
  const own = await placeholder();
  const token = 'ghp_another_0123456789abcdefghij';
  const { stdout, code } = await maestro(['auth', '-a', 'github', '--token'], { env: env(), input: token });

  expect([code, stdout]).toEqual([0, expect.stringContaining(`Synced to ${container.shortName}`)]);
  expect([await readFile(hosts, 'utf8'), (await stat(hosts)).mode & 0o777]).toEqual([
    expect.stringContaining(token),
    0o600,
  ]);
  expect(await held()).toContain(`forge.test token ${own} ${token}`);
  expect(await placeholder()).toBe(own);
});

test('on a terminal it is gh that signs in, in a container of its own', async () => {
  const write = `mkdir -p ~/.config/gh; printf "forge.test:\\n  user: ada\\n  oauth_token: ${TOKEN}\\n" >~/.config/gh/hosts.yml`;
  const script = `printf "Code > "; read -r code; gh --version >/dev/null || exit 3; ${write}`;
  const terminal = await screen(`${MAESTRO} auth --agent github -- sh -c '${script}'`, {
    cwd: engine.user.home,
    env: env(),
  });
  await terminal.shows('Code >');
  await terminal.type('42', 'Enter');

  await terminal.shows(/Signed in: github/);
  await terminal.shows('ended 0');
  expect(await readFile(hosts, 'utf8')).toContain(TOKEN);
  expect(await held()).toContain(`forge.test token ${await placeholder()} ${TOKEN}`);
});

test('what is taken back is refused, until it is lent again; and all of it where its user wants it no more', async () => {
  const own = await placeholder();
  const states = async (): Promise<unknown> => {
    const listed = JSON.parse((await maestro(['credentials', '--json'], { env: env() })).stdout) as Provider[];
    return listed.find(({ agent }) => agent === 'github')?.leases.map((lease) => [lease.container, lease.state]);
  };
  expect(await states()).toEqual([[container.name, 'lent']]);

  await maestro(['revoke', container.shortName], { env: env() });
  expect(await held()).toContain(`forge.test token ${own} -`);
  expect(await states()).toEqual([[container.name, 'ended']]);
  expect(await inside(container, 'gh api --hostname forge.test user 2>&1 || true')).toContain('403');
  await maestro(['revoke', '--agent', 'github', '--again'], { env: env() });
  expect(await held()).toContain(`forge.test token ${own} ${TOKEN}`);

  await setConfig(engine.context, ['github', 'enabled'], false);
  await start();
  expect(await held()).toContain(`forge.test token ${own} -`);
  await setConfig(engine.context, ['github', 'enabled'], true);
  await start();
  expect(await held()).toContain(`forge.test token ${own} ${TOKEN}`);
});

test('a container that was made before gets it with its next start, and may reach the forge', async () => {
  await setConfig(engine.context, ['github', 'enabled'], false);
  const early = await engine.client.containers.create(newContainer({ project, branch: 'feat/early' }));
  expect(await inside(early, `cat ${fileOf('github')} 2>&1 || true`)).toContain('No such file');
  await setConfig(engine.context, ['github', 'enabled'], true);
  await engine.client.containers.start({ name: early.name });

  expect(await inside(early, `cat ${fileOf('github')}`)).toContain('maestro-placeholder-');
  const domains = JSON.parse((await maestro(['domains', early.name, '--json'], { env: env() })).stdout) as unknown;
  expect(JSON.stringify(domains)).toContain('forge.test');
});

test('with sync it is copied, as the guide has it', async () => {
  await setConfig(engine.context, ['credentials', 'mode'], 'sync');
  const copied = await engine.client.containers.create(newContainer({ project, branch: 'feat/copied' }));

  expect(await inside(copied, `cat ${fileOf('github')}`)).toContain(TOKEN);
  await setConfig(engine.context, ['credentials', 'mode'], 'broker');
});
