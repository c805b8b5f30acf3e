/** How a line is meant; sixteen colours show it, and without colours the text alone says it. */
export type Tone = 'title' | 'selected' | 'good' | 'bad' | 'busy' | 'faint';

export interface Line {
  readonly text: string;
  readonly tone?: Tone;
}

/** A titled part of a screen. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
  /** The line that is chosen: marked, and always in sight. */
  readonly selected?: number;
  /** Long lines go on in the next row instead of being cut. */
  readonly wraps?: boolean;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The lines that are in sight, with a word about those that are not. */
export function windowOf(lines: readonly Line[], room: number, selected?: number): (Line & { chosen: boolean })[] {
  const marked = lines.map((line, index) => ({ ...line, chosen: index === selected }));
  if (lines.length <= room || room === 0) return marked.slice(0, room);
  const seen = Math.max(1, room - 1);
  const start = Math.max(0, Math.min((selected ?? 0) - Math.floor(seen / 2), lines.length - seen));
  const below = lines.length - start - seen;
  const words = [...(start > 0 ? [`${start} above`] : []), ...(below > 0 ? [`${below} below`] : [])];
  const rest = { text: `… ${words.join(', ')}`, tone: 'faint' as const, chosen: false };
  return [...marked.slice(start, start + seen), rest].slice(0, room);
}
