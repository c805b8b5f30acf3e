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

/** A panel, with what it says when it is empty. */
export function panel(title: string, lines: readonly (string | Line)[], empty = ''): Panel {
  const rows = lines.map((line) => (typeof line === 'string' ? { text: line } : line));
  return { title, lines: rows.length === 0 ? [{ text: empty, tone: 'faint' }] : rows };
}

/** A panel of texts that go on in the next row. */
export function textPanel(title: string, lines: readonly string[]): Panel {
  return {
    ...panel(
      title,
      lines.filter((line) => line !== ''),
    ),
    wraps: true,
  };
}

/** The lines that are in sight, around the chosen one. */
export function windowOf(
  lines: readonly Line[],
  room: number,
  selected?: number,
): (Line & { index: number; chosen: boolean })[] {
  const start = Math.max(0, Math.min((selected ?? 0) - Math.floor(room / 2), lines.length - room));
  return lines
    .slice(start, start + room)
    .map((line, at) => ({ ...line, index: start + at, chosen: start + at === selected }));
}
