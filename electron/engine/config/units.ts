const SIZES: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

const DURATIONS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Bytes of a size such as `4g`, `512m`, `1.5GiB` or `1048576`; units are powers of 1024, as Docker has them. Undefined for anything else. */
export function parseSize(text: string): number | undefined {
  const found = /^(\d{1,16}(?:\.\d{1,9})?)\s*(?:([bkmgt])(?:i?b)?)?$/i.exec(text.trim());
  if (found === null) return undefined;
  const bytes = Math.round(Number(found[1]) * (SIZES[(found[2] ?? 'b').toLowerCase()] ?? 1));
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** A size as a person writes it: the largest unit that gives a whole number. */
export function formatSize(bytes: number): string {
  const unit = ['t', 'g', 'm', 'k'].find((name) => bytes > 0 && bytes % (SIZES[name] ?? 1) === 0);
  return unit === undefined ? String(bytes) : `${bytes / (SIZES[unit] ?? 1)}${unit}`;
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
