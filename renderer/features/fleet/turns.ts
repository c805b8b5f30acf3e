type Work<Value> = () => Promise<Value>;

/** Lets at most so many works run at once; the others wait for their turn, and those that nobody wants any more are left out. */
export function takingTurns(most: number): <Value>(signal: AbortSignal, work: Work<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const turn = async (): Promise<void> => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const over = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async (signal, work) => {
    await turn();
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      over();
    }
  };
}
