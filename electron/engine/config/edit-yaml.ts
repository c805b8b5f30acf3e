import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, type Pair, Scalar, stringify, type YAMLMap, type YAMLSeq } from 'yaml';
import { parseYamlDocument, yamlValues } from '../disk/yaml.ts';
import {
  colonEnd,
  indentOf,
  isFlow,
  keySpan,
  lineBreak,
  lineEnd,
  lineStart,
  pairOf,
  spanOf,
  valueSpan,
} from './yaml-places.ts';

const PLAIN = /^[\w./@-]+$/;

/**
 * A YAML text with one key set, or with `undefined` taken out; everything else stays byte for byte. Undefined when that
 * cannot be done without changing another key: the file must be edited by hand.
 */
export function editYaml(text: string, path: readonly string[], value: unknown): string | undefined {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(mark.length);
  const { contents, before } = read(body);
  const edited = isMap(contents) ? inMap({ body, map: contents }, path, value) : inNothing(body, path, value);
  if (edited === undefined) return undefined;
  return isDeepStrictEqual(valuesIn(edited), changed(before, path, value)) ? `${mark}${edited}` : undefined;
}

function read(body: string): { contents: unknown; before: unknown } {
  const document = parseYamlDocument(body);
  return { contents: document.contents, before: yamlValues(document) ?? {} };
}

/** Undefined for what came out as no YAML. */
function valuesIn(body: string): unknown {
  try {
    return read(body).before;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The values as they are to be afterwards. */
function changed(values: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(values)) return values.map((one: unknown, at) => (String(at) === key ? value : one));
  const own = typeof values === 'object' && values !== null ? Object.entries(values) : [];
  const inner = own.find(([name]) => name === key)?.[1] as unknown;
  if (value === undefined && inner === undefined && !own.some(([name]) => name === key)) return values;
  const next = rest.length === 0 ? value : changed(inner ?? {}, rest, value);
  const others = own.map(([name, old]) => [name, name === key ? next : (old as unknown)] as const);
  const all = own.some(([name]) => name === key) ? others : [...others, [key, next] as const];
  return Object.fromEntries(all.filter(([, kept]) => kept !== undefined));
}

interface Place {
  readonly body: string;
  readonly map: YAMLMap;
}

function inMap({ body, map }: Place, path: readonly string[], value: unknown): string | undefined {
  const [key = '', ...rest] = path;
  const pair = pairOf(map, key);
  if (pair === undefined) return value === undefined ? body : added({ body, map }, path, value);
  if (rest.length === 0)
    return value === undefined ? removed({ body, map }, pair) : replaced({ body, map }, pair, value);
  if (isMap(pair.value)) return inMap({ body, map: pair.value }, rest, value);
  if (isSeq(pair.value)) return inList({ body, list: pair.value }, rest, value);
  const isEmpty = pair.value === null || (isScalar(pair.value) && pair.value.value === null);
  if (!isEmpty) return undefined;
  return value === undefined ? body : replaced({ body, map }, pair, nested(rest, value));
}

/** One item of a list, by its number. */
function inList(
  { body, list }: { body: string; list: YAMLSeq },
  [index = '', ...rest]: readonly string[],
  value: unknown,
): string | undefined {
  const item = list.items[Number(index)];
  const span = spanOf(item);
  if (!isScalar(item) || span === undefined || rest.length > 0 || value === undefined) return undefined;
  return cut(body, span, list.flow === true ? flow(value) : simple(value, item));
}

/** A text that holds nothing yet but perhaps comments. */
function inNothing(body: string, path: readonly string[], value: unknown): string {
  if (value === undefined) return body;
  const eol = lineBreak(body, body.length);
  const gap = body === '' || body.endsWith('\n') ? '' : eol;
  return `${body}${gap}${block(nested(path, value), '', eol)}${body !== '' && gap !== '' ? '' : eol}`;
}

function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}

/** Lines of a value, without the last line break. */
function block(value: unknown, indent: string, eol: string): string {
  const lines = stringify(value, { lineWidth: 0 }).trimEnd().split('\n');
  return lines.map((line) => (line === '' ? line : `${indent}${line}`)).join(eol);
}

function added({ body, map }: Place, path: readonly string[], value: unknown): string | undefined {
  const last = map.items.at(-1);
  if (isFlow(map)) {
    const inner = flow(nested(path, value)).slice(1, -1);
    const close = (spanOf(map)?.to ?? 0) - 1;
    const at = last === undefined ? close : valueSpan(body, last).to;
    return `${body.slice(0, at)}${last === undefined ? '' : ', '}${inner}${body.slice(at)}`;
  }
  const [first] = map.items;
  const indent = first === undefined ? undefined : indentOf(body, first);
  if (last === undefined || indent === undefined) return undefined;
  const at = lineEnd(body, valueSpan(body, last).to);
  const eol = lineBreak(body, at);
  const lines = block(nested(path, value), indent, eol);
  const isOpen = body[at - 1] !== '\n';
  return `${body.slice(0, at)}${isOpen ? eol : ''}${lines}${isOpen ? '' : eol}${body.slice(at)}`;
}

function removed({ body, map }: Place, pair: Pair): string | undefined {
  const [from, to] = [keySpan(pair).from, valueSpan(body, pair).to];
  if (isFlow(map)) {
    const index = map.items.indexOf(pair);
    const [before, after] = [map.items[index - 1], map.items[index + 1]];
    if (after !== undefined) return `${body.slice(0, from)}${body.slice(keySpan(after).from)}`;
    const start = before === undefined ? from : valueSpan(body, before).to;
    return `${body.slice(0, start)}${body.slice(to)}`;
  }
  if (indentOf(body, pair) === undefined) return undefined;
  // A map whose last key goes stays a map; only that of the whole file may be nothing.
  if (map.items.length === 1 && lineStart(body, from) !== from) return cut(body, { from, to }, '{}');
  return `${body.slice(0, lineStart(body, from))}${body.slice(lineEnd(body, to))}`;
}

/** Puts a text in another’s place; a line break that ended it stays. */
function cut(body: string, { from, to }: { from: number; to: number }, text: string): string {
  const end = /\r?\n$/.exec(body.slice(from, to))?.[0] ?? '';
  return `${body.slice(0, from)}${text}${end}${body.slice(to)}`;
}

function replaced({ body, map }: Place, pair: Pair, value: unknown): string | undefined {
  const span = valueSpan(body, pair);
  const isPlace = span.from === span.to;
  const isSimple = typeof value !== 'object' || value === null || (Array.isArray(value) && value.length === 0);
  if (isFlow(map) || isSimple) {
    const text = isFlow(map) ? flow(value) : simple(value, pair.value);
    return isPlace ? `${body.slice(0, span.from)} ${text}${body.slice(span.to)}` : cut(body, span, text);
  }
  if (isSeq(pair.value) && pair.value.flow !== true && Array.isArray(value)) {
    const items = listed(body, pair.value, value);
    if (items !== undefined) return items;
  }
  const indent = indentOf(body, pair);
  if (indent === undefined) return undefined;
  const colon = colonEnd(body, pair);
  // What stood behind the colon stays there where nothing stood on its line but a comment.
  const isNext = isPlace || body.slice(colon, span.from).includes('\n');
  const lineTo = isPlace ? lineEnd(body, colon) : isNext ? lineEnd(body, colon) : colon;
  const to = isPlace ? lineTo : lineEnd(body, span.to);
  const eol = lineBreak(body, to);
  const head = body.slice(0, lineTo);
  const lines = block(value, `${indent}  `, eol);
  return `${head}${head.endsWith('\n') ? '' : eol}${lines}${body.slice(to - 1, to) === '\n' ? eol : ''}${body.slice(to)}`;
}

/** A value on one line, quoted as the one before it was. */
function simple(value: unknown, before: unknown): string {
  const style = isScalar(before) ? before.type : undefined;
  if (typeof value === 'string' && style === Scalar.QUOTE_DOUBLE) return JSON.stringify(value);
  if (typeof value === 'string' && style === Scalar.QUOTE_SINGLE && !/[\n\t]/.test(value))
    return `'${value.replaceAll("'", "''")}'`;
  const text = stringify(value, { lineWidth: 0 }).trimEnd();
  return text.includes('\n') ? JSON.stringify(value) : text;
}

/** A value within braces or brackets. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const inner = Object.entries(value).map(([key, one]) => `${flow(key)}: ${flow(one)}`);
    return `{${inner.join(', ')}}`;
  }
  return typeof value === 'string' && !PLAIN.test(value) ? JSON.stringify(value) : simple(value, undefined);
}

/** A list some of whose items go and others come at its end; undefined when it becomes another one altogether. */
function listed(body: string, seq: YAMLSeq, values: readonly unknown[]): string | undefined {
  const old = seq.items.map((item) => (isScalar(item) && typeof item.value !== 'object' ? item.value : undefined));
  const kept = old.filter((one) => values.includes(one));
  const isPrefix = kept.every((one, index) => values[index] === one);
  if (old.includes(undefined) || kept.length === 0 || !isPrefix) return undefined;
  const spans = seq.items.map((item) => spanOf(item) ?? { from: 0, to: 0 });
  const last = spans.at(-1)?.to ?? 0;
  const from = spans[0]?.from ?? 0;
  const margin = body.slice(lineStart(body, from), from);
  if (!/^\s*-\s+$/.test(margin)) return undefined;
  const at = lineEnd(body, last);
  const eol = lineBreak(body, at);
  const isOpen = body[at - 1] !== '\n';
  const lines = values.slice(kept.length).map((one) => `${margin}${simple(one, undefined)}`);
  const more = lines.length === 0 ? '' : `${isOpen ? eol : ''}${lines.join(eol)}${isOpen ? '' : eol}`;
  const rest = `${body.slice(0, at)}${more}${body.slice(at)}`;
  const gone = spans.filter((_, index) => !values.includes(old[index])).reverse();
  return gone.reduce(
    (text, span) => `${text.slice(0, lineStart(text, span.from))}${text.slice(lineEnd(text, span.to))}`,
    rest,
  );
}
