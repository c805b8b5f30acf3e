import { type Call, UsageError } from './command.ts';

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

/** Whether a switch was given. */
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

/** Wrong usage of a state command: exit status 1. */
export function wrong(sentence: string, hint: string): UsageError {
  return new UsageError(sentence, hint, 1);
}
