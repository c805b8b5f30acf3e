import { beforeAll, describe, expect, test } from 'vitest';
import { proveGateway } from '../../electron/engine/gateway/gateway.ts';
import { attempt, context, createGateway, docker, reportsOf, startNeighbour } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { until } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let gateway: string;
let agent: string;

beforeAll(async () => {
  const { gateway: image } = await testImages();
  const records = { 'private.test': '10.99.0.1', 'metadata.test': '169.254.169.254', 'rebound.test': '127.0.0.1' };
  world = await startWorld({ image, records });
  const domains = ['allowed.test', '*.below.test', 'private.test', 'metadata.test', 'rebound.test'];
  gateway = (await createGateway({ image, domains, sshHosts: ['git.test'], upstream: world.address })).id;
  await world.attach(gateway);
  await docker.start(gateway);
  await proveGateway(context, gateway, AbortSignal.timeout(30_000));
  agent = await startNeighbour(gateway, image);
  await attempt(agent, 'resolve', 'allowed.test', 'A');
});

/** How something ends that the agent tries: what is dropped instead of refused ends as `no answer`. */
async function outcome(...what: string[]): Promise<string> {
  return (await attempt(agent, ...what)).result;
}

function http(...lines: string[]): [string, string, string, string] {
  return [
    'raw',
    world.address,
    '80',
    Buffer.from([...lines, 'Connection: close', '', ''].join('\r\n')).toString('base64'),
  ];
}

describe('a listed name', () => {
  test('answers over HTTP', async () => {
    expect(await outcome('http', 'allowed.test')).toBe('200 http allowed.test /');
  });

  test('answers over TLS', async () => {
    expect(await outcome('tls', 'allowed.test')).toBe('tls allowed.test');
  });

  test('does not open the names below it', async () => {
    expect(await outcome('tls', 'sub.allowed.test', world.address)).toBe('closed');
  });

  test('with *. opens the names below it, and not itself', async () => {
    expect(await outcome('tls', 'deep.one.below.test')).toBe('tls deep.one.below.test');
    expect(await outcome('tls', 'below.test', world.address)).toBe('closed');
  });

  test('opens no other port of its address', async () => {
    expect(await outcome('tcp', world.address, '8080')).toBe('ECONNREFUSED');
  });

  test('does not lead to an address that it never resolved to', async () => {
    expect(await outcome('tls', 'allowed.test', world.evil)).toBe('closed');
    expect(await outcome('http', 'allowed.test', world.evil)).toMatch(/^503 The gateway got no connection/);
  });

  test('that resolves to a private, link-local or loopback address leads nowhere', async () => {
    expect(await outcome('http', 'private.test')).toMatch(/^503/);
    expect(await outcome('http', 'metadata.test')).toMatch(/^503/);
    expect(await outcome('http', 'rebound.test')).toBe('ECONNREFUSED');
  });
});

describe('an unlisted name on the address of a listed one', () => {
  test('is refused over TLS', async () => {
    expect(await outcome('tls', 'blocked.test', world.address)).toBe('closed');
  });

  test('is refused over HTTP, with the reason', async () => {
    expect(await outcome('http', 'blocked.test', world.address)).toMatch(/^403 .*not on the list/);
  });

  test('does not exist for the resolver', async () => {
    expect(await outcome('dns', '127.0.0.11', 'blocked.test', '1')).toBe('NXDOMAIN 0');
  });

  test('is refused as the second request of a connection', async () => {
    const first = ['GET / HTTP/1.1', 'Host: allowed.test', '', 'GET / HTTP/1.1'];

    expect(await outcome(...http(...first, 'Host: blocked.test'))).toMatch(/200 OK[^]*403 Forbidden/);
  });

  test.each([
    ['in the request line', ['GET http://blocked.test/ HTTP/1.1', 'Host: allowed.test']],
    ['in a second Host', ['GET / HTTP/1.1', 'Host: allowed.test', 'Host: blocked.test']],
    ['behind a port', ['GET / HTTP/1.1', 'Host: allowed.test:80@blocked.test']],
    ['as a tunnel', ['CONNECT blocked.test:443 HTTP/1.1', 'Host: allowed.test']],
    ['after an upgrade to HTTP/2', ['GET / HTTP/1.1', 'Host: allowed.test', 'Connection: Upgrade', 'Upgrade: h2c']],
    ['left out', ['GET / HTTP/1.0']],
  ])('is refused %s', async (_where, lines) => {
    expect(await outcome(...http(...lines))).toMatch(/^HTTP\/1\.1 40[03] /);
  });

  test('is refused inside an encrypted hello behind the listed name', async () => {
    expect(await outcome('hello', 'allowed.test', world.address, 'plain')).toBe('record 22');
    expect(await outcome('hello', 'allowed.test', world.address, 'encrypted')).toBe('closed');
  });

  test('is refused when the hello comes in two records', async () => {
    expect(await outcome('hello', 'allowed.test', world.address, 'split')).toBe('closed');
  });

  test('never reached the world', async () => {
    expect(JSON.stringify(await world.seen())).not.toContain('blocked.test');
  });
});

describe('an address', () => {
  test('without a name is refused', async () => {
    expect(await outcome('tls', '', world.address)).toBe('closed');
    expect(await outcome('http', world.address, world.address)).toMatch(/^403/);
  });

  test('of this machine is refused', async () => {
    const [network] = Object.values((await docker.inspect(gateway)).NetworkSettings.Networks).filter(
      ({ IPAddress }) => !world.address.startsWith(IPAddress.slice(0, 6)),
    );
    const host = network?.Gateway ?? '';
    expect(host).toMatch(/^198\.19\./);

    expect(await outcome('tcp', host, '22')).toBe('ECONNREFUSED');
    expect(await outcome('http', 'allowed.test', host)).toMatch(/^503/);
  });

  test('is not reached over UDP', async () => {
    expect(await outcome('udp', world.address, '443')).toBe('EHOSTUNREACH');
  });
});

describe('a DNS question', () => {
  test('to another resolver is refused, over UDP and TCP', async () => {
    expect(await outcome('dns', world.evil, 'allowed.test', '1')).toBe('EHOSTUNREACH');
    expect(await outcome('dns', world.address, 'allowed.test', '1')).toBe('EHOSTUNREACH');
    expect(await outcome('tcp', world.evil, '53')).toBe('ECONNREFUSED');
    expect(await world.seen('evil')).toEqual([]);
  });

  test.each([
    ['TXT', '16'],
    ['NULL', '10'],
    ['ANY', '255'],
    ['AAAA', '28'],
  ])('for %s records has no answer', async (_type, number) => {
    expect(await outcome('dns', '127.0.0.11', 'allowed.test', number)).toBe('NOERROR 0');
  });

  test('with a very long label or name is not carried on', async () => {
    const label = 'x'.repeat(41);

    expect(await outcome('dns', '127.0.0.1', `${label}.below.test`, '1')).toBe('EHOSTUNREACH');
    expect(await outcome('dns', '127.0.0.1', `${'abc.'.repeat(40)}below.test`, '1')).toBe('EHOSTUNREACH');
    expect(JSON.stringify(await world.seen())).not.toMatch(/xxx|abc/);
  });

  test('reaches no port of Docker’s own resolver', async () => {
    const { output } = await docker.execute(agent, ['cat', '/proc/net/tcp']);
    const ports = Array.from(
      output.matchAll(/ 0B00007F:([0-9A-F]{4}) 00000000:0000 /g),
      ([, hex]) => `${parseInt(hex ?? '', 16)}`,
    );
    expect(ports).toHaveLength(1);

    for (const port of ports) expect(await outcome('tcp', '127.0.0.11', port)).toBe('ECONNREFUSED');
  });
});

describe('a git host', () => {
  test('answers on port 22 once it was resolved, and every other address refuses', async () => {
    expect(await outcome('tcp', world.evil, '22')).toBe('ECONNREFUSED');
    await outcome('resolve', 'git.test', 'A');

    expect(await outcome('tcp', world.address, '22')).toBe('SSH-2.0-world');
    expect(await outcome('tcp', world.evil, '22')).toBe('ECONNREFUSED');
  });
});

describe('the agent’s container', () => {
  test('has no IPv6', async () => {
    const { output } = await docker.execute(agent, ['cat', '/proc/net/if_inet6']);

    expect(output).toBe('');
  });

  test('cannot list or change the rules, even as root', async () => {
    const list = await docker.execute(agent, ['nft', 'list', 'ruleset'], { user: '0' });
    const flush = await docker.execute(agent, ['nft', 'flush', 'ruleset'], { user: '0' });

    expect([list.output, flush.output]).toEqual([
      expect.stringContaining('Operation not permitted'),
      expect.stringContaining('Operation not permitted'),
    ]);
  });

  test('has its own loopback to itself', async () => {
    const server = `const s = require('http').createServer((q, r) => r.end('mine')).listen(80, () =>
      fetch('http://127.0.0.1/').then((r) => r.text()).then((t) => { console.log(t); process.exit(); }))`;

    expect((await docker.execute(agent, ['node', '--eval', server])).output).toBe('mine');
  });
});

describe('the ledger', () => {
  test('has a line for what was allowed, with its bytes', async () => {
    await outcome('http', 'allowed.test', world.address, '/ledger');

    const line = await until('the line', async () =>
      (await reportsOf(gateway, 'egress')).findLast((each) => each.down > 0),
    );
    expect(line).toMatchObject({ via: 'http', host: 'allowed.test', to: `${world.address}:80`, verdict: 'allowed' });
  });

  test('has a line for what was refused, with the reason', async () => {
    await outcome('tls', 'refused.test', world.address);

    const line = await until('the line', async () =>
      (await reportsOf(gateway, 'egress')).find(({ host }) => host === 'refused.test'),
    );
    expect(line).toMatchObject({ via: 'tls', verdict: 'refused', why: 'unlisted', down: 0 });
  });

  test('keeps its form whatever the agent calls a host', async () => {
    const host = 'a"},{\\x,"kind":"proof';
    await outcome(...http('GET / HTTP/1.1', `Host: ${host}`));

    await until('the line', async () =>
      (await reportsOf(gateway, 'egress')).find((each) => each.host.includes('kind')),
    );
    expect(await reportsOf(gateway, 'proof')).toHaveLength(1);
  });
});
