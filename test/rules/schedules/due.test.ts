import fc from 'fast-check';
import { expect, test } from 'vitest';
import { troubleOf } from '../../../electron/contract/schedules.ts';
import { filledTask } from '../../../electron/contract/templates.ts';
import { dueOf, nextTime } from '../../../electron/engine/schedules/due-rules.ts';

const MINUTE = 60_000;
/** A Monday, in this machine's own time. */
const at = (hour: number, minute = 0, day = 30): Date => new Date(2026, 10, day, hour, minute);
const seen = (when: string, since: Date) => ({ when, seenAt: since.toISOString() });

test('a time is run when it comes, and for five minutes after; later it is missed', () => {
  const seven = seen('0 7 * * 1-5', at(6));
  expect(dueOf(seven, at(6, 59))).toEqual({ run: null, missed: [] });
  expect(dueOf(seven, at(7))).toEqual({ run: at(7), missed: [] });
  expect(dueOf(seven, at(7, 5))).toEqual({ run: at(7), missed: [] });
  expect(dueOf(seven, at(7, 6))).toEqual({ run: null, missed: [at(7)] });
  expect(dueOf(seen('0 7 * * 1-5', at(7)), at(7, 1))).toEqual({ run: null, missed: [] });
});

test('of several times that went by the newest is run, and each of the others is missed', () => {
  const { run, missed } = dueOf(seen('0 7 * * *', at(8, 0, 26)), at(7, 1));
  expect(run).toEqual(at(7));
  expect(missed).toEqual([27, 28, 29].map((day) => at(7, 0, day)));
});

test('whatever the clock and the looks at it do, no time is run twice, and none is both run and missed', () => {
  const steps = fc.array(fc.integer({ min: -90, max: 400 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom('*/7 * * * *', '0 * * * *', '30 2 * * *', '* * * * *'), steps, (when, minutes) => {
      let seenAt = at(0, 0, 20);
      let now = seenAt;
      const settled: number[] = [];
      for (const step of minutes) {
        now = new Date(now.getTime() + step * MINUTE);
        const { run, missed } = dueOf(seen(when, seenAt), now);
        const gone = [...missed, ...(run === null ? [] : [run])];
        settled.push(...gone.map((time) => time.getTime()));
        if (gone.length > 0) seenAt = now;
        for (const time of gone) expect(time <= now).toBe(true);
      }
      expect(new Set(settled).size).toBe(settled.length);
    }),
  );
});

test('of a schedule that nobody looked at for years, so many times are counted and no more', () => {
  const { run, missed } = dueOf(seen('* * * * *', new Date(2019, 0, 1)), at(7));
  expect(run).toEqual(at(7));
  expect(missed).toHaveLength(1_000);
});

test('what is no time is said, and what never comes is no time', () => {
  expect(() => nextTime('every day', at(7))).toThrow('"every day" says no time.');
  expect(() => nextTime('* * * * * *', at(7))).toThrow('says no time.');
  expect(nextTime('0 0 31 2 *', at(7))).toBeNull();
  expect(nextTime('@daily', at(7))).toEqual(at(0, 0, 31));
});

test('a schedule wants its user when it was missed, or failed last', () => {
  const instant = at(7).toISOString();
  const ran = { due: instant, begunAt: instant, endedAt: instant };
  const problem = { code: 'SCHEDULE_FAILED' as const, sentence: 'No.', hints: [], detail: null };
  expect(troubleOf({ last: null, missed: null })).toBeUndefined();
  expect(troubleOf({ last: { ...ran, end: { said: 'x-1 was made.' } }, missed: null })).toBeUndefined();
  expect(troubleOf({ last: { ...ran, end: { problem } }, missed: null })).toBe('No.');
  expect(troubleOf({ last: null, missed: { count: 2, latest: instant } })).toContain('It was missed 2 times');
});

test('a template’s task takes the given one where {} stands, else below it', () => {
  expect(filledTask('Review {} and {} again', 'src')).toBe('Review src and src again');
  expect(filledTask('Review {}', '$& and $1')).toBe('Review $& and $1');
  expect(filledTask('Review {}', '')).toBeNull();
  expect(filledTask('Review', 'src')).toBe('Review\n\nsrc');
  expect(filledTask('Review', '')).toBe('Review');
  expect(filledTask('', 'src')).toBe('src');
});
