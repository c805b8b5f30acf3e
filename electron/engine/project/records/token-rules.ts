const SEGMENTS = 12;
/** Words that one token of a UKI packet may have. */
export const MAX_WORDS = 6;

/** A text as one token: lower case, everything but letters and digits becomes `_`, at most so many segments. */
export function token(text: string, segments = SEGMENTS): string {
  const parts = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
    .slice(0, segments);
  return parts.length === 0 ? 'unknown' : parts.join('_');
}

/**
 * An anchor that always fits: the prefix and at most five words. A path keeps its last five (the end says which file
 * it is), a branch its first five (the beginning says what it is about).
 */
export function anchor(prefix: 'file' | 'branch' | 'mission', text: string): string {
  const words = token(text, Number.POSITIVE_INFINITY).split('_');
  const room = MAX_WORDS - 1;
  const kept = prefix === 'file' ? words.slice(-room) : words.slice(0, room);
  return [prefix, ...kept].join('_');
}

/** An id as it may stand in a packet: `_` for `-`. */
export function refToken(id: string): string {
  return id.trim().replaceAll('-', '_');
}

/** The entries in their order, each once. */
export function unique(entries: readonly string[]): string[] {
  return [...new Set(entries)];
}
