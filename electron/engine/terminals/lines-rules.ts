import { PEEKED_LINE_CHARS } from '../../contract/terminals.ts';
import { shownText } from '../../contract/text.ts';

/** The last lines of a screen (pure), without the room at the ends of lines and below the last one. */
export function lastOf(lines: readonly string[], count: number): string[] {
  const trimmed = lines.map((line) => line.trimEnd());
  const end = trimmed.findLastIndex((line) => line !== '') + 1;
  return trimmed.slice(Math.max(0, end - count), end);
}

/** A line as it may be shown (pure): nothing in it is a command or hides, and it has an end. */
export function shownLine(line: string): string {
  const chars = Array.from(shownText(line.slice(0, 2 * PEEKED_LINE_CHARS)));
  const shown = chars.join('');
  if (shown.length <= PEEKED_LINE_CHARS && line.length <= 2 * PEEKED_LINE_CHARS) return shown;
  return `${wholeChars(shown, PEEKED_LINE_CHARS - 1)}…`;
}

/** So many code units at most, and no half of a character. */
function wholeChars(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
