import { z } from 'zod';
import { refusalOf } from '../../contract/flaws.ts';
import type { Key } from './schema.ts';

/** What nearly every key refuses, each for another reason. */
const PROBES: readonly unknown[] = ['\u0001', {}, '0', -1, [{}]];

/** What a key accepts, in the words with which it refuses anything else; the most telling of them. */
export function whatIsAllowed({ accepts }: Pick<Key<unknown>, 'accepts'>): string {
  const choices = choicesOf({ accepts });
  if (choices.length > 0) return `Use one of ${choices.join(', ')}.`;
  const refusals = PROBES.flatMap((probe) => {
    const { error } = accepts.safeParse(probe);
    return error === undefined ? [] : [refusalOf(error.issues).replace(/^\d+: /, '')];
  });
  return refusals.toSorted((a, b) => b.length - a.length)[0] ?? 'Anything.';
}

/** The values of a key that has only a few. */
export function choicesOf({ accepts }: Pick<Key<unknown>, 'accepts'>): string[] {
  if (accepts instanceof z.ZodBoolean) return ['true', 'false'];
  return accepts instanceof z.ZodEnum ? accepts.options.map(String) : [];
}

/** Whether a key holds a list. */
export function isList({ accepts }: Pick<Key<unknown>, 'accepts'>): boolean {
  return accepts.safeParse([]).success;
}
