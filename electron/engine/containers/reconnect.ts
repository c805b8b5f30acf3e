import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { Kind } from '../running.ts';

const WAITS: Kind<AbortController> = { name: 'wait for Docker' };

/** Waits before Docker is tried again; ends early when somebody asks for it, or the engine closes. */
export async function pauseBetweenTries(context: Context, ms: number): Promise<void> {
  const wake = new AbortController();
  const waits = context.running.of(WAITS);
  waits.set('', wake);
  const signal = AbortSignal.any([wake.signal, context.closing]);
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    waits.delete('');
  }
}

/** Tries at once to reach Docker. While a try is under way, or Docker answers, it does nothing. */
export function reconnect(context: Context): void {
  const waits = [...context.running.of(WAITS).values()];
  if (waits.length > 0) context.state.change({ fields: { docker: { state: 'connecting' } } });
  for (const wake of waits) wake.abort();
}
