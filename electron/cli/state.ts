import { findProject, type Project } from '../engine/project/records/project.ts';
import { type Call, UsageError } from './command.ts';

/** The project around the working directory. What it notices goes to stderr, also with `--json`. */
export function openProject({ out }: Pick<Call, 'out'>): Project {
  const told = new Set<string>();
  return findProject({
    notice: ({ kind, sentence }) => {
      if (told.has(sentence)) return;
      told.add(sentence);
      out.warn(`${kind}: ${plain(sentence)}`);
    },
  });
}

/** An option's text; undefined when it was not given. */
export function given(call: Call, name: string): string | undefined {
  const value = call.flags[name];
  return typeof value === 'string' ? value : undefined;
}

/** An option's text; undefined also when it is empty. */
export function filled(call: Call, name: string): string | undefined {
  const value = given(call, name);
  return value === '' ? undefined : value;
}

/** A required option. */
export function required(call: Call, name: string): string {
  const value = given(call, name);
  if (value === undefined) throw wrong(`--${name} is missing.`, `Add --${name} VALUE.`);
  return value;
}

/** All values of a list option, without empty ones. */
export function values(call: Call, name: string): string[] {
  const value = call.flags[name];
  return Array.isArray(value) ? value.filter((entry) => entry !== '') : [];
}

/** `a, b,,c` → a, b, c. */
export function commaList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function isOn(call: Call, name: string): boolean {
  return call.flags[name] === true;
}

/** The first argument. */
export function argument(call: Call): string {
  return call.args[0] ?? '';
}

/** An option with fixed values. */
export function oneOf<Value extends string>(call: Call, name: string, known: readonly Value[]): Value | undefined {
  const value = given(call, name);
  if (value === undefined) return undefined;
  const found = known.find((candidate) => candidate === value);
  if (found === undefined)
    throw wrong(`--${name} cannot be ${JSON.stringify(value)}.`, `It is one of ${known.join(', ')}.`);
  return found;
}

/** An option that is a whole number in a range. */
export function wholeNumber(call: Call, name: string, [least, most]: readonly [number, number]): number | undefined {
  const value = given(call, name);
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  const range = Number.isFinite(most) ? `from ${least} to ${most}` : `of at least ${least}`;
  throw wrong(`--${name} cannot be ${JSON.stringify(value)}.`, `Give a whole number ${range}.`);
}

export function wrong(sentence: string, hint: string): UsageError {
  return new UsageError(sentence, hint, 1);
}

/** A value from a file on one line of a terminal: no control characters, no escapes. */
export function plain(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}

/** Shortened to a width, with `…` where something was left out. */
export function cut(text: string, width: number): string {
  const flat = plain(text);
  return flat.length <= width ? flat : `${flat.slice(0, width - 1)}…`;
}

export function lines(...parts: readonly (string | readonly string[] | undefined)[]): string {
  return parts.flatMap((part) => part ?? []).join('\n');
}

/** `[ok] …`, as scripts and people know it. */
export function ok(text: string): string {
  return `[ok] ${plain(text)}`;
}

/** What to do next, or how to undo it. */
export function next(text: string): string {
  return `  Next: ${text}`;
}

export function undo(text: string): string {
  return `  Undo: ${text}`;
}
