import { expect, test } from 'vitest';
import type { EgressRow } from '../../../electron/contract/egress.ts';
import {
  isOver,
  isStillRefused,
  refusedCountsSince,
  refusedSince,
} from '../../../electron/engine/containers/refused-rules.ts';
import { ago } from '../../support/facts.ts';
import { report } from '../../support/reports.ts';

const MINUTE_MS = 60_000;

function minutesAgo(minutes: number): string {
  return ago(minutes * MINUTE_MS);
}

function row(some: Partial<EgressRow> = {}): EgressRow {
  return {
    ...{
      id: 'abc123',
      container: 'cc-work-1',
      firstAt: minutesAgo(5),
      at: minutesAgo(4),
      via: 'dns',
      host: 'api.test',
    },
    ...{ address: null, port: 53, method: null, path: null, status: null, up: 0, down: 0, verdict: 'refused' },
    ...{ rule: 'unlisted', connected: false, count: 3 },
    ...some,
  } as EgressRow;
}

test('what was refused counts since the last turn began, or shortly before an agent without turns fell silent', () => {
  const told = (turn: boolean | undefined, minutes: number) =>
    report({ at: minutesAgo(minutes), lastActivityAt: minutesAgo(minutes), ...(turn === undefined ? {} : { turn }) });

  const one = [told(true, 30), told(false, 20), told(true, 10), told(true, 5)];
  expect(refusedCountsSince(one)).toBe(minutesAgo(10));
  expect(refusedCountsSince([...one, told(false, 4)])).toBe(minutesAgo(10));
  expect(refusedCountsSince([told(true, 5)])).toBe(minutesAgo(6));
  expect(refusedCountsSince([told(undefined, 9), told(undefined, 5)])).toBe(minutesAgo(5));
  expect(refusedCountsSince([told(false, 5)])).toBeUndefined();
  expect(refusedCountsSince([report({ turn: true })])).toBeUndefined();
  expect(refusedCountsSince([])).toBeUndefined();
});

test('the newest name that was new then is told: not what was tried before, was let through, or lacks something else', () => {
  const newer = row({ id: 'new123', host: 'newer.test', at: minutesAgo(2) });
  expect(refusedSince([newer, row()], minutesAgo(10))).toMatchObject({ id: 'new123', name: 'newer.test', times: 3 });

  expect(refusedSince([row({ firstAt: minutesAgo(11) })], minutesAgo(10))).toBeUndefined();
  expect(refusedSince([row({ verdict: 'allowed', rule: 'api.test' })], minutesAgo(10))).toBeUndefined();
  expect(refusedSince([row({ rule: 'no-name' }), row({ host: '*' })], minutesAgo(10))).toBeUndefined();
  // A ledger may say its moments in other digits.
  const second = minutesAgo(10).replace('.000Z', 'Z');
  expect(refusedSince([row({ firstAt: second })], minutesAgo(10))).toBeDefined();
});

test('an agent is silent over what was refused shortly before or since, and not over what came long before', () => {
  const refused = (minutes: number) =>
    ({ id: 'abc123', name: 'a.test', times: 1, lastAt: minutesAgo(minutes), at: 'name' }) as const;

  expect(isOver(refused(20), minutesAgo(16))).toBe(false);
  expect(isOver(refused(17), minutesAgo(16))).toBe(true);
  expect(isOver(refused(1), minutesAgo(16))).toBe(true);
});

test('a name that is let through by now is not refused any more', () => {
  const [refused] = [{ id: 'abc123', name: 'api.deep.test', times: 1, lastAt: minutesAgo(1), at: 'name' as const }];
  const now = (domains: string[], preset: 'standard' | 'open' = 'standard') =>
    isStillRefused(refused, { preset, isolation: { state: 'verified', checks: [], domains, provenAt: null } });

  expect(now(['other.test', '*.api.deep.test'])).toBe(true);
  expect(now(['api.deep.test'])).toBe(false);
  expect(now(['*.deep.test'])).toBe(false);
  expect(now([], 'open')).toBe(false);
});
