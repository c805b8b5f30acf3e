/**
 * Aborts when a person or the system wants this process to end, which is from then on the caller's to do. A listener that
 * went after one signal would leave the process to libraries that end it at once where nobody else listens.
 */
export function endSignal(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  return ending.signal;
}

/** Waits for that. */
export function untilEnded(): Promise<void> {
  const signal = endSignal();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
