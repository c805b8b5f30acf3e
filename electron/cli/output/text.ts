import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { shownText } from '../../contract/text.ts';

const LINE_CONTROLS = /[\t\n]+/g;
/** What has no width of its own, moves the cursor, or joins its neighbours. */
const WIDTHLESS = /[\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const FLAG_LETTER = /[\u{1F1E6}-\u{1F1FF}]/gu;
const FLAG_A = 0x1f1e6;

/** A text of others (a branch, a question, a value of a file) on one line, without what could steer a terminal or deceive. */
export function plain(text: string): string {
  return shownText(text).replace(LINE_CONTROLS, ' ');
}

/** A text of others on one line of at most so many columns, with `…` where something was left out. */
export function cut(text: string, width: number): string {
  return cutTo(plain(text), width);
}

/** A line of at most so many columns, with `…` where something was left out. Colours are closed before it. */
export function cutTo(line: string, width: number): string {
  if (stringWidth(line) <= width) return line;
  if (width < 2) return '…'.slice(0, width);
  const [start = ''] = wrapAnsi(line, width - 1, { hard: true, wordWrap: false, trim: false }).split('\n');
  // One wide character may be more than all the room.
  return stringWidth(start) < width ? `${start}…` : '…';
}

/** A line filled with blanks to so many columns. */
export function padTo(line: string, width: number): string {
  return line + ' '.repeat(Math.max(0, width - stringWidth(line)));
}

/** A text on one line of exactly so many columns, on every terminal. */
export function fit(text: string, width: number): string {
  return padTo(cutTo(steady(text), width), width);
}

/** A text over as many lines of this width as it needs, broken between words where it can be. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const rows = wrapAnsi(steady(line), Math.max(1, width), { hard: true, trim: false }).split('\n');
    const words = rows.map((row, index) => (index === 0 ? row.trimEnd() : row.trim())).filter((row) => row !== '');
    return words.length === 0 ? [''] : words;
  });
}

/** The columns from `from` to `to` of a fitted text; half of a wide character becomes a blank. */
export function sliceColumns(text: string, from: number, to: number): string {
  let at = 0;
  let slice = '';
  for (const char of text) {
    const end = at + stringWidth(char);
    slice += at >= from && end <= to ? char : ' '.repeat(Math.max(0, Math.min(end, to) - Math.max(at, from)));
    at = end;
  }
  return slice;
}

/** On one line, and drawn the same by every terminal: flags, on which they differ, become their letters. */
function steady(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\t\n]/g, ' ')
    .replaceAll(WIDTHLESS, '')
    .replaceAll(FLAG_LETTER, (char) => String.fromCharCode(65 + (char.codePointAt(0) ?? FLAG_A) - FLAG_A));
}
