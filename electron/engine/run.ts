import { execa, type Options } from 'execa';

/** How a child process ended. `code` is null when it was killed or never started. */
export interface Ran {
  readonly ok: boolean;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The program does not exist on this machine. */
  readonly missing: boolean;
}

export type RunOptions = Pick<Options, 'cwd' | 'env' | 'extendEnv' | 'input' | 'timeout' | 'cancelSignal'> & {
  /** `latin1` keeps one character a byte, for output that is not all UTF-8. */
  readonly encoding?: 'utf8' | 'latin1';
};

/** Runs a program with an argument list, never through a shell, and answers how it ended; it does not throw. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const result = await execa(program, args, { ...options, reject: false, stripFinalNewline: false });
  return {
    ok: !result.failed,
    code: result.exitCode ?? null,
    stdout: result.stdout,
    stderr: result.stderr,
    missing: result.code === 'ENOENT',
  };
}

/** Runs a program on this process's own terminal, and answers how it ended. `env` is added to this process's own. */
export async function runHere(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Pick<Ran, 'code' | 'missing'>> {
  const result = await execa(program, args, { stdio: 'inherit', reject: false, env });
  return { code: result.exitCode ?? null, missing: result.code === 'ENOENT' };
}

/** Starts a program that goes on without this process; false when it cannot be started. */
export function runDetached(program: string, args: readonly string[]): Promise<boolean> {
  const child = execa(program, args, { detached: true, stdio: 'ignore', reject: false });
  child.unref();
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
}

/** Runs a program like `run`, and hands on each line of its output as it comes. `cancelSignal` kills it at once. */
export async function runLive(
  program: string,
  args: readonly string[],
  options: RunOptions & { readonly onLine: (line: string) => void },
): Promise<Pick<Ran, 'ok' | 'code' | 'missing'>> {
  const { onLine, ...rest } = options;
  const child = execa(program, args, { ...rest, reject: false, all: true, buffer: false, killSignal: 'SIGKILL' });
  for await (const line of child.iterable({ from: 'all' })) onLine(String(line));
  const result = await child;
  return { ok: !result.failed, code: result.exitCode ?? null, missing: result.code === 'ENOENT' };
}
