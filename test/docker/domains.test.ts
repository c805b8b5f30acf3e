import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { EgressRow } from '../../electron/contract/egress.ts';
import { type ContainerNetwork, ONCE_MS } from '../../electron/contract/network.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { execute } from '../support/execute.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { type Ended, MAESTRO, maestro } from '../support/maestro.ts';
import { gitProject } from '../support/project.ts';
import { screen } from '../support/screen.ts';
import { until } from '../support/until.ts';

let engine: TestEngine;
let project: string;
let container: Container;

beforeAll(async () => {
  [engine, project] = await Promise.all([containerEngine(), gitProject()]);
  container = await engine.client.containers.create(newContainer({ project, branch: 'feat/names' }));
});

function run(...args: string[]): Promise<Ended> {
  return maestro(args, { cwd: project, env: { HOME: engine.user.home } });
}

async function shown(): Promise<ContainerNetwork> {
  return JSON.parse((await run('domains', container.shortName, '--json')).stdout) as ContainerNetwork;
}

test('add-domain allows a host at once, remove-domain takes it away, and domains tells both, while the agent goes on', async () => {
  const { id, ...before } = {
    id: container.dockerId,
    ...(await engine.context.docker.inspect(container.dockerId)).State,
  };

  const added = await run('add-domain', container.shortName, '*.Bücher.test');
  expect([added.code, added.stdout]).toEqual([0, `${container.shortName} may reach *.Bücher.test. In force now.\n`]);
  expect(await shown()).toMatchObject({ preset: 'standard', inForce: 'now' });
  expect((await shown()).allowed).toContainEqual({ domain: '*.xn--bcher-kva.test', from: 'added' });

  const removed = await run('remove-domain', container.shortName, '*.bücher.test');
  expect([removed.code, removed.stdout]).toEqual([
    0,
    `${container.shortName} may not reach *.bücher.test any more. In force now.\n`,
  ]);
  expect(JSON.stringify((await shown()).allowed)).not.toContain('xn--');
  expect((await engine.context.docker.inspect(id)).State.StartedAt).toBe(before.StartedAt);
});

test.each([
  ['*.co.uk', 'anyone can have a name below it'],
  ['*.github.io', 'anyone can have a name below it'],
  ['gov.uk', 'a registry’s'],
  ['192.0.2.7', 'an address'],
  ['https://a.test/x', 'leave scheme, port and path away'],
  ['a.*.test', 'only one *.'],
])('add-domain refuses %s and says why', async (domain, why) => {
  const { code, stderr } = await run('add-domain', container.shortName, domain);

  expect([code, stderr]).toEqual([1, expect.stringContaining(why)]);
});

test('an address is allowed with --ip alone, stays over a restart, and remove-domain takes it away', async () => {
  const added = await run('add-domain', container.shortName, '--ip', '203.0.113.7');
  expect([added.code, added.stdout]).toEqual([0, `${container.shortName} may reach 203.0.113.7. In force now.\n`]);
  expect((await shown()).allowed).toContainEqual({ domain: '203.0.113.7', from: 'added' });
  await engine.client.containers.stop({ name: container.name });
  await engine.client.containers.start({ name: container.name });
  const explained = await run('egress', 'explain', container.shortName, 'https://203.0.113.7', '--json');
  expect(JSON.parse(explained.stdout)).toMatchObject({ verdict: 'allowed', rule: '203.0.113.7' });
  expect(await shown()).toMatchObject({ inForce: 'now' });

  await run('remove-domain', container.shortName, '--ip', '203.0.113.7');
  expect(JSON.stringify((await shown()).allowed)).not.toContain('203.0.113.7');
  const refused = await run('egress', 'explain', container.shortName, 'https://203.0.113.7');
  expect(refused.stdout).toContain(`maestro add-domain ${container.name} --ip 203.0.113.7`);
});

test.each([
  ['2001:db8::1', 'IPv6 is off'],
  ['169.254.169.254', 'never reached'],
  ['192.168.1.7', 'firewall.local_networks'],
])('add-domain refuses --ip %s and says why', async (address, why) => {
  const { code, stderr } = await run('add-domain', container.shortName, '--ip', address);

  expect([code, stderr]).toEqual([1, expect.stringContaining(why)]);
});

test('a host that is allowed until the container is stopped is refused again after its next start', async () => {
  await run('add-domain', container.shortName, 'once.test', '--once');
  await run('add-domain', container.shortName, 'passing.test', '--until-stopped');
  const { allowed } = await shown();
  expect(allowed).toContainEqual({ domain: 'passing.test', from: 'passing', until: null });
  const once = allowed.find(({ domain }) => domain === 'once.test');
  expect(Date.parse(once?.until ?? '')).toBeGreaterThan(Date.now());

  await engine.client.containers.stop({ name: container.name });
  await engine.client.containers.start({ name: container.name });
  expect((await shown()).allowed.filter(({ from }) => from === 'passing')).toEqual([]);
});

test('a host that is allowed once is refused again when its time is over, while the agent runs on', async () => {
  const { name } = container;
  const decides = async (): Promise<string> =>
    (await engine.client.egress.explain({ name, url: 'https://over.test/', method: 'GET' })).rule;
  const began = (): Promise<string> => inside(container, 'stat -c %Y /proc/1');
  const before = await began();
  await run('add-domain', container.shortName, 'over.test', '--once');
  expect(await decides()).not.toBe('unlisted');

  const later = createEngine({ paths: engine.user.paths, now: () => new Date(Date.now() + ONCE_MS) });
  later.watch();
  try {
    await until('its end', async () => (await decides()) === 'unlisted');
  } finally {
    await later.close();
  }
  expect(await began()).toBe(before);
});

test('names that were asked for in vain are shown', async () => {
  await inside(container, 'getent hosts wanted.test || true');

  await until('the name', async () =>
    (await shown()).refused.some(({ name, at }) => name === 'wanted.test' && at === 'name'),
  );
  expect((await run('domains', container.shortName)).stdout).toMatch(
    /[0-9a-z]{6} +wanted\.test +\d+ +\d{4}-.+ its name/,
  );
});

test('egress shows what was tried, with the id of each row, and what was refused alone', async () => {
  await inside(container, 'getent hosts tried.test || true');

  await until('the row', async () => (await run('egress', container.shortName)).stdout.includes('name tried.test'));
  const shownRow = /^[0-9a-z]{6} +\d{4}-.+ +name tried\.test .+ refused +on no list$/m;
  expect((await run('egress', container.shortName, '--blocked')).stdout).toMatch(shownRow);
  const rows = JSON.parse((await run('egress', container.shortName, '--blocked', '--json')).stdout) as EgressRow[];
  expect(rows.filter(({ verdict }) => verdict === 'allowed')).toEqual([]);
  expect(rows).toContainEqual(expect.objectContaining({ host: 'tried.test', container: container.name }));
});

test('egress --follow prints rows as they happen, goes on over a restart of the gateway, and ends when it is interrupted', async () => {
  const child = spawn(MAESTRO, ['egress', container.shortName, '--follow', '--json'], {
    env: { ...process.env, HOME: engine.user.home },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const rows = (host: string) =>
    said.split('\n').flatMap((line) => (line.includes(`"${host}"`) ? [JSON.parse(line) as EgressRow] : []));

  await inside(container, 'getent hosts follow-one.test || true');
  await until('the first row', () => rows('follow-one.test').length > 0);
  await engine.context.docker.restart(`${container.name}-gw`, { graceSeconds: 1 });
  await engine.client.containers.start({ name: container.name });
  await inside(container, 'getent hosts follow-two.test; getent hosts follow-one.test || true');
  await until('the row after the restart', () => rows('follow-two.test').length > 0);
  await until('the repeat', () => (rows('follow-one.test').at(-1)?.count ?? 0) > 1);

  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

test('what was refused is allowed by the id of its row, and an id that nothing has says so', async () => {
  await inside(container, 'getent hosts by-id.test || true');
  const refused = await until('the row', async () => (await shown()).refused.find(({ name }) => name === 'by-id.test'));

  const added = await run('add-domain', container.shortName, refused.id);
  expect(added.stdout).toBe(`${container.shortName} may reach by-id.test. In force now.\n`);
  expect((await shown()).allowed).toContainEqual({ domain: 'by-id.test', from: 'added' });
  expect((await run('add-domain', container.shortName, 'zzzzzz')).stderr).toContain('has no row zzzzzz');
});

test('a host is saved into config.yml when asked for, with its comments and its order kept', async () => {
  const before = await readFile(engine.user.paths.config, 'utf8');
  const list = ['firewall:', '  allowed_domains: # mine', '    - b.test # first', '    - a.test', ''].join('\n');
  await writeFile(engine.user.paths.config, `# top\n${before}${list}`);

  const { code } = await run('add-domain', container.shortName, 'saved.test', '--save');

  const after = await readFile(engine.user.paths.config, 'utf8');
  expect([code, after]).toEqual([0, `# top\n${before}${list}    - saved.test\n`]);
});

test('on a terminal add-domain asks whether to save it, and without a yes does not', async () => {
  const before = await readFile(engine.user.paths.config, 'utf8');
  const command = `${MAESTRO} add-domain ${container.shortName} asked.test`;
  const shell = await screen(command, {
    cwd: project,
    env: { HOME: engine.user.home, PATH: process.env['PATH'] ?? '' },
  });

  await shell.shows(/Also allow asked\.test in .*config\.yml\? \[y\/N\]/);
  await shell.type('Enter');
  await shell.shows(/may reach asked\.test/);

  expect(await readFile(engine.user.paths.config, 'utf8')).toBe(before);
});

test('a name that is written into config.yml reaches a container that runs, and one that is stopped at its next start', async () => {
  engine.watch();
  const list = 'firewall:\n  allowed_domains: [edited.test]\n';
  const before = (await readFile(engine.user.paths.config, 'utf8')).replace(/firewall:[^]*$/, '');

  await writeFile(engine.user.paths.config, `${before}${list}`);
  const inForce = () => engine.context.state.snapshot.containers[container.name]?.isolation.domains ?? [];
  await until('the name to be in force', () => inForce().includes('edited.test'));

  await engine.client.containers.stop({ name: container.name });
  await writeFile(engine.user.paths.config, `${before}${list.replace('edited', 'again')}`);
  expect((await shown()).inForce).toBe('next-start');
  await engine.client.containers.start({ name: container.name });
  await until('the name to be in force', () => inForce().includes('again.test'));
});

test('a preset closes a container to what its agent needs, or opens it with a warning', async () => {
  const locked = await run('domains', container.shortName, '--preset', 'locked');
  expect(locked.stdout).toContain('locked, so that it reaches what its agent needs and what was added. In force now.');
  expect((await shown()).allowed.filter(({ from }) => from === 'config')).toEqual([]);

  const open = await run('domains', container.shortName, '--preset', 'open');
  expect(open.stderr).toContain('may reach every host. To close it again');
  expect((await run('domains', container.shortName)).stderr).toContain('may reach every host. To close it again');
  expect((await run('list')).stdout).toMatch(new RegExp(`^${container.shortName} +running ⚠ open`, 'm'));
  await engine.client.containers.stop({ name: container.name });
  expect((await run('list')).stdout).toMatch(new RegExp(`^${container.shortName} +stopped ⚠ open`, 'm'));
  await engine.client.containers.start({ name: container.name });
  await run('domains', container.shortName, '--preset', 'standard');
  expect((await run('list')).stdout).not.toContain('⚠ open');
});

test('a new container starts with the preset that is asked for, and one that is open says so at once', async () => {
  const made = await run('new', 'x', '-n', '--preset', 'open', '--agent', 'custom', '--', 'sleep', 'infinity');

  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('may reach every host. To close it again')]);
  const listed = JSON.parse((await run('list', '--json')).stdout) as Container[];
  expect(listed.filter(({ preset }) => preset === 'open').map(({ name }) => name)).not.toContain(container.name);
  expect(listed.filter(({ preset }) => preset === 'open')).toHaveLength(1);
});

test('a gateway that writes no ledger says so, and what to do', async () => {
  const gateway = `${container.name}-gw`;
  await execute(gateway, ['bash', '-c', 'rm /var/lib/maestro-ledger/*'], { user: 'ledger' });
  expect(await execute(gateway, ['rmdir', '/var/lib/maestro-ledger'], { user: '0' })).toEqual({ code: 0, output: '' });

  const { code, stderr } = await run('egress', container.shortName);

  expect([code, stderr]).toEqual([1, expect.stringContaining('of an earlier version, which writes no ledger')]);
  expect(stderr).toContain('maestro new');
});
