import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pace, Turns } from '../../../electron/engine/project/bridges/turns.ts';

test('whatever comes when, no more than a burst and one for each pause passes, in order, and a calm agent never waits', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 5 }), (pauses, burst) => {
      const [pace, everyMs] = [new Pace({ burst, everyMs: 1_000 }), 1_000];
      let [now, last] = [0, 0];
      const passed = pauses.map((pause) => {
        // One asks again only after its answer.
        now = Math.max(now + pause, last);
        last = now + pace.next(now);
        return last;
      });
      for (let from = 0; from < passed.length; from += 1) {
        for (let to = from; to < passed.length; to += 1) {
          const span = (passed[to] ?? 0) - (passed[from] ?? 0);
          expect(to - from + 1).toBeLessThanOrEqual(burst + span / everyMs);
        }
      }
      expect(passed).toEqual(passed.toSorted((one, other) => one - other));
      expect(new Pace({ burst, everyMs }).next(0)).toBe(0);
      if (pauses.every((pause) => pause >= everyMs)) expect(last).toBe(now);
    }),
  );
});

test('no more than so many work at once, in the order in which they came, and a failure frees its place', async () => {
  const turns = new Turns(2);
  const [begun, ends]: [number[], (() => void)[]] = [[], []];
  const works = [0, 1, 2, 3].map((number) =>
    turns.take(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (number === 0) throw new Error('failed');
    }),
  );
  const settled = Promise.allSettled(works);
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  for (let at = 0; at < works.length; at += 1) {
    await expect.poll(() => ends.length).toBeGreaterThan(at);
    expect(ends.length - at).toBeLessThanOrEqual(2);
    ends[at]?.();
  }
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(begun).toEqual([0, 1, 2, 3]);
});
