import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choicesOf, isList, whatIsAllowed } from '../../../electron/engine/config/key-rules.ts';
import { type Key, KEYS, unitOf } from '../../../electron/engine/config/schema.ts';
import { formatDuration, parseDuration } from '../../../electron/engine/config/units.ts';

const keys: readonly Key<unknown>[] = Object.values(KEYS);

test('every key says what it accepts, in a sentence', () => {
  for (const key of keys) expect(whatIsAllowed(key), key.path).toMatch(/^(Give|Use) .*\.$/);
  expect(whatIsAllowed(KEYS.memory)).toBe('Give a size such as 4g or 512m, from 256m to 1t.');
  expect(whatIsAllowed(KEYS.credentialMode)).toBe('Use one of broker, sync.');
});

test('a key with few values offers each of them, and accepts each', () => {
  expect(choicesOf(KEYS.startMode)).toEqual(['yolo', 'plan', 'ask']);
  expect(choicesOf(KEYS.showNag)).toEqual(['true', 'false']);
  for (const { accepts } of keys)
    for (const choice of choicesOf({ accepts }))
      expect([accepts.safeParse(choice).success, accepts.safeParse(choice === 'true').success]).toContain(true);
});

test('lists and units are known by what a key accepts', () => {
  expect(keys.filter(isList).map(({ path }) => path)).toContain('firewall.local_networks');
  expect(isList(KEYS.prefix)).toBe(false);
  expect([KEYS.disk, KEYS.stalledAfter, KEYS.pids, KEYS.prefix].map(unitOf)).toEqual([
    'size',
    'time',
    'processes',
    undefined,
  ]);
});

test('a time that is written is read as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 * 86_400_000 }), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
  );
  expect([1_800_000, 21_600_000, 86_400_000, 90_000].map(formatDuration)).toEqual(['30m', '6h', '1d', '90s']);
});
