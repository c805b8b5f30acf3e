import { fail, MaestroError, problemOf } from '../errors.ts';
import type { Log } from '../silent.ts';

/** How to take something back, and what it is, for the sentence that says that it could not be. */
export interface TakeBack {
  readonly what: string;
  readonly run: () => Promise<void>;
}

/**
 * Takes back, newest first, what stands in the order in which it was made. Each is tried even where another one could
 * not be. Answers the error that made it necessary; what could not be taken back is named in its hints.
 */
export async function takeBackAll(log: Log, error: unknown, made: readonly TakeBack[]): Promise<unknown> {
  const left: string[] = [];
  for (const { what, run } of made.toReversed()) {
    try {
      await run();
    } catch (thrown) {
      log.error({ err: thrown, what }, 'could not be undone');
      left.push(what);
    }
  }
  return withLeftovers(error, left);
}

function withLeftovers(error: unknown, left: readonly string[]): unknown {
  if (left.length === 0) return error;
  const problem = problemOf(error);
  const hints = problem.hints.filter((hint) => !/nothing was left behind/i.test(hint));
  hints.push(`Could not be removed: ${left.join(', ')}. maestro cleanup removes it later.`);
  return new MaestroError({ ...problem, hints }, { cause: error });
}

/** The error of work that a signal may have cut off: what the signal says outranks what the cut looked like. */
export function cutOff(signal: AbortSignal, error: unknown): unknown {
  if (!signal.aborted) return error;
  const { reason } = signal as { reason: unknown };
  return reason instanceof MaestroError ? reason : fail('CREATE_CANCELLED', 'Maestro is closing.', { cause: reason });
}
