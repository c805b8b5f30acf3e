/** Characters that a terminal draws two columns wide: East Asian ones, and pictures that are pictures by default. */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
/** What has no width of its own, moves the cursor, or joins its neighbours. */
const WIDTHLESS = /[\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Zl}\p{Zp}\p{Cs}]/gu;
const FLAG_LETTER = /[\u{1F1E6}-\u{1F1FF}]/gu;
const FLAG_A = 0x1f1e6;

/** A text of exactly this many columns: cut with `…` or filled with blanks. */
export function fit(text: string, width: number): string {
  const clean = cleaned(text);
  const whole = widthOf(clean) <= width;
  const kept = whole ? clean : `${firstColumns(clean, width - 1)}${width > 0 ? '…' : ''}`;
  return kept + ' '.repeat(Math.max(0, width - widthOf(kept)));
}

/** The columns that a text without control characters takes. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, char) => sum + charWidth(char), 0);
}

/** A text over as many lines of this width as it needs, broken between words where it can be. */
export function wrap(text: string, width: number): string[] {
  const rows = text.split('\n').flatMap((line) => wrapLine(cleaned(line), Math.max(1, width)));
  return rows.length === 0 ? [''] : rows;
}

function wrapLine(line: string, width: number): string[] {
  const rows: string[] = [];
  const indent = firstColumns(/^ */.exec(line)?.[0] ?? '', width - 1);
  let row = indent;
  for (const word of line.slice(indent.length).split(' ')) {
    const joined = row === indent ? row + word : `${row} ${word}`;
    if (widthOf(joined) <= width) {
      row = joined;
      continue;
    }
    if (row !== indent) rows.push(row);
    row = word;
    while (widthOf(row) > width) {
      const start = firstColumns(row, width) || (Array.from(row)[0] ?? '');
      rows.push(start);
      row = row.slice(start.length);
    }
  }
  return [...rows, row];
}

/** As many whole characters as fit into these columns. */
function firstColumns(text: string, width: number): string {
  let row = '';
  let used = 0;
  for (const char of text) {
    used += charWidth(char);
    if (used > width) break;
    row += char;
  }
  return row;
}

/** The columns from `from` to `to` of a fitted text; half of a wide character becomes a blank. */
export function sliceColumns(text: string, from: number, to: number): string {
  let at = 0;
  let slice = '';
  for (const char of text) {
    const width = charWidth(char);
    if (at >= from && at + width <= to) slice += char;
    else slice += ' '.repeat(Math.max(0, Math.min(at + width, to) - Math.max(at, from)));
    at += width;
  }
  return slice;
}

/** On one line, and drawn the same by every terminal: flags, on which they differ, become their letters. */
function cleaned(text: string): string {
  return text
    .replaceAll(/[\t\n]/g, ' ')
    .replaceAll(WIDTHLESS, '')
    .replaceAll(FLAG_LETTER, (char) => String.fromCharCode(65 + (char.codePointAt(0) ?? FLAG_A) - FLAG_A));
}

function charWidth(char: string): number {
  return WIDE.test(char) ? 2 : 1;
}
