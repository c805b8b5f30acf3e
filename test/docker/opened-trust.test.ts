import { beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { putFiles } from '../../electron/engine/docker/files.ts';
import { tellForbidden } from '../../electron/engine/gateway/never.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { execute } from '../support/execute.ts';
import { attempt, docker } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { maestro } from '../support/maestro.ts';
import { bytes, openedGateway, trustWorld } from '../support/opened.ts';
import { gitProject, whenDone } from '../support/project.ts';
import { PATIENCE_MS, until } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

let engine: TestEngine;
let world: World;
let container: Container;

beforeAll(async () => {
  const images = await testImages();
  world = await startWorld({ image: images.agent });
  const project = await gitProject();
  engine = await containerEngine({
    firewall: { upstream_dns: world.address, allowed_domains: ['GET,HEAD pkg.test/*', 'git-read git.test/git/acme/*'] },
  });
  container = await engine.client.containers.create(newContainer({ project, branch: 'feat/opened' }));
  await engine.client.containers.stop({ name: container.name });
  await trustWorld(`${container.name}-gw`, world);
  await start();
}, PATIENCE_MS);

/** Starts both. The world is a network of this machine's, which the engine forbids: it is let in again. */
async function start(): Promise<void> {
  await engine.client.containers.start({ name: container.name });
  await tellForbidden(engine.context, `${container.name}-gw`, {
    addresses: [],
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await until('the world', async () => (await again()) === 'GET pkg.test/again 0');
}

function again(): Promise<string> {
  return inside(container, 'curl -sS https://pkg.test/again || true');
}

async function add(rule: string): Promise<string> {
  const { stdout, stderr } = await maestro(['add-domain', container.shortName, rule, '--no-save'], {
    cwd: '/',
    env: { HOME: engine.user.home },
  });
  return stdout + stderr;
}

const CLIENTS = {
  curl: 'curl -sS https://HOST/tool',
  node: `node -e "fetch('https://HOST/tool').then((r) => r.text()).then(console.log, (e) => console.log(e.cause))"`,
  python: `python3 -c "import urllib.request as r; print(r.urlopen('https://HOST/tool').read().decode())"`,
  wget: 'wget -qO- https://HOST/tool',
  openssl: `echo | openssl s_client -connect HOST:443 -servername HOST -verify_return_error -verify_hostname HOST 2>&1 | grep -o 'Verification: OK'`,
  'a program without settings of its own': `env -i python3 -c "import urllib.request as r; print(r.urlopen('https://HOST/tool').read().decode())"`,
};

describe('the agent’s programs trust what the gateway shows for an opened host', () => {
  test.each(Object.entries(CLIENTS))('%s', async (_name, script) => {
    expect(await inside(container, script.replaceAll('HOST', 'pkg.test'))).toMatch(
      /^(GET pkg\.test\/tool 0|Verification: OK)$/,
    );
  });
});

test('in a shell that runs already, once a host is opened, and no more when its rule goes', async () => {
  const count = (): Promise<string> => inside(container, `grep -c 'BEGIN CERTIFICATE' ${BUNDLE}`);
  const [before, go] = [await count(), '/tmp/go'];
  const node = `node -e "fetch('https://live.test/b').then((r) => r.text()).then(console.log)"`;
  const shell = inside(container, `until [[ -e ${go} ]]; do sleep 0.1; done; curl -sS https://live.test/a; ${node}`);

  expect(await add('GET live.test/*')).toContain('may reach GET live.test/*. In force now.');
  await inside(container, `touch ${go}`);

  expect(await shell).toBe('GET live.test/a 0GET live.test/b 0');
  await engine.client.network.removeDomain({ name: container.name, domain: 'GET live.test/*' });
  expect(await count()).toBe(before);
  expect(await inside(container, 'curl -sS https://live.test/a 2>&1 || true')).toContain('Could not resolve');
});

test('what was refused by method and path is allowed by the id of its row', async () => {
  const told = await inside(container, 'curl -sS -X POST https://pkg.test/upload');
  const [, id = ''] = /add-domain \S+ ([0-9a-z]{6})/.exec(told) ?? [];

  await until('the row', async () =>
    (await engine.client.egress.list({ name: container.name })).some((row) => row.id === id),
  );
  expect(await add(id)).toContain('may reach POST pkg.test/upload. In force now.');
  expect(await inside(container, 'curl -sS -X POST https://pkg.test/upload')).toBe('POST pkg.test/upload 0');
  expect(await inside(container, 'curl -sS -X POST https://pkg.test/other')).toContain('policy and not a fault');
});

test('a gateway of an earlier version keeps such a host closed, and nobody is told that it is open', async () => {
  const run = (...command: string[]) => execute(`${container.name}-gw`, command, { user: '0' });
  const [authorities, aside] = ['/var/lib/maestro-authorities', '/var/lib/aside'];
  const { name } = container;
  const closed = async (): Promise<string[]> =>
    (await engine.client.network.get({ name })).allowed.flatMap((each) => (each.keptClosed ? [each.domain] : []));
  await run('mv', authorities, aside);

  expect(await add('GET early.test/*')).toContain('opens no host, so that GET early.test/* would change nothing');
  expect(await closed()).toEqual(expect.arrayContaining(['GET,HEAD pkg.test/*', 'git-read git.test/git/acme/*']));
  const { stdout } = await maestro(['domains', container.shortName], { cwd: '/', env: { HOME: engine.user.home } });
  expect(stdout).toMatch(/GET,HEAD pkg\.test\/\* .*too old and keeps it closed/);
  expect(stdout).not.toContain('early.test');

  await run('mv', aside, authorities);
  expect(await add('GET early.test/*')).toContain('may reach GET early.test/*. In force now.');
  expect(await closed()).toEqual([]);
  await engine.client.network.removeDomain({ name, domain: 'GET early.test/*' });
});

describe('git over an opened host', () => {
  beforeAll(async () => {
    const make =
      'git init -q --bare /srv/git/acme/shop.git && git -C /srv/git/acme/shop.git config http.receivepack true';
    const seed =
      'cd /tmp && git clone -q /srv/git/acme/shop.git s && cd s && git commit -q --allow-empty -m one && git push -q origin HEAD:main';
    await execute(
      world.id,
      [
        'bash',
        '-c',
        `export HOME=/tmp; git config --global user.email a@a.test; git config --global user.name a; ${make} && ${seed} && git -C /srv/git/acme/shop.git symbolic-ref HEAD refs/heads/main`,
      ],
      { user: '0' },
    );
  });

  const clone = 'rm -rf /tmp/shop; git clone -q https://git.test/git/acme/shop.git /tmp/shop';
  const push =
    'cd /tmp/shop && git commit -q --allow-empty -m two && git push -q origin HEAD:refs/heads/branch-$RANDOM 2>&1 && echo pushed';

  test('may fetch and not push, where that is the rule, and is told so', async () => {
    expect(await inside(container, `${clone} && echo cloned`)).toBe('cloned');

    const refused = await inside(container, `${push} || true`);
    expect(refused).toContain('policy and not a fault');
    expect(refused).not.toContain('pushed');
    await until('the row', async () =>
      (await engine.client.egress.list({ name: container.name })).some(({ rule }) => rule === 'no-push'),
    );
    expect(await inside(container, 'git ls-remote https://git.test/git/other/shop.git 2>&1 || true')).toContain('403');
  });

  test('may push to the one repository that a rule names', async () => {
    await add('git-push git.test/git/acme/shop');

    expect(await inside(container, `${clone} && ${push}`)).toBe('pushed');
  });
});

describe('the trust outlives', () => {
  test('a restart of the agent', async () => {
    await docker.restart(container.dockerId, { graceSeconds: 1 });
    await until('the agent', async () => (await again()) === 'GET pkg.test/again 0');
  });

  test('a restart of the gateway, and of the agent after it', async () => {
    await docker.restart(`${container.name}-gw`, { graceSeconds: 1 });
    await start();
  });

  test('a stop of both, and a rule that is made meanwhile', async () => {
    await engine.client.containers.stop({ name: container.name });
    await engine.client.network.addDomain({ name: container.name, domain: 'GET later.test/*' });
    await start();

    expect(await inside(container, 'curl -sS https://later.test/a')).toBe('GET later.test/a 0');
  });
});

test('what got lost is brought again by whoever watches', async () => {
  const strip = `sed '/^# Authorities of this/,$d' ${BUNDLE} >/tmp/b; cat /tmp/b >${BUNDLE}`;
  await execute(container.dockerId, ['bash', '-c', strip], { user: '0' });
  const marked = () => inside(container, `grep -c '^# Authorities of this' ${BUNDLE} || true`);
  expect([await again(), await marked()]).toEqual([expect.stringContaining('certificate'), '0']);

  const other = createEngine({ paths: engine.user.paths, docker });
  whenDone(() => other.close());
  other.watch();

  await until('the authorities', async () => (await marked()) === '1');
  await other.close();
  await start();
});

test('Java’s own store follows, where the container has one', async () => {
  const store = '/tmp/java';
  const content = KEYTOOL.replaceAll('STORE', store);
  const files = [{ path: '/usr/local/bin/keytool', content, mode: 0o755, owner: 'root' as const }];
  await putFiles(docker, container.dockerId, { files, signal: AbortSignal.timeout(PATIENCE_MS) });
  const known = async (): Promise<string[]> => (await inside(container, `ls ${store}`)).split('\n').filter(Boolean);

  await engine.client.network.addDomain({ name: container.name, domain: 'GET java.test/*' });
  const before = await known();
  expect(before).toContain('java.test');

  await engine.client.network.removeDomain({ name: container.name, domain: 'GET java.test/*' });
  expect(await known()).toEqual(before.filter((host) => host !== 'java.test'));
});

/** What `trust-java` needs of Java's program: a file for each host whose authority it trusts, with the alias in it. */
const KEYTOOL = `#!/bin/bash
mkdir -p STORE
while (($#)); do case $1 in -alias) alias=$2 ;; -file) file=$2 ;; -list | -delete | -importcert) what=$1 ;; esac; shift; done
host=$(openssl x509 -in "$file" -noout -ext nameConstraints 2>/dev/null | grep -o '[a-z]*\\.test')
case $what in
  -list) cat STORE/* 2>/dev/null ;;
  -delete) grep -l "^$alias," STORE/* | xargs rm ;;
  -importcert) echo "$alias, trustedCertEntry," >"STORE/$host" ;;
esac
`;

describe('the authority of an opened host', () => {
  test('is for that host alone, and its key is in the gateway alone, for root’s eyes', async () => {
    const { image } = await imageOf();
    const opened = await openedGateway({ image, world, policy: { domains: ['GET pkg.test/*'] } });
    const shown = await execute(opened.id, [
      'bash',
      '-c',
      'openssl x509 -in /var/lib/maestro-authorities/trust.pem -noout -text',
    ]);
    expect(shown.output).toMatch(/Name Constraints: critical\s+Permitted:\s+DNS:pkg\.test\s+Excluded:\s+IP:0\.0\.0\.0/);
    expect(
      (
        await execute(opened.agent, [
          'bash',
          '-c',
          'ls /var/lib/maestro-authorities /run/proxy/leaves 2>&1; grep -rl PRIVATE /etc/ssl /srv 2>/dev/null',
        ])
      ).output,
    ).not.toContain('key');
    expect(
      (await execute(opened.id, ['bash', '-c', 'cat /var/lib/maestro-authorities/*/authority.key'], { user: '1000' }))
        .output,
    ).toContain('denied');
  });

  test('signs new certificates before the old ones end, without a break', async () => {
    const { image } = await imageOf();
    const env = ['MAESTRO_LEAF_LEFT_SECONDS=99999999', 'MAESTRO_LEAF_LOOK_SECONDS=1', 'MAESTRO_WATCH_SECONDS=1'];
    const opened = await openedGateway({ image, world, policy: { domains: ['GET pkg.test/*'] }, env });
    const serial = async (): Promise<string> =>
      (
        await execute(opened.agent, [
          'bash',
          '-c',
          'echo | openssl s_client -connect pkg.test:443 -servername pkg.test 2>/dev/null | openssl x509 -noout -serial',
        ])
      ).output;
    const before = await serial();
    expect(before).toMatch(/^serial=/);

    await until('another certificate', async () => (await serial()) !== before);
    expect(await opened.ask('ask', 'GET', 'https://pkg.test/after')).toBe('200 GET pkg.test/after 0');
    expect((await attempt(opened.agent, 'http', 'pkg.test', world.address, '/x')).result).toMatch(/^200/);
    expect(
      await opened.ask('raw', 'pkg.test', bytes('GET /y HTTP/1.1', 'Host: pkg.test', 'Connection: close')),
    ).toMatch(/^HTTP\/1\.1 200/);
  });
});

async function imageOf(): Promise<{ image: string }> {
  return { image: (await testImages()).gateway };
}
