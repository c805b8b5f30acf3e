/** How deep a document may be nested, whatever its format and wherever it comes from. */
export const MOST_DEPTH = 100;

/** What is said of a deeper one. */
export const TOO_DEEP = `it is nested more than ${MOST_DEPTH} levels deep`;

/** The only reader of JSON but for the page's own. SyntaxError for what is none, or is nested too deep. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(TOO_DEEP);
  return JSON.parse(text);
}

/**
 * Whether the brackets of a JSON text nest too deep (pure), before anything reads it: what walks a document calls itself
 * for each level, and a few kB of brackets would end the process. Takes one pass, whatever the text is.
 */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at + 1);
    else if (code === OPEN_LIST || code === OPEN_MAP) depth += 1;
    else if (code === CLOSE_LIST || code === CLOSE_MAP) depth -= 1;
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}

const [QUOTE, ESCAPE, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/** Where the string ends that goes on at a place; the text's end where it does not. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === ESCAPE) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}
