import { beforeAll, describe, expect, test } from 'vitest';
import { proveGateway } from '../../electron/engine/gateway/gateway.ts';
import { execute } from '../support/execute.ts';
import { attempt, context, createGateway, docker, startNeighbour } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { PATIENCE_MS } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

/** Ways around a closed network that other programs were seen to leave open; `rules/bypasses.test.ts` lists all of them. */
const PORTS = ['21', '25', '53', '2375', '3000', '5432', '6443', '8080', '8443', '9090'];
const SERVER = PORTS.map((port) => `require('net').createServer((s) => s.end('mine')).listen(${port});`).join('');

let world: World;
let image: string;
let agent: string;
let sibling: { address: string; host: string };

beforeAll(async () => {
  image = (await testImages()).gateway;
  world = await startWorld({ image });
  const [own, other] = await Promise.all([start(), start()]);
  agent = own.agent;
  sibling = { address: other.address, host: own.host };
  await docker.hold(other.agent, ['node', '--eval', SERVER], { user: '0' });
  await attempt(agent, 'resolve', 'allowed.test', 'A');
});

async function start() {
  const { id } = await createGateway({ image, domains: ['allowed.test'], upstream: world.address });
  const [network] = Object.values((await docker.inspect(id)).NetworkSettings.Networks);
  await world.attach(id);
  await docker.start(id);
  await proveGateway(context, id, AbortSignal.timeout(PATIENCE_MS));
  const own = Object.values((await docker.inspect(id)).NetworkSettings.Networks).find(({ NetworkID, Gateway }) =>
    network?.NetworkID === '' ? Gateway.startsWith('198.19.') : NetworkID === network?.NetworkID,
  );
  return { agent: await startNeighbour(id, image), address: own?.IPAddress ?? '', host: own?.Gateway ?? '' };
}

async function outcome(...what: string[]): Promise<string> {
  return (await attempt(agent, ...what)).result;
}

/** How a TCP connection to each of these ports ends, all tried from one program. */
async function connections(address: string, ports: readonly string[]): Promise<Record<string, string>> {
  const script = `const { connect } = require('net'); const out = {}; let left = ${ports.length};
    for (const port of ${JSON.stringify(ports)}) { const end = (why) => { if (out[port]) return; out[port] = why;
      if (--left === 0) { console.log(JSON.stringify(out)); process.exit(); } };
      connect(port, '${address}').on('connect', () => end('open')).on('error', (e) => end(e.code)); }`;
  return JSON.parse((await execute(agent, ['node', '--eval', script])).output) as Record<string, string>;
}

const REFUSED = Object.fromEntries(PORTS.map((port) => [port, 'ECONNREFUSED']));

describe('B4', () => {
  test('every port of this machine is refused, not the web’s and SSH’s alone', async () => {
    expect(sibling.host).toMatch(/^198\.19\./);
    expect(await connections(sibling.host, PORTS)).toEqual(REFUSED);
    expect(await outcome('http', 'allowed.test', sibling.host)).toMatch(/^503/);
    expect(await outcome('tls', 'allowed.test', sibling.host)).toBe('closed');
    expect(await outcome('udp', sibling.host, '53')).toBe('EHOSTUNREACH');
  });

  test('every port of another container is refused, whatever it listens on', async () => {
    expect(sibling.address).toMatch(/^198\.19\./);
    expect(await connections(sibling.address, PORTS)).toEqual(REFUSED);
    expect(await outcome('http', 'allowed.test', sibling.address)).toMatch(/^503/);
    expect(await outcome('tcp', sibling.address, '22')).toBe('ECONNREFUSED');
  });

  test.each(['169.254.169.254', '100.100.100.200', '168.63.129.16'])('metadata at %s is refused', async (address) => {
    expect(await outcome('http', 'allowed.test', address)).toMatch(/^503/);
    expect(await outcome('http', address, address)).toMatch(/^403/);
    expect(await outcome('tcp', address, '8080')).toBe('ECONNREFUSED');
  });
});

describe('B5', () => {
  test('a hello that comes in many packets is read whole, so that a name in a later one is refused all the same', async () => {
    expect(await outcome('hello', 'allowed.test', world.address, 'pieces', '6000')).toBe('record 22');
    for (const padding of ['0', '6000', '12000'])
      expect(await outcome('hello', 'blocked.test', world.address, 'pieces', padding)).toBe('closed');
    expect(JSON.stringify(await world.seen())).not.toContain('blocked.test');
  });
});

describe('B11', () => {
  test('programs that know no proxy, and those that are told to use none, come to the same gateway', async () => {
    const script = `fetch('http://allowed.test/').then((r) => r.text()).then((t) => console.log(t))`;
    const plain = await execute(agent, ['env', 'NO_PROXY=*', 'no_proxy=*', 'node', '--eval', script]);

    expect(plain.output).toBe('http allowed.test /');
    expect(await outcome('http', 'blocked.test', world.address)).toMatch(/^403/);
  });
});
