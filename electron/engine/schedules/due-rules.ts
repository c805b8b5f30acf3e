import { Cron } from 'croner';
import type { Schedule } from '../../contract/schedules.ts';
import { fail } from '../errors.ts';

/** A machine that was asleep, or a host that just began, is not punctual. */
const LATE_MS = 5 * 60_000;
/** Of a schedule that was not looked at for a long time, no more times are counted. */
const MOST_MISSED = 1_000;

/** What is to be done about a schedule now. */
export interface Due {
  /** The time whose run is to begin; null: none is. */
  readonly run: Date | null;
  /** Times that have gone by, and are not run any more. */
  readonly missed: readonly Date[];
}

/**
 * What has become due since a schedule was last looked at (pure): its newest time, where that is not long ago; what went by
 * before is missed. A clock that was set back makes nothing due.
 */
export function dueOf({ when, seenAt }: Pick<Schedule, 'when' | 'seenAt'>, now: Date): Due {
  const seen = Math.min(Date.parse(seenAt), now.getTime());
  const recent = timesIn(when, { from: Math.max(seen, now.getTime() - LATE_MS - 1), to: now });
  const run = recent.at(-1) ?? null;
  const passed = timesIn(when, { from: seen, to: now });
  return { run, missed: run === null ? passed : passed.filter((at) => at < run) };
}

function timesIn(when: string, { from, to }: { readonly from: number; readonly to: Date }): Date[] {
  const times: Date[] = [];
  let at = nextTime(when, new Date(from));
  for (; at !== null && at <= to && times.length < MOST_MISSED; at = nextTime(when, at)) times.push(at);
  return times;
}

/** The first time after another one; null: there is none any more. INPUT_INVALID. */
export function nextTime(when: string, after: Date): Date | null {
  return cronOf(when).nextRun(after);
}

/** `0 7 * * 1-5`, `@daily`. Seconds are not for people. INPUT_INVALID. */
function cronOf(when: string): Cron {
  try {
    return new Cron(when, { paused: true, mode: '5-part' });
  } catch (error) {
    throw fail('INPUT_INVALID', `${JSON.stringify(when)} says no time.`, {
      cause: error,
      hints: ['Give minute, hour, day, month and weekday: "0 7 * * 1-5" is 7:00 from Monday to Friday.'],
    });
  }
}
