import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GATEWAY_CHECKS } from '../../../electron/contract/reports.ts';
import { gatewaySpec, isolationOf as isolationAt } from '../../../electron/engine/gateway/gateway.ts';
import { networkSpec } from '../../../electron/engine/gateway/network.ts';
import { nameserver } from '../../../electron/engine/gateway/upstream.ts';

const at = '2026-01-01T00:00:00.000Z';
const proof = line({ kind: 'proof', ok: true, checks: [], domains: ['a.example'] });
const drift = line({ kind: 'drift', found: 'changed' });
const egress = line({
  kind: 'egress',
  ...{
    via: 'tls',
    host: 'a.example',
    to: '192.0.2.1:443',
    up: 1,
    down: 2,
    verdict: 'allowed',
    why: 'listed',
    end: '--',
  },
});

const soon = new Date('2026-01-01T00:10:00.000Z');

function isolationOf(running: boolean, lines: readonly string[], now = soon) {
  return isolationAt(running, lines, now);
}

function line(report: object): string {
  return JSON.stringify({ ...report, at });
}

test('a gateway that proved itself is verified, whatever its ledger says after that', () => {
  expect(isolationOf(true, [proof, egress, 'dnsmasq: started'])).toMatchObject({
    state: 'verified',
    domains: ['a.example'],
  });
});

test('a proof that is not renewed expires, and the moment that it held stays', () => {
  const later = new Date('2026-01-01T01:00:00.000Z');

  expect(isolationOf(true, [proof], later)).toMatchObject({ state: 'unproven', provenAt: at });
  expect(isolationOf(true, [proof, line({ kind: 'drift', found: 'changed' })], later).state).toBe('failed');
});

test('a proof from far ahead is one from before the clock was set back, and holds no longer', () => {
  const before = new Date(Date.parse(at) - 3_600_000);
  expect(isolationOf(true, [proof], before).state).toBe('unproven');
});

test('a proof without an answer is not a failure: it says since when nothing was proven', () => {
  const checks = [{ name: 'agent', ok: false, found: 'no answer' }];
  const unproven = line({ kind: 'unproven', since: at, checks, domains: ['a.example'] });

  expect(isolationOf(true, [proof, unproven])).toEqual({
    state: 'unproven',
    checks,
    domains: ['a.example'],
    provenAt: at,
  });
  expect(isolationOf(true, [unproven, proof]).state).toBe('verified');
});

test('the script of the proof looks at what the contract names, and at nothing else', async () => {
  const script = await readFile(join(import.meta.dirname, '../../../docker/gateway/prove'), 'utf8');
  const names = /LOOKS=\(([^)]*)\)/.exec(script)?.[1]?.split(' ');
  const expected = [.../declare -rA EXPECTED=\(([^)]*)\)/.exec(script)![1]!.matchAll(/\[(\w+)\]=/g)].map(
    ([, name]) => name,
  );

  expect(names).toEqual(GATEWAY_CHECKS);
  expect(expected).toEqual(GATEWAY_CHECKS);
  for (const name of GATEWAY_CHECKS) expect(script).toContain(`look_at_${name}() {`);
});

test('a gateway that starts again is not verified by its earlier proof', () => {
  expect(isolationOf(true, [proof, line({ kind: 'starting' })]).state).toBe('starting');
});

test('a gateway whose rules were changed is not verified, and keeps its list', () => {
  expect(isolationOf(true, [proof, drift])).toMatchObject({ state: 'failed', domains: ['a.example'] });
});

test('a gateway without a word is unknown, and stopped when it does not run', () => {
  expect(isolationOf(true, ['{"kind":', '{}', egress]).state).toBe('unknown');
  expect(isolationOf(false, [proof]).state).toBe('stopped');
});

test('a failed step is shown with its output', () => {
  const failed = line({ kind: 'failed', step: 'rules', output: 'syntax error' });

  expect(isolationOf(true, [failed]).failure).toEqual({ step: 'rules', found: 'syntax error' });
});

test('a gateway has what rules need, and nothing more', () => {
  const input = { name: 'a-1', image: 'i', network: 'a-1-net', labels: {}, domains: [], sshHosts: [], upstream: null };

  const { HostConfig } = gatewaySpec(input).spec;

  expect(HostConfig).toMatchObject({ CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'], NetworkMode: 'a-1-net' });
  expect(HostConfig?.CapAdd).toEqual(['NET_ADMIN', 'NET_BIND_SERVICE', 'SETGID', 'SETUID']);
  expect(HostConfig?.Privileged ?? false).toBe(false);
});

test('networks of thousands of containers have addresses of their own', () => {
  const subnets = Array.from({ length: 4096 }, (_, index) => networkSpec('n', {}, index).IPAM?.Config?.[0]?.['Subnet']);

  expect(new Set(subnets).size).toBe(4096);
  expect([subnets[0], subnets[4095]]).toEqual(['198.19.0.0/29', '198.19.127.248/29']);
});

test('the host’s resolver is its first one that is not on loopback', () => {
  const text = '# comment\nsearch corp\nnameserver 127.0.0.53\nnameserver fe80::1%eth0\nnameserver 192.0.2.53\n';

  expect(nameserver(text)).toBe('192.0.2.53');
  expect(nameserver('nameserver 127.0.0.53\n')).toBeUndefined();
});
