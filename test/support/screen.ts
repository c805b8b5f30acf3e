import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { whenDone } from './project.ts';
import { until } from './until.ts';

const execute = promisify(execFile);

/** A real terminal on this machine with a command in it: a tmux server of its own. */
export interface Screen {
  type(...keys: string[]): Promise<void>;
  text(): Promise<string>;
  /** Waits until the screen shows this. */
  shows(wanted: RegExp | string, deadlineMs?: number): Promise<string>;
}

/** Runs a command line on a terminal of 100 columns; afterwards `ended N` tells its exit status. */
export async function screen(
  command: string,
  options: { cwd: string; env: Readonly<Record<string, string>> },
): Promise<Screen> {
  const server = `maestro-${randomBytes(6).toString('hex')}`;
  const tmux = async (...args: string[]): Promise<string> =>
    (await execute('tmux', ['-L', server, '-f', '/dev/null', ...args])).stdout;
  whenDone(() =>
    tmux('kill-server').then(
      () => undefined,
      () => undefined,
    ),
  );

  const env = Object.entries(options.env).flatMap(([key, value]) => ['-e', `${key}=${value}`]);
  const script = `${command}; echo "ended $?"; exec sleep infinity`;
  await tmux('new-session', '-d', '-x', '100', '-y', '40', '-c', options.cwd, ...env, 'sh', '-c', script);
  const text = (): Promise<string> => tmux('capture-pane', '-p');
  return {
    text,
    type: async (...keys) => {
      await tmux('send-keys', ...keys);
    },
    shows: (wanted, deadlineMs) =>
      until(
        String(wanted),
        async () => {
          const shown = await text();
          if (typeof wanted === 'string' ? shown.includes(wanted) : wanted.test(shown)) return shown;
          throw new Error(shown.trimEnd());
        },
        deadlineMs,
      ),
  };
}
