interface Wish {
  readonly id: number;
  readonly code: string;
  readonly argument: unknown;
}

/** Runs what a test wishes inside of the main process, as playwright does with the real one. */
export function obey(electron: object): void {
  process.on('message', ({ id, code, argument }: Wish) => {
    run(code, electron, argument).then(
      (value) => process.send?.({ id, value }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    );
  });
  process.channel?.unref();
}

async function run(code: string, electron: object, argument: unknown): Promise<unknown> {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- this is what a test asks for
  const make = new Function(`return (${code})`) as () => (electron: object, argument: unknown) => unknown;
  return await make()(electron, argument);
}
