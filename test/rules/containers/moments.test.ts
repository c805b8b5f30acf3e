import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Moments } from '../../../electron/engine/containers/moments.ts';
import { readReports } from '../../../electron/engine/containers/reports.ts';
import { report } from '../../support/reports.ts';

const NOON = Date.parse('2026-01-01T12:00:00.000Z');

function at(seconds: number): string {
  return new Date(NOON + seconds * 1000).toISOString();
}

function asks(seconds: number) {
  return report({ at: at(seconds), attention: { kind: 'question', text: null, at: at(seconds) } });
}

test('a question of a container whose clock is ahead counts from when it was heard, however often it is told', () => {
  const moments = new Moments();
  const heard = [0, 20, 40, 60].map((seconds) => {
    const told = { ...asks(30), at: at(seconds + 30) };
    return moments.of(told, new Date(NOON + seconds * 1000));
  });
  expect(heard.map(({ attention }) => attention?.at)).toEqual([at(0), at(0), at(0), at(0)]);
  expect(heard.map((one) => one.at)).toEqual([at(0), at(20), at(40), at(60)]);
});

test('a later question is another one', () => {
  const moments = new Moments();
  moments.of(asks(30), new Date(NOON));
  expect(moments.of(asks(35), new Date(NOON + 5000)).attention?.at).toBe(at(5));
});

test('what a clock told that is right stays as it was told', () => {
  const told = asks(-60);
  expect(readReports([JSON.stringify(told)], new Date(NOON)).reports).toEqual([told]);
});

test('no moment lies ahead, whatever is told and however the clock is set', () => {
  const seconds = fc.integer({ min: -100_000, max: 100_000 });
  const steps = fc.array(fc.record({ told: seconds, active: seconds, now: seconds }));
  fc.assert(
    fc.property(steps, (all) => {
      const moments = new Moments();
      for (const { told, active, now } of all) {
        const one = moments.of({ ...asks(told), lastActivityAt: at(active) }, new Date(NOON + now * 1000));
        for (const moment of [one.at, one.attention?.at, one.lastActivityAt])
          expect(Date.parse(moment ?? '')).toBeLessThanOrEqual(NOON + now * 1000);
      }
    }),
  );
});
