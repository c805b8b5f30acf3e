import type { Paths } from './disk/paths.ts';
import type { Docker } from './docker/port.ts';
import type { Running } from './running.ts';
import type { Log } from './silent.ts';
import type { State } from './state.ts';

/** What every operation gets as its first argument. */
export interface Context {
  readonly paths: Paths;
  readonly docker: Docker;
  readonly state: State;
  /** What runs in this engine: creations, builds, terminals, followed projects. */
  readonly running: Running;
  readonly log: Log;
  readonly now: () => Date;
  /** Aborts when the engine closes. */
  readonly closing: AbortSignal;
}

/** The same for work that nobody waits for once `signal` aborts. */
export function until(context: Context, signal: AbortSignal | undefined): Context {
  return signal === undefined ? context : { ...context, closing: AbortSignal.any([context.closing, signal]) };
}
