const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in one unit: `12s`, `3m`, `2h`, `6d`. What lies ahead (a clock that is off) counts as now. */
export function age(instant: string, now: number): string {
  return span(Math.max(0, now - Date.parse(instant)));
}

/** How long until, in one unit; `expired` when it is over. */
export function until(instant: string, now: number): string {
  const left = Date.parse(instant) - now;
  return left <= 0 ? 'expired' : span(left);
}

/** A length of time in one unit. */
export function span(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)}h`;
  return `${Math.floor(ms / DAY)}d`;
}

/** A measured time: `340 ms`, `2.4 s`, `1 m 04 s`. */
export function duration(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${(ms / SECOND).toFixed(1)} s`;
  const seconds = Math.floor((ms % MINUTE) / SECOND);
  return `${Math.floor(ms / MINUTE)} m ${String(seconds).padStart(2, '0')} s`;
}

/** A time that still runs, in whole seconds: `16 s`, `1 m 04 s`. */
export function elapsed(ms: number): string {
  return ms < MINUTE ? `${Math.floor(ms / SECOND)} s` : duration(ms);
}

/** Memory in binary units, as limits are given: `4 GB` for 4 GiB. */
export function memory(count: number): string {
  const gib = count / 1024 ** 3;
  return gib >= 1 ? `${trim(gib)} GB` : `${Math.round(count / 1024 ** 2)} MB`;
}

/** `1 file`, `3 files`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** `1 needs you`, `3 need you`. */
export function needsWords(number: number): string {
  return `${number} ${number === 1 ? 'needs' : 'need'} you`;
}

/** `a, b and c`. */
export function sentence(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

function trim(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

/** The first line of a text that says anything. */
export function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '') ?? '';
}
