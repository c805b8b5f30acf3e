/** The key of the row that the cursor moves to; the first one when it was nowhere. */
export function moved(keys: readonly string[], cursor: string | null, by: number): string | null {
  const at = cursor === null ? -1 : keys.indexOf(cursor);
  if (at === -1) return keys[0] ?? null;
  return keys[Math.min(keys.length - 1, Math.max(0, at + by))] ?? null;
}

/** The row after which the cursor stands when its own row is gone: the one that took its place. */
export function cursorAfter(before: readonly string[], after: readonly string[], cursor: string | null): string | null {
  if (cursor === null || after.includes(cursor)) return cursor;
  const at = before.indexOf(cursor);
  return after[Math.min(Math.max(0, at), after.length - 1)] ?? null;
}

/** The keys from one row to another, both included, in either direction. */
export function between(keys: readonly string[], from: string, to: string): readonly string[] {
  const [start, end] = [keys.indexOf(from), keys.indexOf(to)].toSorted((a, b) => a - b);
  return start === undefined || end === undefined || start < 0 ? [to] : keys.slice(start, end + 1);
}
