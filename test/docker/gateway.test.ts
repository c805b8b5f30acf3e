import { beforeAll, describe, expect, test } from 'vitest';
import { proveGateway } from '../../electron/engine/gateway/gateway.ts';
import { execute } from '../support/execute.ts';
import { attempt, context, createGateway, docker, startNeighbour } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { PATIENCE_MS } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

/** One for each test that uses up what may be asked for. */
const BELOW = ['*.below.test', '*.many.test', '*.long.test'];

let world: World;
let gateway: string;
let agent: string;

beforeAll(async () => {
  const { gateway: image } = await testImages();
  const records = { 'private.test': '10.99.0.1', 'metadata.test': '169.254.169.254', 'rebound.test': '127.0.0.1' };
  world = await startWorld({ image, records });
  const domains = [
    'allowed.test',
    'remembered.test',
    'hiding.test',
    ...BELOW,
    'private.test',
    'metadata.test',
    'rebound.test',
  ];
  const policy = { domains, sshHosts: ['git.test'], encryptedHellos: ['hiding.test'], upstream: world.address };
  gateway = (await createGateway({ image, ...policy })).id;
  await world.attach(gateway);
  await docker.start(gateway);
  await proveGateway(context, gateway, AbortSignal.timeout(PATIENCE_MS));
  agent = await startNeighbour(gateway, image);
  await attempt(agent, 'resolve', 'allowed.test', 'A');
});

/** How something ends that the agent tries: what is dropped instead of refused ends as `no answer`. */
async function outcome(...what: string[]): Promise<string> {
  return (await attempt(agent, ...what)).result;
}

type Raw = [string, string, string, string];

function raw(...lines: string[]): Raw {
  return ['raw', world.address, '80', Buffer.from([...lines, '', ''].join('\r\n')).toString('base64')];
}

function http(...lines: string[]): Raw {
  return raw(...lines, 'Connection: close');
}

describe('a listed name', () => {
  test('answers over HTTP', async () => {
    expect(await outcome('http', 'allowed.test')).toBe('200 http allowed.test /');
  });

  test('answers although its address left the rules’ sets while the resolver still remembers it', async () => {
    await outcome('resolve', 'remembered.test', 'A');
    await outcome('resolve', 'git.test', 'A');
    await execute(gateway, ['nft', 'flush set inet maestro allow4; flush set inet maestro ssh4'], { user: '0' });
    expect(await outcome('tls', 'allowed.test', world.address)).toBe('closed');

    await outcome('resolve', 'git.test', 'A');
    expect(await outcome('tls', 'remembered.test')).toBe('tls remembered.test');
    expect(await outcome('tcp', world.address, '22')).toBe('SSH-2.0-world');
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
    ['before a second name', ['GET / HTTP/1.1', 'Host: allowed.test, blocked.test']],
    ['behind a dot', ['GET / HTTP/1.1', 'Host: .below.test']],
    ['behind two dots', ['GET / HTTP/1.1', 'Host: a..below.test']],
    ['as HTTP/2 from the start', ['PRI * HTTP/2.0', '', 'SM', '']],
    ['left out', ['GET / HTTP/1.0']],
  ])('is refused %s', async (_where, lines) => {
    expect(await outcome(...http(...lines))).toMatch(/^HTTP\/1\.1 40[03] /);
  });

  test('is refused when the hello comes in two records', async () => {
    expect(await outcome('hello', 'allowed.test', world.address, 'split')).toBe('closed');
  });

  test.each([
    ['of two', 'allowed.test|blocked.test', 'plain'],
    ['of two, in two extensions', 'allowed.test', 'twice'],
    ['with a NUL', 'blocked.test\\0.below.test', 'plain'],
    ['with a slash', 'blocked.test/.below.test', 'plain'],
    ['with a dot at its start', '.below.test', 'plain'],
    ['with two dots', 'a..below.test', 'plain'],
    ['with a dot at its end', 'allowed.test.', 'plain'],
    ['without a letter', '', 'plain'],
  ])('is refused as a name %s', async (_what, names, change) => {
    expect(await outcome('hello', names, world.address, change)).toBe('closed');
  });

  test('never reached the world', async () => {
    expect(JSON.stringify(await world.seen())).not.toContain('blocked.test');
  });
});

describe('an encrypted hello', () => {
  test.each([0, 2000, 6000, 12_000, 15_000])('behind %i bytes of padding is refused', async (padding) => {
    for (const change of ['encrypted', 'strange', 'draft', 'cut'])
      expect(await outcome('hello', 'allowed.test', world.address, change, `${padding}`)).toBe('closed');
  });

  test('is allowed by a rule for one host', async () => {
    expect(await outcome('hello', 'hiding.test', world.address, 'encrypted', '6000')).toBe('record 22');
  });

  test.each([0, 6000, 12_000])('is not what a plain one with %i bytes of padding is taken for', async (padding) => {
    expect(await outcome('hello', 'allowed.test', world.address, 'plain', `${padding}`)).toBe('record 22');
    expect(await outcome('hello', 'allowed.test', world.address, 'pieces', `${padding}`)).toBe('record 22');
  });
});

describe('an upgrade', () => {
  const KEY = [
    'Connection: Upgrade, close',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  const switching = (path: string, ...upgrades: string[]) =>
    raw(`GET /switch/${path} HTTP/1.1`, 'Host: allowed.test', ...upgrades, ...KEY);

  test.each([
    ['to HTTP/2', ['Upgrade: h2c']],
    ['to HTTP/2 before a web socket', ['Upgrade: h2c, websocket']],
    ['to HTTP/2 behind a web socket', ['Upgrade: websocket, h2c']],
    ['in two lines', ['Upgrade: websocket', 'Upgrade: h2c']],
    ['to nothing', ['Upgrade:']],
  ])('%s is refused', async (_what, lines) => {
    expect(await outcome(...switching('websocket', ...lines))).toMatch(/^HTTP\/1\.1 403 .*only web sockets/s);
  });

  test('to a web socket opens one', async () => {
    expect(await outcome(...switching('websocket', 'Upgrade: websocket'))).toMatch(/^HTTP\/1\.1 101 .*tunnel$/s);
  });

  test.each(['h2c', 'h2c%2C%20websocket', 'websocket%2C%20h2c', 'websocket/h2c'])(
    'that is answered with %s opens nothing',
    async (answer) => {
      expect(await outcome(...switching(answer, 'Upgrade: websocket'))).toMatch(/^HTTP\/1\.1 502 .*only web sockets/s);
    },
  );

  test('that nobody asked for opens nothing', async () => {
    expect(await outcome(...http('GET /switch/websocket HTTP/1.1', 'Host: allowed.test'))).toMatch(/^HTTP\/1\.1 502 /);
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

  test('goes on in no other form than a plain question for an address', async () => {
    await outcome('dns', '127.0.0.11', 'HiDiNg.TeSt', '1');
    for (const type of ['1', '28', '16', '65', '255']) await outcome('dns', '127.0.0.11', 'allowed.test', type);

    const questions = (await world.seen()).filter((sight) => 'dns' in sight);
    expect(questions).toContainEqual({ dns: 'hiding.test', type: 'A', spelled: 'hiding.test' });
    expect(questions.filter(({ type }) => type !== 'A')).toEqual([]);
  });

  test('for a name below an exact one does not exist', async () => {
    expect(await outcome('dns', '127.0.0.11', 'stolen.allowed.test', '1')).toBe('NXDOMAIN 0');
    expect(await outcome('dns', '127.0.0.11', 'stolen.git.test', '1')).toBe('NXDOMAIN 0');
    expect(await outcome('dns', '127.0.0.11', 'below.test', '1')).toBe('NXDOMAIN 0');
    expect(await outcome('dns', '127.0.0.12', 'stolen.allowed.test', '1')).toBe('EHOSTUNREACH');
    expect(JSON.stringify(await world.seen())).not.toContain('stolen');
  });

  test('below a wildcard is limited in labels and their length', async () => {
    const long = 'x'.repeat(41);

    expect(await outcome('dns', '127.0.0.1', 'a.b.c.d.long.test', '1')).toBe('NOERROR 1');
    expect(await outcome('dns', '127.0.0.1', 'abc.b.c.d.e.long.test', '1')).toBe('REFUSED 0');
    expect(await outcome('dns', '127.0.0.1', `${long}.long.test`, '1')).toBe('REFUSED 0');
    expect(await outcome('dns', '127.0.0.1', `a.${long}.long.test`, '1')).toBe('REFUSED 0');
    expect(JSON.stringify(await world.seen())).not.toMatch(/xxx|abc/);
  });

  test('below a wildcard is limited in new names, and known ones go on', async () => {
    await outcome('dns', '127.0.0.1', 'known.many.test', '1');

    const codes = await outcome('ask', '127.0.0.1', `${'y'.repeat(35)}-#.many.test`, '100');

    const carried = (await world.seen()).filter(({ dns }) => String(dns).startsWith('yyy')).length;
    expect(codes).toContain('REFUSED 0');
    expect(carried).toBeGreaterThan(40);
    expect(carried).toBeLessThan(99);
    expect(await outcome('dns', '127.0.0.1', 'known.many.test', '1')).toBe('NOERROR 1');
  });

  test('reaches no port of Docker’s own resolver', async () => {
    const { output } = await execute(agent, ['cat', '/proc/net/tcp']);
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
    const { output } = await execute(agent, ['cat', '/proc/net/if_inet6']);

    expect(output).toBe('');
  });

  test('cannot list or change the rules, even as root', async () => {
    const list = await execute(agent, ['nft', 'list', 'ruleset'], { user: '0' });
    const flush = await execute(agent, ['nft', 'flush', 'ruleset'], { user: '0' });

    expect([list.output, flush.output]).toEqual([
      expect.stringContaining('Operation not permitted'),
      expect.stringContaining('Operation not permitted'),
    ]);
  });

  test('has its own loopback to itself', async () => {
    const server = `const s = require('http').createServer((q, r) => r.end('mine')).listen(80, () =>
      fetch('http://127.0.0.1/').then((r) => r.text()).then((t) => { console.log(t); process.exit(); }))`;

    expect((await execute(agent, ['node', '--eval', server])).output).toBe('mine');
  });
});
