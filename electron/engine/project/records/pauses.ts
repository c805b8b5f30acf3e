import { setImmediate } from 'node:timers/promises';

const SLICE_MS = 5;

/** Lets everything else run after each few milliseconds of long work: await the answer between two steps. */
export function pauses(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await setImmediate();
    since = performance.now();
  };
}
