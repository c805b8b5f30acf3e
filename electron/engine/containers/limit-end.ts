import type { AttentionClaim } from '../../contract/reports.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** No limit is longer than a year. */
const MOST_MS = 366 * DAY_MS;
/** A time of the day that has just passed is that of today: its seconds were left out. */
const SLACK_MS = 5 * MINUTE_MS;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `resets 3pm (UTC)`, `resets Dec 1, 10:35am (Europe/Berlin)`, `reset at 3pm`; earlier versions: `limit reached|1764500000`. */
const RESET =
  /\bresets?\s+(?:(?:at|on)\s+)?(?:(?<month>[a-z]{3})[a-z]*\s+(?<day>\d{1,2}),?\s+(?:(?<year>\d{4}),?\s+)?(?:at\s+)?)?(?<hour>\d{1,2})(?::(?<minute>\d{2}))?\s*(?<half>[ap])m(?:\s+\((?<zone>[\w+\-/]{1,40})\))?/i;
const SECONDS = /\breached\|(\d{9,11})\b/;

/** When the limit ends of which an agent says that it reached it; null where it does not say so. */
export function limitEnd({ text, at }: Pick<AttentionClaim, 'text' | 'at'>): string | null {
  const from = Date.parse(at);
  const seconds = SECONDS.exec(text ?? '')?.[1];
  const end = seconds === undefined ? namedEnd(text ?? '', from) : Number(seconds) * 1000;
  return end === undefined || Math.abs(end - from) > MOST_MS ? null : new Date(end).toISOString();
}

interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

function namedEnd(text: string, from: number): number | undefined {
  const named = RESET.exec(text)?.groups;
  if (named === undefined) return undefined;
  const offset = offsets(named['zone'] ?? 'UTC');
  const hour = (Number(named['hour']) % 12) + (named['half']?.toLowerCase() === 'p' ? 12 : 0);
  const minute = Number(named['minute'] ?? 0);
  if (offset === undefined || minute > 59 || Number(named['hour']) > 12) return undefined;
  const here = new Date(from + offset(from));
  const today = { year: here.getUTCFullYear(), month: here.getUTCMonth(), day: here.getUTCDate(), hour, minute };
  if (named['month'] === undefined)
    return firstFrom(
      from,
      [0, 1].map((days) => moment({ ...today, day: today.day + days }, offset)),
    );
  const month = MONTHS.indexOf(named['month'].toLowerCase());
  if (month < 0) return undefined;
  const years = named['year'] === undefined ? [today.year, today.year + 1] : [Number(named['year'])];
  return firstFrom(
    from,
    years.map((year) => moment({ year, month, day: Number(named['day']), hour, minute }, offset)),
  );
}

/** The first of these that has not long passed; else the last. */
function firstFrom(from: number, moments: readonly number[]): number | undefined {
  return moments.find((end) => end >= from - SLACK_MS) ?? moments.at(-1);
}

/** When a clock on the wall shows this. */
function moment({ year, month, day, hour, minute }: Wall, offset: (at: number) => number): number {
  const wall = Date.UTC(year, month, day, hour, minute);
  return wall - offset(wall - offset(wall));
}

/** By how much a zone's clocks are ahead of UTC at a moment; undefined for a zone that is none. */
function offsets(zone: string): ((at: number) => number) | undefined {
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return (at) => {
    const name = clock.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  };
}
