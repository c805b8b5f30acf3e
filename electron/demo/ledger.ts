import type { EgressRow } from '../contract/egress.ts';
import type { ContainerName } from '../contract/ids.ts';

const SECOND_MS = 1000;

const ROW: Omit<EgressRow, 'container' | 'id' | 'host' | 'rule' | 'at' | 'firstAt'> = {
  ...{ via: 'tls', port: 443, address: '203.0.113.7', method: null, path: null, status: null },
  ...{ verdict: 'allowed', connected: true, count: 1, up: 0, down: 0 },
};
const REFUSED = { verdict: 'refused', rule: 'unlisted', connected: false } as const;

type Told = Pick<EgressRow, 'id' | 'host' | 'rule'> & Partial<EgressRow> & { readonly seconds: number };

const TOLD: readonly Told[] = [
  told(4, 'aaaaa1', { host: 'api.anthropic.com', count: 318, up: 4_812_330, down: 912_004 }),
  told(40, 'k3v9qa', { host: 'telemetry.tool.test', count: 41, ...REFUSED }),
  told(95, 'aaaaa2', { host: 'img.cdn.shop.test', rule: '*.cdn.shop.test', count: 12, up: 1_220, down: 88_401_220 }),
  told(200, 'aaaaa3', {
    ...{ via: 'http', port: 80, host: 'packages.shop.test', method: 'GET', path: '/simple/requests/', status: 200 },
    ...{ up: 410, down: 20_110 },
  }),
  told(600, 'p0s7bd', { via: 'dns', port: 53, host: 'fonts.styles.test', address: null, count: 3, ...REFUSED }),
  told(3600, 'aaaaa4', { via: 'ssh', port: 22, host: 'git.shop.test', rule: 'git-host', up: 9_100, down: 77_000 }),
];

/** A made-up ledger of a container, the newest first. */
export function demoLedger(container: ContainerName): EgressRow[] {
  return TOLD.map(({ seconds, ...row }) => ({
    ...ROW,
    ...row,
    ...{ container, firstAt: ago(9000), at: ago(seconds) },
  }));
}

/** A row of so many seconds ago; the rule of an allowed one is its host, unless it says otherwise. */
function told(seconds: number, id: string, row: Partial<EgressRow> & { readonly host: string }): Told {
  return { rule: row.host, ...row, id, seconds };
}

/** The moment so many seconds ago. */
export function ago(seconds: number): string {
  return new Date(Date.now() - seconds * SECOND_MS).toISOString();
}
