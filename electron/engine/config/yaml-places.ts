import { isAlias, isCollection, isMap, isPair, isScalar, type Pair, type YAMLMap } from 'yaml';

/** Where the value of a pair begins and ends in its text, without what stands behind it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The pair of a key in a map. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
}

/** The key of a pair. */
export function keySpan({ key }: Pair): Span {
  return spanOf(key) ?? { from: 0, to: 0 };
}

/** Right behind the colon of a pair. */
export function colonEnd(text: string, pair: Pair): number {
  return text.indexOf(':', keySpan(pair).to) + 1;
}

/** The value of a pair; where it has none, the empty place behind its colon. */
export function valueSpan(text: string, pair: Pair): Span {
  const span = spanOf(pair.value);
  if (span === undefined || span.from === span.to) return { from: colonEnd(text, pair), to: colonEnd(text, pair) };
  return { from: span.from, to: lastEnd(pair.value, span.to) };
}

/** A node’s own text, with its last line break where it is a block of text. */
export function spanOf(node: unknown): Span | undefined {
  const range = isScalar(node) || isAlias(node) || isCollection(node) ? node.range : undefined;
  return range ? { from: range[0], to: range[1] } : undefined;
}

/** Where the last thing in a node ends: what a block holds ends before the comments that follow it. */
function lastEnd(node: unknown, otherwise: number): number {
  if (!isCollection(node) || node.flow === true) return otherwise;
  const last = node.items.at(-1);
  if (!isPair(last)) return lastEnd(last, spanOf(last)?.to ?? otherwise);
  const value = spanOf(last.value);
  return value === undefined || value.from === value.to
    ? (spanOf(last.key)?.to ?? otherwise) + 1
    : lastEnd(last.value, value.to);
}

/** The beginning of the line that a place is in. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Behind the line break of the line that something ends in; a block of text ends with its own. */
export function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** The line break that a text uses: the one of the line before a place, else its first. */
export function lineBreak(text: string, at: number): string {
  const before = text.lastIndexOf('\n', at - 1);
  const found = before === -1 ? text.indexOf('\n') : before;
  return found > 0 && text[found - 1] === '\r' ? '\r\n' : '\n';
}

/** What stands before a key on its line; undefined when that is more than blanks. */
export function indentOf(text: string, pair: Pair): string | undefined {
  const { from } = keySpan(pair);
  const before = text.slice(lineStart(text, from), from);
  return before.trim() === '' ? before : undefined;
}

/** Whether a map is written in braces. */
export function isFlow(map: unknown): boolean {
  return isMap(map) && map.flow === true;
}
