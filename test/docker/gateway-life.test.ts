import { networkInterfaces } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import { isProblem } from '../../electron/engine/errors.ts';
import { forbiddenAddresses, tellForbidden } from '../../electron/engine/gateway/never.ts';
import { createNetwork } from '../../electron/engine/gateway/network.ts';
import { GATEWAY_FOLDER } from '../../electron/engine/gateway/rules.ts';
import { proveGateway } from '../../electron/engine/gateway/gateway.ts';
import { execute } from '../support/execute.ts';
import { attempt, context, createGateway, docker, reportsOf, startNeighbour } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { whenDone } from '../support/project.ts';
import { PATIENCE_MS, until } from '../support/until.ts';
import { startWorld } from '../support/world.ts';

let image: string;

beforeAll(async () => {
  image = (await testImages()).gateway;
});

function prove(id: string) {
  return proveGateway(context, id, AbortSignal.timeout(PATIENCE_MS));
}

async function startedGateway(env: string[] = []): Promise<string> {
  const { id } = await createGateway({ image, domains: ['allowed.test'], upstream: '192.0.2.53', spec: { Env: env } });
  await docker.start(id);
  await prove(id);
  return id;
}

const USERS = { dnsmasq: 'dnsmasq', haproxy: 'haproxy', 'lua5.3': 'asker' } as const;
type Program = keyof typeof USERS;

/** Sends a signal to a program of the gateway, as the user that it runs as. */
async function signal(id: string, program: Program, name: string): Promise<void> {
  const kill = `for each in /proc/[0-9]*; do [[ $(<$each/comm) == ${program} ]] && kill -${name} \${each#/proc/}; done; :`;
  await execute(id, ['setpriv', `--reuid=${USERS[program]}`, '--clear-groups', 'bash', '-c', kill], {
    user: '0',
  });
}

function broken(name: string, content: string) {
  return [{ path: `${GATEWAY_FOLDER}/${name}`, content, mode: 0o644, owner: 'root' as const }];
}

describe('a gateway that starts', () => {
  test('proves each of its promises', async () => {
    const { id } = await createGateway({ image, domains: ['allowed.test'] });
    await docker.start(id);

    const { state, checks, domains } = await prove(id);

    expect([state, domains]).toEqual(['verified', ['allowed.test']]);
    expect(checks.map(({ name }) => name)).toEqual(['rules', 'resolver', 'agent', 'proxy', 'host', 'ipv6']);
  });

  test.each([
    ['rules', 'variables.nft', 'define upstreams = { 1.1.1.1 '],
    ['resolver', 'resolver.conf', 'no-such-option\n'],
  ])('with broken %s never proves itself, and says which step', async (step, file, content) => {
    const { id } = await createGateway({ image, files: broken(file, content) });
    await docker.start(id);

    await expect(prove(id)).rejects.toThrow(`The gateway failed at: ${step}.`);
    expect(await reportsOf(id, 'proof')).toEqual([]);
  });

  test('with IPv6 does not pass its own proof', async () => {
    const { id } = await createGateway({ image, hostConfig: { Sysctls: { 'net.ipv6.conf.all.disable_ipv6': '0' } } });
    await docker.start(id);

    await expect(prove(id)).rejects.toThrow('The gateway did not prove: ipv6.');
  });

  test('without the right to make rules ends, and names the step', async () => {
    const { id } = await createGateway({ image, hostConfig: { CapAdd: ['SETUID', 'SETGID'] } });
    await docker.start(id);

    await expect(prove(id)).rejects.toSatisfy((error) => isProblem(error, 'GATEWAY_FAILED'));
  });
});

test('the gateway’s scripts find what they call, and nothing else', async () => {
  const id = await startedGateway();
  const inside = ['env', 'PATH=/usr/local/lib/maestro/bin', '/bin/bash', '-c'];

  const found = await execute(id, [...inside, 'type -P lua5.3 setpriv nft; type -P perl || echo no perl']);

  const bin = '/usr/local/lib/maestro/bin';
  expect(found.output.split('\n')).toEqual([`${bin}/lua5.3`, `${bin}/setpriv`, `${bin}/nft`, 'no perl']);
});

describe('a running gateway', () => {
  test('stops by itself: it has not to be killed', async () => {
    const id = await startedGateway();

    await docker.stop(id, { graceSeconds: 10 });

    expect((await docker.inspect(id)).State.ExitCode).toBe(0);
  });

  test('has its rules again after a restart, and an agent that joins it is closed in', async () => {
    const id = await startedGateway();

    await docker.restart(id, { graceSeconds: 1 });
    await prove(id);

    const agent = await startNeighbour(id, image);
    expect((await attempt(agent, 'tcp', '192.0.0.8', '81')).result).toBe('ECONNREFUSED');
  });

  test('puts rules back that were changed from outside, and calls itself verified no more', async () => {
    const id = await startedGateway(['MAESTRO_WATCH_SECONDS=1']);

    await execute(id, ['nft', 'flush', 'chain', 'inet', 'maestro', 'DOCKER_MCL_FILTER'], { user: '0' });

    await until('the report', async () => (await reportsOf(id, 'drift')).length > 0);
    const { output } = await execute(id, ['nft', 'list', 'chain', 'inet', 'maestro', 'DOCKER_MCL_FILTER']);
    expect(output).toContain('goto refused');
    expect(await docker.lastOutput(id, 100)).not.toMatch(/not found|No such file|failed to execute/);
  });

  test('answers again at once after that, for names that were asked before', async () => {
    const world = await startWorld({ image });
    const { id } = await createGateway({
      ...{ image, domains: ['allowed.test'], upstream: world.address },
      spec: { Env: ['MAESTRO_WATCH_SECONDS=1'] },
    });
    await world.attach(id);
    await docker.start(id);
    await prove(id);
    const agent = await startNeighbour(id, image);
    expect((await attempt(agent, 'http', 'allowed.test')).result).toMatch(/^200/);

    await execute(id, ['nft', 'delete', 'table', 'inet', 'maestro'], { user: '0' });
    await until('the report', async () => (await reportsOf(id, 'drift')).length > 0);

    expect((await attempt(agent, 'http', 'allowed.test')).result).toMatch(/^200/);
  });

  test('reaches no address that the host forbids, whatever resolves to it, and hears when that changes', async () => {
    const world = await startWorld({ image });
    const { id } = await createGateway({
      ...{ image, domains: ['allowed.test'], upstream: world.address, never: [world.network] },
      spec: { Env: ['MAESTRO_WATCH_SECONDS=1'] },
    });
    await world.attach(id);
    await docker.start(id);
    await prove(id);
    const agent = await startNeighbour(id, image);
    const outcome = async () => (await attempt(agent, 'http', 'allowed.test')).result;
    const tell = (addresses: string[]) =>
      tellForbidden(context, id, { addresses, signal: AbortSignal.timeout(10_000) });
    expect(await outcome()).toMatch(/^503/);

    await tell([]);
    await until('the way', async () => (await outcome()).startsWith('200'));
    await tell([`${world.address}/32`]);
    await until('the end of the way', async () => (await outcome()).startsWith('503'));

    expect(await reportsOf(id, 'drift')).toEqual([]);
  });

  test('proves itself while the agent asks without end', async () => {
    const id = await startedGateway(['MAESTRO_WATCH_SECONDS=1', 'MAESTRO_PROVE_SECONDS=1']);
    const agent = await startNeighbour(id, image);
    const flood = await docker.hold(agent, ['node', '/srv/probe.ts', 'flood', '127.0.0.1'], { user: '1000' });

    const before = (await reportsOf(id, 'proof')).length;
    await until('proofs', async () => (await reportsOf(id, 'proof')).length > before + 3);
    flood.release();

    expect((await reportsOf(id, 'proof')).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('whose proof gets no answer says so, goes on, watches its rules, and proves itself when it can', async () => {
    const id = await startedGateway(['MAESTRO_WATCH_SECONDS=1', 'MAESTRO_PROVE_SECONDS=1']);

    await signal(id, 'lua5.3', 'STOP');
    const [unproven] = await until('the report', async () => {
      const reports = await reportsOf(id, 'unproven');
      return reports.length > 0 && reports;
    });
    const proofs = (await reportsOf(id, 'proof')).length;
    await signal(id, 'lua5.3', 'CONT');
    await until('a new proof', async () => (await reportsOf(id, 'proof')).length > proofs);

    expect(unproven?.since).toMatch(/^\d{4}-/);
    expect(unproven?.checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['resolver']);
    expect((await docker.inspect(id)).RestartCount).toBe(0);
  });

  test('whose nft fails is unproven and goes on, since that shows nothing', async () => {
    const id = await startedGateway(['MAESTRO_WATCH_SECONDS=1', 'MAESTRO_PROVE_SECONDS=1']);
    const nft = '/usr/local/lib/maestro/bin/nft';
    const change = (script: string) => execute(id, ['bash', '-c', script.replaceAll('NFT', nft)], { user: '0' });

    await change(`mv NFT NFT.old && printf '#!/bin/bash\necho "Error: Could not process rule: Cannot allocate memory"
      exit 1' >NFT.new && chmod 755 NFT.new && mv NFT.new NFT`);
    const reports = await until('reports', async () => {
      const all = await reportsOf(id, 'unproven');
      return all.length > 2 && all;
    });
    const proofs = (await reportsOf(id, 'proof')).length;
    await change('mv NFT.old NFT');
    await until('a new proof', async () => (await reportsOf(id, 'proof')).length > proofs);

    const broken = reports.at(-1)?.checks.filter(({ ok }) => !ok) ?? [];
    expect(broken.map(({ name, found }) => `${name}: ${found}`)).toEqual([
      'rules: no answer (Error: Could not process rule: Cannot allocate memory)',
    ]);
    expect([await reportsOf(id, 'drift'), (await docker.inspect(id)).RestartCount]).toEqual([[], 0]);
  });

  test.each([
    ['without its table', 'nft delete table inet maestro', /No such file/],
    ['without its end', "nft 'chain inet maestro DOCKER_MCL_FILTER { policy accept; }'", /policy accept/],
  ])('%s is found open', async (_, opening, found) => {
    const id = await startedGateway(['MAESTRO_WATCH_SECONDS=600']);
    const look = 'HERE=/usr/local/lib/maestro; source $HERE/prove; look_at_rules';

    const looked = await execute(id, ['bash', '-c', `${opening}; ${look}`], { user: '0' });

    expect(looked.output).toMatch(found);
    expect(looked.output).not.toMatch(/^(no answer|output is dropped)/);
  });

  test('sees that its rules were changed while a proof has no end', async () => {
    const id = await startedGateway(['MAESTRO_WATCH_SECONDS=1', 'MAESTRO_PROVE_SECONDS=1']);
    await signal(id, 'lua5.3', 'STOP');

    await execute(id, ['nft', 'flush', 'chain', 'inet', 'maestro', 'DOCKER_MCL_FILTER'], { user: '0' });

    await until('the report', async () => (await reportsOf(id, 'drift')).length > 0);
  });

  test('goes on watching after calls that came at any moment', async () => {
    const id = await startedGateway(['MAESTRO_WATCH_SECONDS=1']);
    const calls = 'for ((n = 0; n < 300; n++)); do /usr/local/lib/maestro/call; sleep 0.0$((RANDOM % 9 + 1)); done';
    expect(await execute(id, ['bash', '-c', calls], { user: '0' })).toMatchObject({ code: 0 });

    await execute(id, ['nft', 'flush', 'chain', 'inet', 'maestro', 'DOCKER_MCL_FILTER'], { user: '0' });

    await until('the report', async () => (await reportsOf(id, 'drift')).length > 0);
  });

  test.each(['dnsmasq', 'haproxy', 'lua5.3'] as const)(
    'starts %s again when it dies, and proves itself anew',
    async (program) => {
      const id = await startedGateway();

      await signal(id, program, 'KILL');

      await until('a second proof', async () => (await reportsOf(id, 'proof')).length === 2);
      expect((await reportsOf(id, 'proof')).at(-1)?.ok).toBe(true);
    },
  );
});

test('every address of this host and every network of Docker is forbidden', async () => {
  const world = await startWorld({ image });
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);

  const forbidden = await forbiddenAddresses(context);

  expect(forbidden).toContain(world.network);
  expect(forbidden).toEqual(
    expect.arrayContaining(own.filter(({ family }) => family === 'IPv4').map(({ address }) => address)),
  );
});

test('networks that are made at the same time never share addresses', async () => {
  const names = Array.from({ length: 6 }, (_, index) => `test-${process.pid}-${index}-net`);

  const ids = await Promise.all(
    names.map((name) => createNetwork({ docker }, { name, labels: { 'test.pid': `${process.pid}` } })),
  );
  whenDone(async () => {
    await Promise.all(ids.map((id) => docker.removeNetwork(id)));
  });

  const networks = await docker.networks({ 'test.pid': `${process.pid}` });
  expect(new Set(networks.map(({ IPAM }) => IPAM?.Config?.[0]?.['Subnet'])).size).toBe(6);
});
