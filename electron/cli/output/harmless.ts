/** Colours, as Maestro itself sets them, and control characters but tabs and line breaks. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /\u001b\[[\d;]{0,20}m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

const UNESCAPED = /[\u007f-\u009f]/g;

/** A text for a terminal: what stands in somebody's files may look like anything, but it moves and sets nothing. */
export function harmless(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(CONTROL, (found) => (found.length > 1 ? found : ' '));
}

/** JSON for a terminal: the same value, with every control character escaped. */
export function harmlessJson(value: unknown, indent = 2): string {
  const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, indent).replace(UNESCAPED, escaped);
}
