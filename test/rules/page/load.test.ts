import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ContainerName } from '../../../electron/contract/ids.ts';
import type { Load } from '../../../electron/contract/load.ts';
import { loadWords, shareText, sparkline, withLoad } from '../../../renderer/features/fleet/load-select.ts';

const BOX = { width: 58, height: 10 };
const LIMITS = { cpus: 2, memoryBytes: 4 * 1024 ** 3 };

function load(second: number, change: Partial<Load> = {}): Load {
  const at = new Date(second * 1000).toISOString();
  return { name: ContainerName.parse('maestro-one-1'), at, cpus: 1, memoryBytes: 1024 ** 3, ...change };
}

test('a row keeps a minute of readings, the newest last, and none twice', () => {
  let history = withLoad(undefined, load(0));
  for (let second = 1; second < 100; second += 1) history = withLoad(history, load(second));
  history = withLoad(history, load(99));

  expect(history.points).toHaveLength(30);
  expect(history.points.at(-1)?.at).toBe(load(99).at);
  expect(history.points[0]?.at).toBe(load(70).at);
});

test('a line stays in its box, whatever was read, and ends at its right', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.double({ min: -1, max: 20, noNaN: true })), { minLength: 1, maxLength: 30 }),
      (shares) => {
        const points = sparkline(shares, BOX)
          .split(' ')
          .filter(Boolean)
          .map((point) => point.split(',').map(Number));

        expect(points).toHaveLength(shares.filter((share) => share !== null).length);
        for (const [x = -1, y = -1] of points) {
          expect(x).toBeGreaterThanOrEqual(-0.1);
          expect(x).toBeLessThanOrEqual(BOX.width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(BOX.height);
        }
        if (shares.at(-1) !== null) expect(points.at(-1)?.[0]).toBe(BOX.width);
      },
    ),
  );
});

test('numbers are shares of the limit, and words say of what', () => {
  expect([null, 0, 0.001, 0.702, 1].map(shareText)).toEqual(['–', '0%', '<1%', '70%', '100%']);
  expect(loadWords(load(0, { cpus: 1.4 }), LIMITS)).toBe('1.40 of 2 CPU, 1 GB of 4 GB memory');
  expect(loadWords(load(0, { cpus: null }), LIMITS)).toContain('CPU not known yet');
});
