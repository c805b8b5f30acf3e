import { fail, MaestroError, problemOf } from '../errors.ts';
import type { Log } from '../silent.ts';

/** Takes note of how to take something back, before it is done. */
export type Undo = (what: string, takeBack: () => Promise<void>) => void;

interface Step {
  readonly what: string;
  readonly takeBack: () => Promise<void>;
}

/**
 * Runs work that registers the undo of each step. When it fails, every step is taken back, newest first, and each is
 * tried even where another one could not be; what could not be is named in the problem's hints.
 */
export async function withUndo<Result>(log: Log, work: (undo: Undo) => Promise<Result>): Promise<Result> {
  const steps: Step[] = [];
  try {
    return await work((what, takeBack) => steps.push({ what, takeBack }));
  } catch (error) {
    throw withLeftovers(error, await takeBackAll(log, steps));
  }
}

/** What could not be taken back. */
async function takeBackAll(log: Log, steps: readonly Step[]): Promise<string[]> {
  const left: string[] = [];
  for (const { what, takeBack } of steps.toReversed()) {
    try {
      await takeBack();
    } catch (error) {
      log.error({ err: error, what }, 'could not be undone');
      left.push(what);
    }
  }
  return left;
}

function withLeftovers(error: unknown, left: readonly string[]): unknown {
  if (left.length === 0) return error;
  const problem = problemOf(error);
  const hints = problem.hints.filter((hint) => !/nothing was left behind/i.test(hint));
  hints.push(`Could not be removed: ${left.join(', ')}. maestro cleanup removes it later.`);
  return new MaestroError({ ...problem, hints }, error);
}

/** The error of work that a signal may have cut off: what the signal says outranks what the cut looked like. */
export function cutOff(signal: AbortSignal, error: unknown): unknown {
  if (!signal.aborted) return error;
  const { reason } = signal as { reason: unknown };
  return reason instanceof MaestroError ? reason : fail('CREATE_CANCELLED', 'Maestro is closing.', { cause: reason });
}
