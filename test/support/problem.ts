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

/** What a call of the page or the command line failed with. */
export async function problemFrom(call: Promise<unknown>): Promise<Problem> {
  const { data } = await call.then(
    () => ({ data: undefined }),
    (error: unknown) => error as { data: Problem | undefined },
  );
  if (data === undefined) throw new Error('It did not fail.');
  return data;
}
