import { PHASE_WORDS, type PhaseId } from '../../contract/creation.ts';
import { isProblem, MaestroError } from '../errors.ts';
import type { Log } from '../silent.ts';
import type { Progress, Telling } from './phases.ts';
import { cutOff, type TakeBack, takeBackAll } from './undo.ts';

/** What the runner needs to know of the work whose steps it runs. */
export interface Running {
  readonly progress: Pick<Progress, 'phase'>;
  readonly signal: AbortSignal;
}

/** One phase of a creation. */
export interface Step<Work extends Running> {
  readonly id: PhaseId;
  /** Does it. `goOn` lets the steps of `meanwhile` begin before it is done. */
  readonly run: (work: Work, tell: Telling, goOn: () => void) => Promise<void>;
  /** What to take back of a step that began, whether or not it came to an end, in the order in which it is made. */
  readonly takeBack?: (work: Work) => readonly TakeBack[];
  /** Its failure says all; that of any other step begins with the step's words. */
  readonly speaksForItself?: true;
  /** Steps that run beside the rest of this one. The step after this one waits for them. */
  readonly meanwhile?: readonly Step<Work>[];
}

/**
 * Runs steps one after the other. When one fails, or the signal aborts, what runs beside it is stopped, and every step
 * that began is taken back, newest first; the failure says which step it was.
 */
export async function runSteps<Work extends Running>(
  log: Log,
  work: Work,
  steps: readonly Step<Work>[],
): Promise<void> {
  const begun: Step<Work>[] = [];
  try {
    await runInOrder(work, steps, begun);
  } catch (error) {
    const made = begun.flatMap((step) => step.takeBack?.(work) ?? []);
    throw await takeBackAll(log, error, made);
  }
}

async function runInOrder<Work extends Running>(
  work: Work,
  steps: readonly Step<Work>[],
  begun: Step<Work>[],
): Promise<void> {
  for (const step of steps) await runStep(work, step, begun);
}

async function runStep<Work extends Running>(work: Work, step: Step<Work>, begun: Step<Work>[]): Promise<void> {
  const stop = new AbortController();
  let meanwhile = Promise.resolve();
  let settled: Promise<unknown> = meanwhile;
  const goOn = (): void => {
    const signal = AbortSignal.any([work.signal, stop.signal]);
    meanwhile = runInOrder({ ...work, signal }, step.meanwhile ?? [], begun);
    settled = Promise.allSettled([meanwhile]);
  };
  try {
    work.signal.throwIfAborted();
    begun.push(step);
    await work.progress.phase(step.id, work.signal, (tell) => step.run(work, tell, goOn));
  } catch (error) {
    stop.abort(error);
    await settled;
    throw named(step, cutOff(work.signal, error));
  }
  await meanwhile;
}

function named({ id, speaksForItself }: Pick<Step<never>, 'id' | 'speaksForItself'>, error: unknown): unknown {
  if (speaksForItself || !(error instanceof MaestroError) || isProblem(error, 'CREATE_CANCELLED')) return error;
  const sentence = `${PHASE_WORDS[id]} failed. ${error.problem.sentence}`;
  return new MaestroError({ ...error.problem, sentence }, { cause: error });
}
