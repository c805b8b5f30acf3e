import { fail, type MaestroError } from '../../errors.ts';

/** Something that a person may name. */
export interface Nameable {
  readonly id: string;
  /** What it is also called: of an assertion, what it proves. */
  readonly text?: string;
}

const MOST_NAMED = 8;

/**
 * The ids that a typed name may stand for: the one that is it, else those whose text it is, else those that begin with
 * it. One is an answer, none is nobody, several are for the user to choose from.
 */
export function idsNamed(typed: string, among: readonly Nameable[]): string[] {
  const name = typed.trim();
  if (name === '') return [];
  const steps: ((one: Nameable) => boolean)[] = [
    ({ id }) => id === typed,
    ({ text }) => text?.trim() === name,
    ({ id }) => id.startsWith(name),
  ];
  for (const fits of steps) {
    const ids = [...new Set(among.filter(fits).map(({ id }) => id))];
    if (ids.length > 0) return ids;
  }
  return [];
}

/** The only id that a typed name stands for; undefined when there is none. ID_AMBIGUOUS names the candidates. */
export function idNamed(typed: string, among: readonly Nameable[]): string | undefined {
  const ids = idsNamed(typed, among);
  if (ids.length > 1) throw ambiguous(typed, ids);
  return ids[0];
}

function ambiguous(typed: string, ids: readonly string[]): MaestroError {
  const more = ids.length - MOST_NAMED;
  const named = [...ids.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])];
  const list = `${named.slice(0, -1).join(', ')} or ${named.at(-1) ?? ''}`;
  return fail('ID_AMBIGUOUS', `${JSON.stringify(typed)} may be ${list}.`);
}
