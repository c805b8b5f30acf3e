import { beforeAll, expect, test } from 'vitest';
import { proveGateway } from '../../electron/engine/gateway/gateway.ts';
import { renewPolicy } from '../../electron/engine/gateway/renewal.ts';
import type { Policy } from '../../electron/engine/gateway/rules.ts';
import { attempt, context, createGateway, docker, reportsOf, startNeighbour } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { PATIENCE_MS, until } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

let image: string;
let world: World;

beforeAll(async () => {
  image = (await testImages()).gateway;
  world = await startWorld({ image });
});

/** A gateway on the world, with an agent behind it, whose policy can be replaced. */
async function started(policy: Partial<Policy>) {
  const base = { domains: [], sshHosts: [], upstream: world.address };
  const { id } = await createGateway({ image, ...base, ...policy });
  await world.attach(id);
  await docker.start(id);
  await proveGateway(context, id, AbortSignal.timeout(PATIENCE_MS));
  const agent = await startNeighbour(id, image);
  return {
    id,
    agent,
    outcome: async (...what: string[]) => (await attempt(agent, ...what)).result,
    renew: (next: Partial<Policy>) =>
      renewPolicy(context, id, { policy: { ...base, ...next }, signal: AbortSignal.timeout(PATIENCE_MS) }),
  };
}

/** A connection to a listed host that an agent keeps: it answers `open` once it stands, and `closed` when it ends. */
async function keptConnection(agent: string, name: string) {
  const held = await docker.hold(agent, ['node', '/srv/probe.ts', 'keep', name], { user: '1000' });
  let said = '';
  const hear = async (): Promise<void> => {
    for await (const chunk of held.output) said += chunk.toString();
  };
  // Letting go cuts the output off.
  hear().catch(() => undefined);
  await until('the connection', () => said.includes('open'));
  return { isOpen: () => !said.includes('closed'), release: held.release };
}

test('a name that is added is reachable at once, one that is taken away is not, and the gateway proves itself with both', async () => {
  const { id, outcome, renew } = await started({ domains: ['first.test', '*.below.test'] });
  expect(await outcome('http', 'first.test')).toMatch(/^200/);
  expect(await outcome('dns', '127.0.0.11', 'second.test', '1')).toBe('NXDOMAIN 0');

  expect(await renew({ domains: ['second.test', '*.under.test'] })).toBe(true);

  expect(await outcome('http', 'second.test')).toMatch(/^200/);
  expect(await outcome('tls', 'a.under.test')).toBe('tls a.under.test');
  expect(await outcome('dns', '127.0.0.11', 'first.test', '1')).toBe('NXDOMAIN 0');
  expect(await outcome('tls', 'first.test', world.address)).toBe('closed');
  expect(await outcome('tls', 'a.below.test', world.address)).toBe('closed');
  expect((await reportsOf(id, 'proof')).at(-1)).toMatchObject({ ok: true, domains: ['second.test', '*.under.test'] });
  expect((await docker.inspect(id)).RestartCount).toBe(0);
});

test('an address that was resolved before stays reachable while its name stays, and is gone with its name', async () => {
  const { outcome, renew } = await started({ domains: ['stays.test', 'goes.test'], sshHosts: ['git.test'] });
  await outcome('resolve', 'stays.test', 'A');
  await outcome('resolve', 'git.test', 'A');
  expect(await outcome('tcp', world.address, '22')).toBe('SSH-2.0-world');

  await renew({ domains: ['stays.test'] });

  await until('the way', async () => (await outcome('http', 'stays.test', world.address)).startsWith('200'));
  expect(await outcome('tcp', world.address, '22')).toBe('ECONNREFUSED');
});

test('open connections go on where their name stays, and end where it goes', async () => {
  const { agent, renew } = await started({ domains: ['stays.test', 'goes.test'] });
  const stays = await keptConnection(agent, 'stays.test');
  const goes = await keptConnection(agent, 'goes.test');

  await renew({ domains: ['stays.test', 'new.test'] });

  await until('the end of the other one', () => !goes.isOpen());
  expect(stays.isOpen()).toBe(true);
  stays.release();
});

test('questions that are asked while the resolver changes are answered', async () => {
  const { outcome, renew } = await started({ domains: ['a.test', '*.below.test'] });
  const renewing = new AbortController();
  const renewals = (async () => {
    for (const number of [1, 2, 3]) await renew({ domains: ['a.test', `b${number}.test`] });
  })().finally(() => renewing.abort());

  while (!renewing.signal.aborted) expect(await outcome('ask', '127.0.0.1', 'a.test', '10')).toBe('{"NOERROR 1":10}');

  await renewals;
});

test('where every name is allowed, what is never reached stays so, and the proof holds', async () => {
  const { id, outcome, renew } = await started({});

  await renew({ open: true });
  expect(await outcome('http', 'any.test')).toMatch(/^200/);
  expect(await outcome('tls', 'deep.other.test')).toBe('tls deep.other.test');
  expect(await outcome('tcp', world.address, '8080')).toBe('ECONNREFUSED');
  expect(await outcome('http', 'any.test', world.evil)).toMatch(/^503/);
  expect((await reportsOf(id, 'proof')).at(-1)).toMatchObject({ ok: true, domains: ['*'] });

  await renew({});
  expect(await outcome('tls', 'any.test', world.address)).toBe('closed');
  expect(await outcome('dns', '127.0.0.11', 'any.test', '1')).toBe('NXDOMAIN 0');
});

test('an address is reached without a name and by no other name, and is gone when it is taken away', async () => {
  const { outcome, renew } = await started({ domains: ['named.test'] });
  expect(await outcome('tls', '', world.evil)).toBe('closed');

  await renew({ domains: ['named.test'], addresses: [world.evil] });
  expect(await outcome('tls', '', world.evil)).toBe('tls ');
  expect(await outcome('http', world.evil, world.evil)).toMatch(/^200/);
  expect(await outcome('tls', 'blocked.test', world.evil)).toBe('closed');
  expect(await outcome('http', 'blocked.test', world.evil)).toMatch(/^403/);
  expect(await outcome('tcp', world.evil, '22')).toBe('ECONNREFUSED');
  expect(await outcome('http', 'named.test')).toMatch(/^200/);
  // Another address is not opened by this one's name.
  expect(await outcome('http', world.evil, world.address)).toMatch(/^403/);
  expect(await outcome('tls', '', world.address)).toBe('closed');

  await renew({ domains: ['named.test'] });
  expect(await outcome('tls', '', world.evil)).toBe('closed');
});

test('an address that is in no network of the user’s, or of this machine, stays closed in the rules as well', async () => {
  const { id, outcome } = await started({ addresses: ['169.254.169.254', world.evil], never: [world.evil] });

  expect(await outcome('http', '169.254.169.254', '169.254.169.254')).toMatch(/^503/);
  expect(await outcome('http', world.evil, world.evil)).toMatch(/^503/);
  expect((await reportsOf(id, 'proof')).at(-1)).toMatchObject({ ok: true });
});

test('a policy that was put there when the gateway went down is in force after its start', async () => {
  const { id, renew } = await started({ domains: ['first.test'] });
  await renew({ domains: ['second.test'] });

  await docker.restart(id, { graceSeconds: 1 });

  const { domains } = await proveGateway(context, id, AbortSignal.timeout(PATIENCE_MS));
  expect(domains).toEqual(['second.test']);
});
