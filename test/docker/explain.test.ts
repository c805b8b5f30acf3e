import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { EgressAnswer } from '../../electron/contract/egress.ts';
import { containerEngine, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { docker } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { type Ended, maestro } from '../support/maestro.ts';
import { git, gitProject } from '../support/project.ts';
import { startWorld } from '../support/world.ts';

/** For documentation (RFC 5737): in no network of this machine, unlike the world itself, and nothing is sent there. */
const ELSEWHERE = '203.0.113.7';

let engine: TestEngine;
let container: Container;

beforeAll(async () => {
  const { gateway: image } = await testImages();
  const names = ['configured.test', 'given.test', 'deep.below.test', 'forge.test', 'other.test', 'ruled.test'];
  const elsewhere = Object.fromEntries(names.map((name) => [name, ELSEWHERE]));
  const records = {
    ...elsewhere,
    'private.test': '10.99.0.1',
    'metadata.test': '169.254.169.254',
    'own.test': '168.63.129.16',
  };
  const world = await startWorld({ image, records });
  const allowed = [
    'configured.test',
    '*.below.test',
    'private.test',
    'metadata.test',
    'own.test',
    'dead.test',
    'GET ruled.test/files/*',
    'git-read ruled.test/acme/*',
  ];
  engine = await containerEngine({ firewall: { allowed_domains: allowed, upstream_dns: world.address } });
  const project = await gitProject();
  await git(project, 'remote', 'add', 'origin', 'git@forge.test:acme/shop.git');
  const input = newContainer({ project, domains: ['given.test'], remoteHosts: { 'forge.test': true } });
  container = await engine.client.containers.create(input);
  await world.attach(`${container.name}-gw`);
});

function run(...args: string[]): Promise<Ended> {
  return maestro(['egress', 'explain', container.shortName, ...args], { env: { HOME: engine.user.home } });
}

function explain(url: string): Promise<EgressAnswer> {
  return engine.client.egress.explain({ name: container.name, url });
}

test.each([
  ['https://configured.test/x?y=z', 'configured.test', 'config.yml lists it'],
  ['http://given.test', 'given.test', 'it came with the container'],
  ['https://deep.below.test', '*.below.test', 'config.yml lists it'],
  ['https://forge.test/acme/shop.git', 'forge.test', 'a remote of its project lies there'],
  ['git@forge.test:acme/shop.git', 'git-host', 'the git host of a remote'],
])('%s would pass, by the entry %s', async (url, rule, why) => {
  expect(await explain(url)).toMatchObject({
    verdict: 'allowed',
    rule,
    why: expect.stringContaining(why) as string,
    addresses: [ELSEWHERE],
  });
});

test.each([
  ['https://other.test', 'unlisted', [/on no list/, /add-domain \S+ other\.test/]],
  ['https://a.github.io', 'unlisted', [/on no list/, /add-domain/]],
  ['https://github.io', 'unlisted', [/on no list/, /add-domain/]],
  ['https://co.uk', 'unlisted', [/on no list/, /a registry’s/]],
  ['https://configured.test:8443', 'port', [/this one is 8443/, null]],
  ['git://forge.test/acme', 'port', [/this one is 9418/, null]],
  ['http://configured.test:443', 'not-tls', [/something other than HTTP/, null]],
  ['ssh://configured.test', 'no-git-host', [/configured\.test is none/, /HTTPS/]],
  ['https://private.test', 'forbidden-address', [/10\.99\.0\.1: local networks/, /internal_domains/]],
  ['https://metadata.test', 'forbidden-address', [/169\.254\.169\.254: .*metadata/, null]],
  ['https://own.test', 'forbidden-address', [/168\.63\.129\.16: .*platform/, null]],
  ['https://dead.test', 'no-address', [/does not resolve/, /Check the name/]],
  [`https://${'x'.repeat(41)}.below.test`, 'too-many-names', [/too long labels/, null]],
])('%s would be refused: %s', async (url, rule, [why, next]) => {
  const answer = await explain(url);

  expect(answer).toMatchObject({ verdict: 'refused', rule });
  expect(answer.why).toMatch(why ?? /^$/);
  expect(answer.next ?? '').toMatch(next ?? /^$/);
});

test.each([
  ['GET /files/a?b=c', 'GET ruled.test/files/*', /"allowed"[^]*config\.yml lists it/],
  ['POST /files/a', 'no-rule', /"refused"[^]*add-domain \S+ "POST ruled\.test\/files\/a"/],
  ['GET /acme/shop.git/info/refs?service=git-upload-pack', 'git-read ruled.test/acme/*', /"allowed"/],
  ['GET /acme/shop.git/info/refs?service=git-receive-pack', 'no-push', /"git-push ruled\.test\/acme\/shop"/],
])('%s of a host whose requests have rules is decided by %s', async (request, rule, words) => {
  const [method = '', path = ''] = request.split(' ');

  const told = await run(`https://ruled.test${path}`, '--method', method.toLowerCase(), '--json');

  expect(JSON.parse(told.stdout)).toMatchObject({ rule });
  expect(told.stdout.replaceAll('\\"', '"')).toMatch(words);
});

test('what decides follows the rules that are in force, and asking leaves no row in the ledger', async () => {
  const before = await engine.client.egress.list({ name: container.name });
  await engine.client.network.removeDomain({ name: container.name, domain: 'given.test' });
  expect((await explain('https://given.test')).why).toContain('taken away from this container');

  await engine.client.network.setPreset({ name: container.name, preset: 'locked' });
  expect((await explain('https://configured.test')).why).toContain('the preset locked leaves out configured.test');

  await engine.client.network.setPreset({ name: container.name, preset: 'open' });
  expect(await explain('https://other.test')).toMatchObject({ verdict: 'allowed', rule: '*' });

  await engine.client.network.setPreset({ name: container.name, preset: 'standard' });
  expect(await engine.client.egress.list({ name: container.name })).toEqual(before);
});

test('the command tells it in words, and in JSON', async () => {
  const told = await run('https://configured.test/x?token=secret');
  expect(told.stdout).toBe(
    [
      'https://configured.test/x: would pass.',
      'The entry configured.test allows it: config.yml lists it.',
      `It resolves to ${ELSEWHERE}.`,
      '',
    ].join('\n'),
  );
  const json = await run('other.test:5432', '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({ url: 'tcp://other.test:5432', verdict: 'refused', rule: 'port' });
  expect((await run('://')).stderr).toContain('URL_INVALID');
});

test('a gateway that is stopped says so, and what to do', async () => {
  await docker.stop(`${container.name}-gw`, { graceSeconds: 1 });

  const { code, stderr } = await run('https://configured.test');

  expect([code, stderr]).toEqual([1, expect.stringContaining(`maestro start ${container.name}`)]);
});
