import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import type { Options } from 'execa';

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

/** More than any answer that is read as a whole. */
const MAX_BYTES = 100 * 1024 * 1024;

/**
 * Runs a program with an argument list, never through a shell, and answers how it ended; it does not throw. Node's own
 * call does: every short command runs git once, and loading execa would cost it more than git itself.
 */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd, env, extendEnv = true, input, timeout, cancelSignal, encoding = 'utf8' } = options;
  return new Promise((resolve) => {
    const child = execFile(
      program,
      [...args],
      {
        ...{ encoding, maxBuffer: MAX_BYTES, env: extendEnv ? { ...process.env, ...env } : env },
        ...{ cwd, timeout, signal: cancelSignal },
      },
      (error, stdout, stderr) => {
        const code = error?.code ?? 0;
        const missing = code === 'ENOENT';
        resolve({
          ok: error === null,
          code: typeof code === 'number' && !error?.killed ? code : null,
          stdout,
          stderr,
          missing,
        });
      },
    );
    // A program that ends early does not read all of its input.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Runs a program on this process's own terminal, and answers how it ended. `env` is added to this process's own. */
export async function runHere(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Pick<Ran, 'code' | 'missing'>> {
  const { execa } = await import('execa');
  const result = await execa(program, args, { stdio: 'inherit', reject: false, env });
  return { code: result.exitCode ?? null, missing: result.code === 'ENOENT' };
}

/** Starts a program that goes on without this process, in a folder that is no one's project; its process id, undefined when it cannot be started. */
export async function runDetached(
  program: string,
  args: readonly string[],
  cwd: string = homedir(),
): Promise<number | undefined> {
  const { execa } = await import('execa');
  const child = execa(program, args, { cwd, detached: true, stdio: 'ignore', reject: false });
  child.unref();
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(child.pid));
    child.once('error', () => resolve(undefined));
  });
}

/** Runs a program like `run`, and hands on each line of its output as it comes. `cancelSignal` kills it at once. */
export async function runLive(
  program: string,
  args: readonly string[],
  options: RunOptions & { readonly onLine: (line: string) => void },
): Promise<Pick<Ran, 'ok' | 'code' | 'missing'>> {
  const { execa } = await import('execa');
  const { onLine, ...rest } = options;
  const child = execa(program, args, { ...rest, reject: false, all: true, buffer: false, killSignal: 'SIGKILL' });
  for await (const line of child.iterable({ from: 'all' })) onLine(String(line));
  const result = await child;
  return { ok: !result.failed, code: result.exitCode ?? null, missing: result.code === 'ENOENT' };
}
