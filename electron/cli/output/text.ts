const WIDE =
  /^(\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6])/u;
const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
// eslint-disable-next-line no-control-regex
const COLOUR = /\u001b\[\d+m/g;

/** Letters that take one column each: most of all text, and no dictionary has to be loaded for it. */
const PLAIN = /^[\x20-\x7e]*$/;

let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Columns that a text takes on a terminal; colours take none. */
export function displayWidth(text: string): number {
  const plain = text.replace(COLOUR, '');
  if (PLAIN.test(plain)) return plain.length;
  return graphemes(plain).reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
}

/** Text cut to a width, with an ellipsis where something is missing. */
export function cutTo(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const parts: string[] = [];
  let used = 1;
  for (const letter of graphemes(text)) {
    used += displayWidth(letter);
    if (used > width) break;
    parts.push(letter);
  }
  return `${parts.join('')}…`;
}

/** A text of others (a branch, a question, a value of a file) on one line, without what could steer a terminal. */
export function plain(text: string): string {
  return text.replace(CONTROL, ' ');
}

/** A text of others on one line of at most so many columns, with `…` where something was left out. */
export function cut(text: string, width: number): string {
  return cutTo(plain(text), width);
}
