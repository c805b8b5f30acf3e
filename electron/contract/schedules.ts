import { z } from 'zod';
import { Problem } from './errors.ts';
import { HostPath, Instant } from './ids.ts';
import { textUpTo } from './inputs.ts';

/** What a schedule is called. */
export const ScheduleName = z
  .string()
  .max(60, 'Use at most 60 characters.')
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'Use small letters, digits and dashes.');

/** How one run ended: in a sentence, or with what went wrong. */
const End = z.union([z.object({ said: z.string() }), z.object({ problem: Problem })]);

/** A command that is run at times of the day, by whichever host of its user is at work then. */
export const Schedule = z.object({
  name: ScheduleName,
  /** When: minute, hour, day of the month, month and weekday as cron reads them, or such as `@daily`; in this machine's time. */
  when: textUpTo(200).min(1),
  /** The command line, without `maestro`. */
  words: z.array(textUpTo(100_000)).min(1).max(500),
  /** Where it is run. */
  folder: HostPath,
  createdAt: Instant,
  paused: z.boolean(),
  /** Its times up to then are settled: run, or missed. */
  seenAt: Instant,
  /** The newest run; `end` null: it is under way, or nobody saw how it ended. */
  last: z.object({ due: Instant, begunAt: Instant, endedAt: Instant.nullable(), end: End.nullable() }).nullable(),
  /** Times since the newest run, or the last resume, at which nothing ran. */
  missed: z.object({ count: z.int().min(1), latest: Instant }).nullable(),
});
export type Schedule = z.infer<typeof Schedule>;

/** Why a schedule wants its user, as a sentence; undefined: it does not (pure). */
export function troubleOf({ last, missed }: Pick<Schedule, 'last' | 'missed'>): string | undefined {
  if (missed !== null) {
    const times = missed.count === 1 ? 'once' : `${missed.count} times`;
    return `It was missed ${times}: nothing of Maestro ran then, or the run before was not over. The last time was ${missed.latest}.`;
  }
  return last?.end !== null && last?.end !== undefined && 'problem' in last.end ? last.end.problem.sentence : undefined;
}
