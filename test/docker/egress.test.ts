import { beforeAll, describe, expect, test } from 'vitest';
import type { EgressRow } from '../../electron/contract/egress.ts';
import { proveGateway } from '../../electron/engine/gateway/gateway.ts';
import { execute } from '../support/execute.ts';
import { attempt, context, createGateway, docker, ledgerOf, reportsOf, startNeighbour } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { PATIENCE_MS, until } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let image: string;
let gateway: string;
let agent: string;

beforeAll(async () => {
  image = (await testImages()).gateway;
  world = await startWorld({ image, records: { 'private.test': '10.99.0.1' } });
  const domains = ['allowed.test', '*.below.test', '*.wide.test', '*.payload.test', 'private.test'];
  ({ gateway, agent } = await start({ domains, sshHosts: ['git.test'], upstream: world.address }));
  await outcome('resolve', 'allowed.test', 'A');
});

async function start(policy: { domains: string[]; sshHosts?: string[]; upstream: string }) {
  const { id } = await createGateway({ image, ...policy });
  await world.attach(id);
  await docker.start(id);
  await proveGateway(context, id, AbortSignal.timeout(PATIENCE_MS));
  return { gateway: id, agent: await startNeighbour(id, image) };
}

/** How something ends that the agent tries: what is dropped instead of refused ends as `no answer`. */
async function outcome(...what: string[]): Promise<string> {
  return (await attempt(agent, ...what)).result;
}

/** The first row that is like this, once there is one. */
function row(wanted: Partial<EgressRow>, id = gateway): Promise<EgressRow> {
  const isWanted = (found: EgressRow): boolean =>
    Object.entries(wanted).every(([key, value]) => found[key as keyof EgressRow] === value);
  return until('the row', async () => (await ledgerOf(id)).find(isWanted));
}

describe('the ledger has a row', () => {
  test('for a request: its method, its path without the query, its answer, and bytes both ways', async () => {
    await outcome('http', 'allowed.test', world.address, '/ledger?token=secret');

    const found = await row({ via: 'http', path: '/ledger', status: 200 });
    expect(found).toMatchObject({ method: 'GET', host: 'allowed.test', port: 80, address: world.address, count: 1 });
    expect(found).toMatchObject({ verdict: 'allowed', rule: 'allowed.test', connected: true });
    expect(Math.min(found.up, found.down)).toBeGreaterThan(0);
    expect(JSON.stringify(await ledgerOf(gateway))).not.toContain('secret');
  });

  test('for a TLS connection, with the entry of the list that allowed it', async () => {
    await outcome('tls', 'deep.below.test');

    const found = await row({ via: 'tls', host: 'deep.below.test' });
    expect(found).toMatchObject({ verdict: 'allowed', rule: '*.below.test', port: 443, method: null, path: null });
    await until('its bytes', async () => (await row({ id: found.id })).down > 0);
  });

  test('for a connection that still stands', async () => {
    const held = await docker.hold(agent, ['node', '/srv/probe.ts', 'keep', 'standing.below.test'], { user: '1000' });

    expect(await row({ via: 'tls', host: 'standing.below.test' })).toMatchObject({ verdict: 'allowed', down: 0 });
    held.release();
  });

  test('for an SSH connection to a git host', async () => {
    await outcome('resolve', 'git.test', 'A');
    await outcome('tcp', world.address, '22');

    expect(await row({ via: 'ssh' })).toMatchObject({ verdict: 'allowed', rule: 'git-host', port: 22 });
  });

  test('for a name that was asked for, allowed or not', async () => {
    await outcome('dns', '127.0.0.11', 'wanted.test', '1');

    expect(await row({ via: 'dns', host: 'wanted.test' })).toMatchObject({ verdict: 'refused', rule: 'unlisted' });
    expect(await row({ via: 'dns', host: 'allowed.test' })).toMatchObject({ verdict: 'allowed', rule: 'allowed.test' });
  });

  test.each([
    ['over TLS', 'unlisted', ['tls', 'blocked.test']],
    ['over TLS without a name', 'no-name', ['tls', '']],
    ['over HTTP', 'unlisted', ['http', 'blocked.test']],
  ])('for what was refused %s, with the reason', async (_where, rule, [kind = '', host = '']) => {
    await outcome(kind, host, world.address);

    const found = await row({ via: kind as 'tls', rule, host: host === '' ? '-' : host });
    expect(found).toMatchObject({ verdict: 'refused', count: 1, connected: false });
  });

  test('for an allowed host whose address is none that may be reached, and it says so', async () => {
    await outcome('http', 'private.test');

    expect(await row({ via: 'http', host: 'private.test', status: 503 })).toMatchObject({ connected: false });
  });

  test('in its form whatever the agent calls a host or a path', async () => {
    const request = [
      'GET /"}\\\t{"id":"a HTTP/1.1',
      'Host: a"},{\\x\t,"verdict":"allowed',
      'Connection: close',
      '',
      '',
    ];
    await outcome('raw', world.address, '80', Buffer.from(request.join('\r\n')).toString('base64'));

    const found = await until('the row', async () =>
      (await ledgerOf(gateway)).find(({ host }) => host.includes('verdict') || host === '-'),
    );
    expect(found).toMatchObject({ verdict: 'refused', via: 'http' });
    expect(await reportsOf(gateway, 'proof')).toHaveLength(1);
  });
});

describe('what was refused says that this is policy, and by which id of the ledger it can be allowed', () => {
  const told = /policy and not a fault: do not retry[^]*maestro add-domain t\w+-gateway-1 ([0-9a-z]{6})/;

  test('in the answer to a request', async () => {
    const [, id] = told.exec(await outcome('http', 'told.test', world.address, '/a?b')) ?? [];

    expect(await row({ via: 'http', host: 'told.test' })).toMatchObject({ id, rule: 'unlisted' });
  });

  const seen = /policy and not a fault: do not retry[^]*row ([0-9a-z]{6}) of: maestro egress t\w+-gateway-1 --blocked/;

  test.each([
    ['names no host', 'no-name', ['Host: "allowed.test\\']],
    ['hides its host from others', 'no-name', ['Host: allowed.test', 'Connection: close, Host']],
    ['upgrades to something else', 'upgrade', ['Host: allowed.test', 'Upgrade: h2c', 'Connection: Upgrade, close']],
  ])('in the answer to a request that %s', async (_what, rule, lines) => {
    const request = ['PUT /refused HTTP/1.1', ...lines, 'Connection: close', '', ''].join('\r\n');
    const [, id] = seen.exec(await outcome('raw', world.address, '80', Buffer.from(request).toString('base64'))) ?? [];

    expect(await row({ id: id ?? 'none' })).toMatchObject({ via: 'http', method: 'PUT', verdict: 'refused', rule });
  });

  test('in place of an answer that opens something other than a web socket', async () => {
    const lines = [
      'Host: allowed.test',
      'Upgrade: websocket',
      'Connection: Upgrade, close',
      'Sec-WebSocket-Version: 13',
    ];
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
    const request = ['GET /switch/h2c HTTP/1.1', ...lines, key, '', ''].join('\r\n');
    const [, id] = seen.exec(await outcome('raw', world.address, '80', Buffer.from(request).toString('base64'))) ?? [];

    expect(await row({ id: id ?? 'none' })).toMatchObject({ via: 'http', host: 'allowed.test', rule: 'upgrade' });
  });

  test('in the answer to a question below a wildcard that carries too much', async () => {
    const name = `${'z'.repeat(41)}.below.test`;
    const [, id] = seen.exec(await outcome('extended', '127.0.0.1', name)) ?? [];

    expect(await row({ id: id ?? 'none' })).toMatchObject({ host: '*.below.test', rule: 'too-many-names' });
  });

  test('in the answer to a question whose asker can read it', async () => {
    const [, id] = told.exec(await outcome('extended', '127.0.0.1', 'asked.test')) ?? [];

    expect(await row({ via: 'dns', host: 'asked.test' })).toMatchObject({ id, rule: 'unlisted' });
  });
});

describe('the ledger stays bounded', () => {
  test('since repeats are counted in one row', async () => {
    for (let time = 0; time < 3; time++) await outcome('http', 'allowed.test', world.address, '/again');

    const found = await until('the third', async () =>
      (await ledgerOf(gateway)).find(({ path, count }) => path === '/again' && count === 3),
    );
    expect(found.firstAt < found.at).toBe(true);
  });

  test('since many paths of one host are joined in one row', async () => {
    const script = `const { request } = require('http'); const agent = new (require('http').Agent)({ keepAlive: true, maxSockets: 4 });
      let left = 260; for (let n = 0; n < 260; n++) request({ host: '${world.address}', path: '/n' + n, agent,
        headers: { host: 'many.wide.test' } }, (r) => r.resume().on('end', () => --left)).end()`;
    await outcome('resolve', 'many.wide.test', 'A');
    await execute(agent, ['node', '--eval', script]);

    const joined = await until('the joined row', async () =>
      (await ledgerOf(gateway)).find(
        ({ host, path, count }) => host === 'many.wide.test' && path === '/*' && count > 100,
      ),
    );
    expect(joined.verdict).toBe('allowed');
  });

  test('and names that carry a payload below an allowed one are bounded and visible', async () => {
    await outcome('ask', '127.0.0.1', `${'y'.repeat(35)}-#.payload.test`, '99');

    const rows = await until('the refusals', async () => {
      const all = await ledgerOf(gateway);
      return all.some(({ rule }) => rule === 'too-many-names') ? all : undefined;
    });
    expect(rows.find(({ rule }) => rule === 'too-many-names')).toMatchObject({ host: '*.payload.test', via: 'dns' });
    expect(rows.filter(({ host }) => host.startsWith('yyy')).length).toBeGreaterThan(40);
  });

  test('and a flood of refused names pushes out nothing that was allowed', async () => {
    const other = await start({ domains: ['kept.test'], upstream: world.address });
    await attempt(other.agent, 'http', 'kept.test');
    await attempt(other.agent, 'ask', '127.0.0.1', 'n#.flood.test', '180');

    await until('the joined row', async () =>
      (await ledgerOf(other.gateway)).some(({ host, count }) => host === '*' && count > 30),
    );
    expect(await row({ via: 'http', host: 'kept.test' }, other.gateway)).toMatchObject({ verdict: 'allowed' });
    expect((await ledgerOf(other.gateway)).length).toBeLessThan(170);
  });
});

test('rows and their ids outlive the gateway’s restart, and go on counting', async () => {
  const other = await start({ domains: ['kept.test'], upstream: world.address });
  await attempt(other.agent, 'dns', '127.0.0.1', 'refused.test', '1');
  const before = await row({ host: 'refused.test' }, other.gateway);

  await docker.stop(other.gateway, { graceSeconds: 1 });
  expect(await row({ host: 'refused.test' }, other.gateway)).toEqual(before);
  await docker.start(other.gateway);
  await proveGateway(context, other.gateway, AbortSignal.timeout(PATIENCE_MS));
  await attempt(await startNeighbour(other.gateway, image), 'dns', '127.0.0.1', 'refused.test', '1');

  expect(await row({ host: 'refused.test', count: 2 }, other.gateway)).toMatchObject({
    id: before.id,
    firstAt: before.firstAt,
  });
  const hosts = (await ledgerOf(other.gateway)).map(({ host }) => host);
  expect(hosts, 'a start alone is nobody’s try').toEqual(['refused.test']);
});

test('the writer of the ledger comes back when it is killed, and loses nothing of what happened meanwhile', async () => {
  const other = await start({ domains: ['kept.test'], upstream: world.address });
  await execute(
    other.gateway,
    ['bash', '-c', 'for p in /proc/[0-9]*; do grep -q ledger.lua $p/cmdline && kill -9 ${p#/proc/}; done'],
    { user: 'ledger' },
  );
  await attempt(other.agent, 'dns', '127.0.0.1', 'meanwhile.test', '1');

  expect(await row({ host: 'meanwhile.test' }, other.gateway)).toMatchObject({ verdict: 'refused' });
});
