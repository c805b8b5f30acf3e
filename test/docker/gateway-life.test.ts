import { beforeAll, describe, expect, test } from 'vitest';
import { isProblem } from '../../electron/engine/errors.ts';
import { createNetwork } from '../../electron/engine/gateway/network.ts';
import { GATEWAY_FOLDER } from '../../electron/engine/gateway/rules.ts';
import { proveGateway } from '../../electron/engine/gateway/gateway.ts';
import { attempt, context, createGateway, docker, reportsOf, startNeighbour } from '../support/gateway.ts';
import { testImages } from '../support/images.ts';
import { whenDone } from '../support/project.ts';
import { until } from '../support/until.ts';

let image: string;

beforeAll(async () => {
  image = (await testImages()).gateway;
});

function prove(id: string) {
  return proveGateway(context, id, AbortSignal.timeout(30_000));
}

async function startedGateway(env: string[] = []): Promise<string> {
  const { id } = await createGateway({ image, domains: ['allowed.test'], upstream: '192.0.2.53', spec: { Env: env } });
  await docker.start(id);
  await prove(id);
  return id;
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
    const id = await startedGateway(['MAESTRO_WATCH_SECONDS=0.2']);

    await docker.execute(id, ['nft', 'flush', 'chain', 'inet', 'maestro', 'DOCKER_MCL_FILTER'], { user: '0' });

    await until('the report', async () => (await reportsOf(id, 'drift')).length > 0);
    const { output } = await docker.execute(id, ['nft', 'list', 'chain', 'inet', 'maestro', 'DOCKER_MCL_FILTER']);
    expect(output).toContain('goto refused');
  });

  test.each(['dnsmasq', 'haproxy'])('starts %s again when it dies, and proves itself anew', async (program) => {
    const id = await startedGateway();
    const kill = `kill -9 $(grep --files-with-matches --line-regexp ${program} /proc/[0-9]*/comm | cut --delimiter=/ --fields=3)`;

    await docker.execute(id, ['setpriv', `--reuid=${program}`, '--clear-groups', 'bash', '-c', kill], { user: '0' });

    await until('a second proof', async () => (await reportsOf(id, 'proof')).length === 2, 60_000);
    expect((await reportsOf(id, 'proof')).at(-1)?.ok).toBe(true);
  });
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
