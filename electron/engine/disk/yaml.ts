import { type Document, Lexer, parseDocument, Parser, YAMLParseError } from 'yaml';
import { MOST_DEPTH, TOO_DEEP } from '../../contract/json.ts';
import { CONFLICTED, hasConflict } from './conflict.ts';

const MAX_ALIASES = 100;
/** Their cost grows with the square of their number. */
const MOST_ALIASES = 1_000;

/** The only reader of YAML: a text as a document that can be edited. SyntaxError for what is none, or is nested too deep. */
export function parseYamlDocument(text: string): Document {
  checkShape(text);
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error === undefined) return document;
  if (hasConflict(text)) throw new SyntaxError(CONFLICTED, { cause: error });
  throw new SyntaxError((error.message.split('\n')[0] ?? '').replace(/[.:]?$/, ''), { cause: error });
}

/** A document as plain values. SyntaxError for one that unfolds without end, or too deep. */
export function yamlValues(document: Document): unknown {
  const values = unfolded(document);
  if (isDeeper(values)) throw new SyntaxError(TOO_DEEP);
  return values;
}

/** The line, from 1, at which a text was found to be no YAML, wherever in the causes of an error that stands. */
export function yamlErrorLine(error: unknown): number | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if (at instanceof YAMLParseError) return at.linePos?.[0].line ?? null;
  return null;
}

/** A YAML text as plain values. SyntaxError. */
export function parseYaml(text: string): unknown {
  return yamlValues(parseYamlDocument(text));
}

function unfolded(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The parser keeps its place in a list, one entry or two a level; what composes its tokens calls itself. */
function checkShape(text: string): void {
  const parser = new Parser();
  let aliases = 0;
  for (const lexeme of new Lexer().lex(text)) {
    Array.from(parser.next(lexeme));
    if (lexeme.startsWith('*')) aliases += 1;
    if (parser.stack.length > 2 * MOST_DEPTH) throw new SyntaxError(TOO_DEEP);
    if (aliases > MOST_ALIASES) throw new SyntaxError(`it has more than ${MOST_ALIASES} aliases`);
  }
}

/** A chain of aliases nests values in a flat text. */
function isDeeper(values: unknown): boolean {
  let level = [values].filter(isNested);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MOST_DEPTH) return true;
    level = [...new Set(level.flatMap((value): unknown[] => Object.values(value)).filter(isNested))];
  }
  return false;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
