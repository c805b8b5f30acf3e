import type { z } from 'zod';

/** What is wrong with a document: where, what was found, what was expected. */
export interface Flaw {
  /** `features.0.id`, or `root`. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

const LONGEST = 60;

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

/** What zod expected, without its opening; our own messages are sentences and stay. */
function expectation(message: string): string {
  return message
    .replace(/^(?:Invalid (?:input|option|string)|Too (?:small|big)): (?:expected )?/, '')
    .replace(/, received [\w ]+$/, '')
    .replaceAll('"|"', '", "');
}

/** Path, found and expected in one sentence; two where the expectation is a sentence of its own. */
export function flawSentence({ path, found, expected }: Flaw): string {
  const isSentence = /^[A-Z][a-z]/.test(expected);
  return `At ${path}: found ${found}${isSentence ? '. ' : ', expected '}${expected}`.replace(/\.?$/, '.');
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

function joinPath(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'root' : path.map(String).join('.');
}
