import { withVisibleMarks } from '../../contract/text.ts';

/** Colours, as Maestro itself sets them, and control characters but tabs and line breaks. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /\u001b\[[\d;]{0,20}m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Controls that JSON leaves as they are, and whatever has no look of its own. */
const UNESCAPED = /[\u007f-\u009f]|\p{Default_Ignorable_Code_Point}|\p{Cf}/gu;

/** A text for a terminal: what stands in somebody's files may look like anything, but it moves, sets and hides nothing. */
export function harmless(text: string): string {
  const still = text.replaceAll('\r\n', '\n').replace(CONTROL, (found) => (found.length > 1 ? found : ' '));
  return withVisibleMarks(still);
}

/** JSON for a terminal: the same value, with every control character and every mark that hides escaped. */
export function harmlessJson(value: unknown, indent = 2): string {
  const escaped = (mark: string): string =>
    Array.from({ length: mark.length }, (_, at) => `\\u${mark.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  return JSON.stringify(value, null, indent).replace(UNESCAPED, escaped);
}
