import type { Problem } from '../../electron/contract/errors.ts';
import { problemOf } from '../../electron/engine/errors.ts';

/** What a call failed with; it must fail at once. */
export function problemIn(call: () => unknown): Problem {
  try {
    call();
  } catch (error) {
    return problemOf(error);
  }
  throw new Error('It did not fail.');
}
