import type { EgressRow } from '../../electron/contract/egress.ts';
import type { ContainerName } from '../../electron/contract/ids.ts';
import type { ContainerNetwork } from '../../electron/contract/network.ts';
import type { Preset } from '../../electron/contract/presets.ts';

/** A made-up network of a container. */
export function demoNetwork(container: ContainerName, preset: Preset): ContainerNetwork {
  return {
    container,
    preset,
    allowed: [
      { domain: '*.cdn.shop.test', from: 'container' },
      { domain: 'api.anthropic.com', from: 'agent' },
      { domain: 'git.shop.test', from: 'remote' },
      { domain: 'github.com', from: 'config' },
      { domain: 'packages.shop.test', from: 'registry' },
      { domain: 'staging.shop.test', from: 'passing', until: null },
    ],
    removed: [],
    inForce: 'now',
    refused: [
      { id: 'k3v9qa', name: 'telemetry.tool.test', times: 41, lastAt: ago(40), at: 'connection' },
      { id: 'p0s7bd', name: 'fonts.styles.test', times: 3, lastAt: ago(600), at: 'name' },
    ],
  };
}

const ROW = { firstAt: ago(9000), address: '203.0.113.7', status: null, connected: true, count: 1 } as const;
const REFUSED = { verdict: 'refused', rule: 'unlisted', connected: false, up: 0, down: 0 } as const;

/** A made-up ledger of a container, the newest first. */
export function demoLedger(container: ContainerName): EgressRow[] {
  const tls = { via: 'tls', port: 443, method: null, path: null, verdict: 'allowed' } as const;
  const rows: Omit<EgressRow, 'container'>[] = [
    {
      ...ROW,
      ...tls,
      id: 'aaaaa1',
      at: ago(4),
      host: 'api.anthropic.com',
      up: 4_812_330,
      down: 912_004,
      rule: 'api.anthropic.com',
      count: 318,
    },
    { ...ROW, ...tls, ...REFUSED, id: 'k3v9qa', at: ago(40), host: 'telemetry.tool.test', count: 41 },
    {
      ...ROW,
      ...tls,
      id: 'aaaaa2',
      at: ago(95),
      host: 'img.cdn.shop.test',
      up: 1_220,
      down: 88_401_220,
      rule: '*.cdn.shop.test',
      count: 12,
    },
    {
      ...ROW,
      id: 'aaaaa3',
      at: ago(200),
      via: 'http',
      port: 80,
      host: 'packages.shop.test',
      method: 'GET',
      path: '/simple/requests/',
      status: 200,
      up: 410,
      down: 20_110,
      verdict: 'allowed',
      rule: 'packages.shop.test',
    },
    {
      ...ROW,
      ...REFUSED,
      id: 'p0s7bd',
      at: ago(600),
      via: 'dns',
      port: 53,
      host: 'fonts.styles.test',
      method: null,
      path: null,
      address: null,
      count: 3,
    },
    {
      ...ROW,
      id: 'aaaaa4',
      at: ago(3600),
      via: 'ssh',
      port: 22,
      host: 'git.shop.test',
      method: null,
      path: null,
      up: 9_100,
      down: 77_000,
      verdict: 'allowed',
      rule: 'git-host',
    },
  ];
  return rows.map((row) => ({ ...row, container }));
}

function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}
