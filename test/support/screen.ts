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
  /** Exactly these bytes, as a terminal would send them. */
  send(text: string): Promise<void>;
  resize(columns: number, rows: number): Promise<void>;
  /** One of tmux's words about the terminal, such as `cursor_flag`. */
  state(word: string): Promise<string>;
  /** With the escapes of its colours. */
  painted(): Promise<string>;
  /** Waits until the screen shows this. */
  shows(wanted: RegExp | string): Promise<string>;
}

/** Runs a command line on a terminal, 100 columns wide unless told; afterwards `ended N` tells its exit status. */
export async function screen(
  command: string,
  options: {
    cwd: string;
    env: Readonly<Record<string, string>>;
    size?: { readonly width: number; readonly height: number };
  },
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
  const { width, height } = options.size ?? { width: 100, height: 40 };
  await tmux(
    'new-session',
    '-d',
    '-x',
    String(width),
    '-y',
    String(height),
    '-c',
    options.cwd,
    ...env,
    'sh',
    '-c',
    script,
  );
  const text = (): Promise<string> => tmux('capture-pane', '-p');
  return {
    text,
    type: async (...keys) => {
      await tmux('send-keys', ...keys);
    },
    send: async (bytes) => {
      const hex = [...Buffer.from(bytes)].map((byte) => byte.toString(16).padStart(2, '0'));
      await tmux('send-keys', '-H', ...hex);
    },
    resize: async (columns, rows) => {
      await tmux('resize-window', '-x', String(columns), '-y', String(rows));
    },
    state: async (word) => (await tmux('display-message', '-p', `#{${word}}`)).trim(),
    painted: () => tmux('capture-pane', '-p', '-e'),
    shows: (wanted) =>
      until(String(wanted), async () => {
        const shown = await text();
        if (typeof wanted === 'string' ? shown.includes(wanted) : wanted.test(shown)) return shown;
        throw new Error(shown.trimEnd());
      }),
  };
}
