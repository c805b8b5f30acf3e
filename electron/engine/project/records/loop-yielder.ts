import { setImmediate } from 'node:timers/promises';

const SLICE_MS = 5;

/** Answers a function to await between two steps of long work: every few milliseconds it yields to the event loop. */
export function loopYielder(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await setImmediate();
    since = performance.now();
  };
}
