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
  const issue = error.issues[0];
  if (issue === undefined) return { path: 'root', found: show(document), expected: 'another form' };
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return { path: joinPath([...issue.path, key]), found: `the key ${show(key)}`, expected: 'no such key' };
  }
  return {
    path: joinPath(issue.path),
    found: show(valueAt(document, issue.path)),
    expected: issue.message.replace(/^Invalid (input|option|string): /, ''),
  };
}

/** Path, found and expected in one sentence. */
export function flawSentence(flaw: Flaw): string {
  return `At ${flaw.path}: found ${flaw.found}, expected ${lowerFirst(flaw.expected)}`.replace(/\.?$/, '.');
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

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
