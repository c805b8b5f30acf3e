import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSize, parseSize } from '../../../electron/contract/limits.ts';
import { parseDuration } from '../../../electron/engine/config/units.ts';

test.each([
  ['4g', 4 * 1024 ** 3],
  ['512m', 512 * 1024 ** 2],
  ['1.5GiB', 1.5 * 1024 ** 3],
  ['2 GB', 2 * 1024 ** 3],
  ['100k', 102_400],
  ['7b', 7],
  ['1048576', 1_048_576],
])('%s is %i bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each(['', 'g', '4gg', '-1g', '1e3', '4 gigs', '1.5.5m', 'NaN', '∞', '999999999999999t'])(
  '%j is no size',
  (text) => {
    expect(parseSize(text)).toBeUndefined();
  },
);

test('every size comes back from its text', () => {
  fc.assert(
    fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (bytes) => {
      expect(parseSize(formatSize(bytes))).toBe(bytes);
    }),
  );
});

test.each([
  ['30m', 1_800_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['250ms', 250],
  ['90s', 90_000],
  ['2d', 172_800_000],
  ['0', 0],
])('%s is %i milliseconds', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', '30', 'm', '-5m', '5 m', '5minutes', '1h-30m'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('the parts of a duration add up', () => {
  const part = fc.record({ count: fc.nat(1000), unit: fc.constantFrom('ms', 's', 'm', 'h') });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const texts = parts.map(({ count, unit }) => `${count}${unit}`);
      const sum = texts.reduce((total, text) => total + (parseDuration(text) ?? Number.NaN), 0);
      expect(parseDuration(texts.join(''))).toBe(sum);
    }),
  );
});

test('any text is parsed or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect([parseSize(text), parseDuration(text)].every((value) => value === undefined || value >= 0)).toBe(true);
    }),
  );
});
