const DURATIONS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A time as a person writes it: the largest unit that gives a whole number. `parseDuration` reads it. */
export function formatDuration(ms: number): string {
  const unit = ['d', 'h', 'm', 's'].find((name) => ms > 0 && ms % (DURATIONS[name] ?? 1) === 0);
  return unit === undefined ? `${ms}ms` : `${ms / (DURATIONS[unit] ?? 1)}${unit}`;
}

/** Milliseconds of a duration such as `30m`, `1h30m`, `1.5h`, `250ms` or `0`. Undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '0') return 0;
  if (!/^(\d{1,12}(\.\d{1,9})?(ms|s|m|h|d))+$/.test(trimmed)) return undefined;
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (DURATIONS[unit ?? ''] ?? 0), 0);
  return Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : undefined;
}
