import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { problemOf } from '../errors.ts';
import { findKept, keep } from './kept.ts';

/** What the user last asked for: that a container runs (`up`), or that it stays down. */
export type Wish = 'up' | 'down';

/**
 * Writes down what the user asked for, so that the end of an engine is never taken for it. Where that cannot be written,
 * what was asked is done all the same: without a wish, nothing is started by itself.
 */
export async function keepWish(context: Context, name: ContainerName, wish: Wish): Promise<void> {
  try {
    await keep(context, name, { what: 'wish', text: wish });
  } catch (error) {
    context.log.warn({ container: name, wish, problem: problemOf(error) }, 'the wish cannot be written down');
  }
}

/** What the user last asked for; null where that is not known. */
export function findWish(context: Context, name: ContainerName): Wish | null {
  const text = findKept(context, name, 'wish');
  return text === 'up' || text === 'down' ? text : null;
}
