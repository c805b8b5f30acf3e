import { beforeAll, describe, expect, test } from 'vitest';
import { proveGateway } from '../../electron/engine/gateway/gateway.ts';
import { execute } from '../support/execute.ts';
import { attempt, context, createGateway, docker, startNeighbour } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { PATIENCE_MS } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

/** What whoever is inside tries, when the names on the list are known. */
let world: World;
let gateway: string;
let agent: string;

beforeAll(async () => {
  const { gateway: image } = await testImages();
  world = await startWorld({ image });
  const policy = { domains: ['allowed.test', '*.below.test'], sshHosts: ['git.test'], upstream: world.address };
  gateway = (await createGateway({ image, ...policy })).id;
  await world.attach(gateway);
  await docker.start(gateway);
  await proveGateway(context, gateway, AbortSignal.timeout(PATIENCE_MS));
  agent = await startNeighbour(gateway, image);
});

async function outcome(...what: string[]): Promise<string> {
  return (await attempt(agent, ...what)).result;
}

function http(...lines: string[]): [string, string, string, string] {
  return ['raw', world.address, '80', Buffer.from(lines.join('\r\n')).toString('base64')];
}

describe('a flow that the kernel remembers', () => {
  test('belongs to who made it: the resolver’s ports carry no questions of others', async () => {
    await outcome('dns', '127.0.0.1', 'flow.below.test', '1');
    const ports = (await world.seen()).flatMap(({ asker }) => (typeof asker === 'number' ? [asker] : []));
    expect(ports.length).toBeGreaterThan(0);

    for (const port of ports)
      expect(await outcome('dns', world.address, 'stolen.test', '16', `${port}`)).toMatch(/^E(PERM|HOSTUNREACH)$/);

    expect(JSON.stringify(await world.seen())).not.toContain('stolen');
  });
});

describe('a request inside of a request', () => {
  const inner = ['GET /inner HTTP/1.1', 'Host: blocked.test', 'Connection: close', '', ''];
  const length = inner.join('\r\n').length;

  test.each([
    ['two lengths', 'Content-Length: 0', `Content-Length: ${length}`],
    ['a list of lengths', `Content-Length: 0,${length}`],
    ['a length with a sign', `Content-Length: +${length}`],
    ['a length in hexadecimal', 'Content-Length: 0x2e'],
    ['a length and chunks', `Content-Length: ${length}`, 'Transfer-Encoding: chunked'],
    ['chunks by another name', 'Transfer-Encoding: xchunked'],
    ['chunks before another coding', 'Transfer-Encoding: chunked, identity'],
    ['chunks behind a tabulator of its own', 'Transfer-Encoding: \vchunked'],
    ['chunks with a space in the name', 'Transfer-Encoding : chunked'],
    ['no name before the colon', ': x', 'Host: blocked.test'],
    ['a folded line', ' Host: blocked.test'],
    ['a carriage return alone', 'X: y\rHost: blocked.test'],
    ['a line feed alone', 'X: y\nHost: blocked.test'],
    ['a Host that others are to drop', 'Connection: close, Host'],
  ])('with %s reaches nobody', async (_what, ...lines) => {
    const sent = http('POST /outer HTTP/1.1', 'Host: allowed.test', ...lines, '', '0', '', ...inner);

    expect(await outcome(...sent)).not.toContain('http blocked.test');
    expect(JSON.stringify(await world.seen())).not.toMatch(/blocked\.test|inner/);
  });

  test.each([
    'allowed.test:443',
    'allowed.test:080',
    'allowed.test:',
    'allowed.test.',
    'user@allowed.test',
    '[::1]',
    'allowed%2etest',
    'allowed.test#',
    'allowed.test blocked.test',
    'é.below.test',
    '*.below.test',
  ])('has no host where that is %s', async (host) => {
    expect(await outcome(...http('GET / HTTP/1.1', `Host: ${host}`, 'Connection: close', '', ''))).toMatch(
      /^HTTP\/1\.1 40[03] /,
    );
  });
});

describe('another protocol', () => {
  test.each([
    ['SCTP', '1', '132'],
    ['UDP-Lite', '2', '136'],
    ['multipath TCP', '1', '262'],
    ['echo requests', '2', '1'],
  ])('%s reaches nobody', async (_name, type, number) => {
    const { output } = await execute(agent, ['perl', '-e', SEND, type, number, world.address]);

    expect(output).toMatch(/^not sent/);
  });
});

/** Opens a socket of this type and protocol, and sends twice what could be an echo request. */
const SEND = `use Socket; my ($type, $number, $to) = @ARGV; my $data = chr(8) . chr(0) x 19; my $s;
  my $sent = socket($s, PF_INET, $type, $number) && connect($s, pack_sockaddr_in(8080, inet_aton($to)))
    && send($s, $data, 0) && select(undef, undef, undef, 0.3) == 0 && send($s, $data, 0);
  print $sent ? "sent" : "not sent: $!";`;
