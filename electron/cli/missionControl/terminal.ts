const ENTER = '\u001b[?1049h\u001b[?25l\u001b[?7l';
const LEAVE = '\u001b[?7h\u001b[?25h\u001b[?1049l';
/** What ends a program, and how its status tells. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export interface Terminal {
  readonly write: (text: string) => void;
  /** Gives the terminal back as it was. Nothing is written to it after. */
  readonly restore: () => void;
}

/**
 * Takes the terminal's second screen and hides its cursor. However the program ends, by itself, by a signal or by an
 * error that nobody caught, the terminal is given back.
 */
export function takeTerminal(output: NodeJS.WriteStream, input: NodeJS.ReadStream): Terminal {
  let taken = true;
  const restore = (): void => {
    if (!taken) return;
    taken = false;
    process.off('exit', restore);
    for (const [signal, end] of ends) process.off(signal, end);
    if (input.isRaw) input.setRawMode(false);
    output.write(LEAVE);
  };
  const ends = Object.entries(SIGNALS).map(([signal, status]) => {
    const end = (): void => {
      restore();
      process.exit(status);
    };
    return [signal, end] as const;
  });
  process.on('exit', restore);
  for (const [signal, end] of ends) process.on(signal, end);
  output.write(ENTER);
  return {
    write: (text) => {
      if (taken) output.write(text);
    },
    restore,
  };
}
