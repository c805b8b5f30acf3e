import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { TerminalWindow } from '../../contract/terminals.ts';
import type { Context } from '../context.ts';
import { readTextLines } from '../docker/frames.ts';
import type { Held } from '../docker/port.ts';
import { fail } from '../errors.ts';
import { AGENT_USER, ownRunning } from './reach.ts';

/**
 * A tmux session beside `main`, in one group with it: the same windows, but its own current one. It lives as long as
 * this script's input is open, so that nothing is left behind when a viewer or its whole host dies: ending
 * `docker exec` does not end the program in the container. Should `main` be gone by then, the view takes its place,
 * for the last session of a group takes the agent with it.
 */
const HOLD_VIEW = `
set -e
view=$1 window=$2 status=$3
leave() {
  case $(tmux display-message -p -t "=$view:" '#{session_group_size}') in
    1) tmux rename-session -t "=$view" main ;;
    *) tmux kill-session -t "=$view" ;;
  esac
}
tmux -N has-session -t =main
tmux new-session -d -t =main -s "$view" \\; set-option -t "=$view:" status "$status" \\; set-option -wg aggressive-resize on
trap leave EXIT
case $window in
  agent) tmux select-window -t "=$view:0" ;;
  shell) tmux new-window -S -n shell -t "=$view:" ;;
esac
echo ready
read -r _ || true
`;

/** A machine that is busy may be silent for this long. */
const SILENCE_MS = 120_000;

/** A program with its arguments, and what is added to the environment. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface ViewOptions {
  /** Full name of the container. */
  readonly container: string;
  readonly window: TerminalWindow;
  /** Whether tmux shows its status line. */
  readonly status: boolean;
}

/** A viewer's own place in a container's tmux, and the command that shows it on a terminal. */
export interface View {
  readonly command: Command;
  /** Gives the place up. The agent and other viewers go on. */
  close(): void;
}

/** CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, CONTAINER_NOT_RUNNING, TERMINAL_FAILED. */
export async function openView(context: Context, { container, window, status }: ViewOptions): Promise<View> {
  const program = await findDocker();
  const id = await ownRunning(context, container);
  const name = `view-${randomBytes(6).toString('hex')}`;
  const script = ['sh', '-c', HOLD_VIEW, 'view', name, window, status ? 'on' : 'off'];
  const held = await context.docker.hold(id, script, { user: AGENT_USER });
  const said = await firstLine(held);
  if (said !== 'ready') {
    held.release();
    throw said === SILENT ? tooSlow(container) : notThere(container, said);
  }
  return { command: attachTo(context, { program, id, name }), close: held.release };
}

function notThere(container: string, detail: string): Error {
  return fail('TERMINAL_FAILED', `The terminal of ${container} is not there.`, {
    hints: ['It comes when the container is ready. If it does not, stop the container and start it again.'],
    detail,
  });
}

function tooSlow(container: string): Error {
  return fail(
    'TERMINAL_FAILED',
    `The terminal of ${container} did not answer in time. Nothing shows that it is gone.`,
    {
      hints: ['This machine may be busy: try again.'],
    },
  );
}

/** Stands for the silence of a container that hangs, for which nobody waits for ever. */
const SILENT = '';

/** What the script said first, or what went wrong before it could. */
async function firstLine({ output, release }: Held): Promise<string> {
  const timer = setTimeout(release, SILENCE_MS);
  try {
    return (await readTextLines(output).next()).value ?? SILENT;
  } catch (error) {
    return String(error);
  } finally {
    clearTimeout(timer);
  }
}

function attachTo(context: Context, { program, id, name }: { program: string; id: string; name: string }): Command {
  const attach = ['tmux', '-u', '-T', '256,RGB', 'attach-session', '-t', `=${name}`];
  return inTerminal(context, { program, id, command: attach });
}

/** The command that shows a program of a running container on this process's terminal. TERMINAL_FAILED without a docker command. */
export async function programIn(context: Context, id: string, command: readonly string[]): Promise<Command> {
  return inTerminal(context, { program: await findDocker(), id, command });
}

function inTerminal(
  { docker: { socketPath } }: Context,
  { program, id, command }: { program: string; id: string; command: readonly string[] },
): Command {
  const place = ['exec', '-it', '-u', AGENT_USER, '-e', 'TERM=xterm-256color', `--detach-keys=${NO_DETACH}`, id];
  return {
    program,
    args: [...place, ...command],
    env: environment(socketPath),
  };
}

/** The command that runs a program in a container’s workspace on this process’s own streams. TERMINAL_FAILED without a docker command. */
export async function programOnStreams(
  { docker: { socketPath } }: Context,
  { id, command, mark, terminal }: { id: string; command: readonly string[]; mark: string; terminal: boolean },
): Promise<Command> {
  const screen = terminal ? ['-t', '-e', 'TERM=xterm-256color', `--detach-keys=${NO_DETACH}`] : [];
  return {
    program: await findDocker(),
    args: ['exec', '-i', ...screen, '-e', mark, '-u', AGENT_USER, '-w', '/workspace', id, ...command],
    env: environment(socketPath),
  };
}

function environment(socketPath: string | undefined): Record<string, string> {
  return {
    DOCKER_CLI_HINTS: 'false',
    ...(socketPath === undefined ? {} : { DOCKER_HOST: `unix://${socketPath}` }),
  };
}

/** Docker's own keys for leaving, Ctrl+P Ctrl+Q, would swallow every Ctrl+P. These are hardly ever typed. */
const NO_DETACH = 'ctrl-^,ctrl-_,ctrl-^';

/** Path of the docker command. */
async function findDocker(): Promise<string> {
  const file = process.platform === 'win32' ? 'docker.exe' : 'docker';
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, file);
    if (folder !== '' && (await isProgram(path))) return path;
  }
  throw fail('TERMINAL_FAILED', 'The docker command is not installed, and a terminal needs it.', {
    hints: ['Install Docker’s command line (on Debian: docker-cli or docker.io), then open the terminal again.'],
  });
}

function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
