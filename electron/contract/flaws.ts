import type { z } from 'zod';

/** What a schema refused of a document: where, what was found there, what was expected. */
export interface Flaw {
  /** `features.0.id`, or `root`. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** An issue of a schema, here or behind a wire. */
interface Issue {
  readonly path?: readonly unknown[] | undefined;
  readonly message?: string | undefined;
}

const LONGEST = 60;

/**
 * What a schema refused first of what a person gave, as `field: reason`: the same sentence on the page, on the command
 * line and in tools. What was given is not repeated: it stands before the person, and may be a secret.
 */
export function refusalOf(issues: readonly Issue[]): string {
  const [{ path = [], message = 'This is not understood.' } = {}] = issues;
  const reason = expectation(message);
  const words = isSentence(reason) ? reason : `expected ${reason}`;
  return path.length === 0 ? words : `${joinPath(path)}: ${words}`;
}

/** The first flaw of a document that failed its schema. */
export function firstFlaw(error: z.ZodError, document: unknown): Flaw {
  const [first] = allFlaws(error, document);
  return first ?? { path: 'root', found: show(document), expected: 'another form' };
}

/** Every flaw of a document that failed its schema. */
export function allFlaws(error: z.ZodError, document: unknown): Flaw[] {
  return error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const key = issue.keys[0] ?? '';
      return { path: joinPath([...issue.path, key]), found: `the key ${show(key)}`, expected: 'no such key' };
    }
    return {
      path: joinPath(issue.path),
      found: show(valueAt(document, issue.path)),
      expected: expectation(issue.message),
    };
  });
}

/** Path, found and expected in one sentence; two where the expectation is a sentence of its own. */
export function flawSentence({ path, found, expected }: Flaw): string {
  return `At ${path}: found ${found}${isSentence(expected) ? '. ' : ', expected '}${expected}`.replace(/\.?$/, '.');
}

/** What zod expected, without its opening; our own messages are sentences and stay. */
function expectation(message: string): string {
  return message
    .replace(/^(?:Invalid (?:input|option|string)|Too (?:small|big)): (?:expected )?/, '')
    .replace(/, received [\w ]+$/, '')
    .replaceAll('"|"', '", "');
}

function isSentence(words: string): boolean {
  return /^[A-Z]/.test(words);
}

/** A value as it may stand in a sentence: short, on one line. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'function' || typeof value === 'symbol' ? typeof value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Behind some wires a step of the path is an object that holds its key. */
function joinPath(path: readonly unknown[]): string {
  if (path.length === 0) return 'root';
  return path.map((part) => String((part as { key?: unknown } | null)?.key ?? part)).join('.');
}
