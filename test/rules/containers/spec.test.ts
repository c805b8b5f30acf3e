import { expect, test } from 'vitest';
import { agentSpec, partNames } from '../../../electron/engine/containers/spec.ts';
import { ContainerName } from '../../../electron/contract/ids.ts';

const name = ContainerName.parse('maestro-feat-a-1');
const limits = { memoryBytes: 4 * 1024 ** 3, cpus: 1.5, pids: 512 };
const confinement = ['seccomp={}'];
const labels = { 'maestro.managed': 'true' };
const spec = agentSpec({ name, image: 'agent:1', gatewayId: 'abc', limits, diskBytes: null, labels, confinement });
const host = spec.HostConfig ?? {};

test('an agent container holds no capability and cannot gain one', () => {
  expect(host.CapDrop).toEqual(['ALL']);
  expect(host.CapAdd).toBeUndefined();
  expect(host.SecurityOpt).toEqual(['no-new-privileges', 'seccomp={}']);
  expect(host.Privileged).toBeUndefined();
  expect(spec.User).toBe('1000:1000');
});

test('the seccomp profile is Maestro’s own, and the default AppArmor profile stays in force', () => {
  expect(JSON.stringify(spec)).not.toMatch(/unconfined|apparmor/i);
});

test('it has no network but its gateway’s', () => {
  expect(host.NetworkMode).toBe('container:abc');
  expect(host.PortBindings).toBeUndefined();
  expect(spec.NetworkingConfig).toBeUndefined();
});

test('memory, swap, cpus, processes and open files are limited', () => {
  expect(host).toMatchObject({ Memory: 4 * 1024 ** 3, MemorySwap: 4 * 1024 ** 3, NanoCpus: 1.5e9, PidsLimit: 512 });
  expect(host.Ulimits).toEqual([{ Name: 'nofile', Soft: 16_384, Hard: 16_384 }]);
});

test('nothing of the host is mounted, only its own volumes', () => {
  expect(host.Binds).toBeUndefined();
  expect(host.Mounts?.every((mount) => mount.Type === 'volume')).toBe(true);
  expect(host.Mounts?.map((mount) => [mount.Source, mount.Target])).toEqual([
    ['maestro-feat-a-1-npm', '/home/node/.npm'],
    ['maestro-feat-a-1-uv', '/home/node/.cache/uv'],
    ['maestro-feat-a-1-history', '/commandhistory'],
  ]);
});

test('no environment is set, since everyone who may inspect it could read it', () => {
  expect(spec.Env).toBeUndefined();
});

test('it reaps its dead, comes back by itself, and its log stays small', () => {
  expect(host.Init).toBe(true);
  expect(host.RestartPolicy).toEqual({ Name: 'unless-stopped' });
  expect(host.LogConfig).toEqual({ Type: 'json-file', Config: { 'max-size': '2m', 'max-file': '2' } });
});

test('everything that belongs to a container is named after it', () => {
  expect(partNames(name)).toEqual({
    gateway: 'maestro-feat-a-1-gw',
    network: 'maestro-feat-a-1-net',
    volumes: ['maestro-feat-a-1-npm', 'maestro-feat-a-1-uv', 'maestro-feat-a-1-history'],
  });
});

test('the disk is limited where the engine can hold it to that', () => {
  const limited = agentSpec({ name, image: 'agent:1', gatewayId: 'abc', limits, diskBytes: 1024, labels, confinement });
  expect(limited.HostConfig?.StorageOpt).toEqual({ size: '1024' });
  expect(spec.HostConfig?.StorageOpt).toBeUndefined();
});
