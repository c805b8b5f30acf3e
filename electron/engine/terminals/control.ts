import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { AGENT_USER } from './reach.ts';
import type { Question } from './commands.ts';
import { ControlReader, type Said } from './protocol.ts';

/**
 * A tmux session beside `main`, in one group with it: the same windows, but its own current one. It lives as long as
 * this script's input is open, so that nothing is left behind when a viewer or its whole host dies. Should `main` be
 * gone by then, it takes its place, for the last session of a group takes the agent with it. It has a size only once it
 * shows its own window, so that it does not resize the one that others look at.
 */
const VIEW = `
view=$1 size=$2
shift 2
leave() {
  case $(tmux display-message -p -t "=$view:" '#{session_group_size}') in
    1) tmux rename-session -t "=$view" main ;;
    *) tmux kill-session -t "=$view" ;;
  esac
}
trap leave EXIT
tmux -u -N -C has-session -t =main \\; new-session -t =main -s "$view" \\; \
  refresh-client -f pause-after=1 \\; set-option -t "=$view:" status off \\; \
  set-option -wg aggressive-resize on \\; "$@" \\; refresh-client -C "$size" 2>&1
`;

/** tmux in a container, spoken to in its control mode. */
export interface Control {
  /** The name of the session that this client looks at. */
  readonly session: string;
  /** Asks, and hears the answer in its place among all else that tmux says; without a text when it failed. */
  ask(question: Question, heard: (texts: readonly string[] | undefined) => void): void;
  /** Gives commands that belong together, one a line, and hears whether the last was done. */
  give(lines: readonly string[], heard: (done: boolean) => void): void;
  /** Gives commands, one a line, of which the answers do not matter: what they do shows in what tmux says. */
  tell(lines: readonly string[]): void;
  close(): void;
}

export interface ControlOptions {
  /** Docker's id of the container. */
  readonly id: string;
  readonly size: { readonly cols: number; readonly rows: number };
  /** A command that shows the wanted window, in the session of this name. */
  readonly select: (session: string) => readonly string[];
  readonly heard: (said: Said) => void;
  /** tmux, the container or the connection has ended. */
  readonly ended: () => void;
}

/**
 * Attaches to a container's tmux as a program, over the Docker API: no docker command and no pty stand between. Control
 * mode rather than a drawn attach, since tmux then passes on what the program printed and keeps what the page needs:
 * a scrollback, lines that know that they were wrapped, links and titles; and a flood ends at this reader instead of
 * being drawn. tmux drops what a slow reader has not taken for a second (`pause-after`): without that it would stop
 * reading the agent's output, and so the agent. Keys go by `send-keys -H`, as bytes.
 */
export async function openControl(context: Context, options: ControlOptions): Promise<Control> {
  const session = newSession();
  const { id, size, select, heard, ended } = options;
  const script = ['sh', '-c', VIEW, 'view', session, `${size.cols}x${size.rows}`, ...select(session)];
  const held = await context.docker.hold(id, script, { user: AGENT_USER });
  const reader = new ControlReader();
  const open: ((texts: readonly string[] | undefined) => void)[] = [];
  // Commands on a control client's input may run before those of its command line: they wait until that has attached.
  let early: string[] | undefined = [];
  const hear = (said: Said): void => {
    if (said.kind === 'notice' && said.name === '%session-changed' && early !== undefined) {
      for (const line of early) held.write(line);
      early = undefined;
    }
    if (said.kind === 'answer') open.shift()?.(said.ok ? said.texts : undefined);
    else heard(said);
  };
  const ask = ({ line, endings }: Question, then: (texts: readonly string[] | undefined) => void): void => {
    reader.expect(endings);
    open.push(then);
    if (early === undefined) held.write(`${line}\n`);
    else early.push(`${line}\n`);
  };
  void listen(held.output, (chunk) => {
    for (const said of reader.read(chunk)) hear(said);
  }).then(ended);
  const tell = (lines: readonly string[]): void => {
    for (const line of lines) ask({ line, endings: [null] }, () => undefined);
  };
  return {
    session,
    ask,
    give: (lines, then) => {
      tell(lines.slice(0, -1));
      ask({ line: lines.at(-1) ?? '', endings: [null] }, (texts) => then(texts !== undefined));
    },
    tell,
    close: held.release,
  };
}

/** A name that nobody can guess, as text that an agent cannot have printed. */
export function newSeal(): string {
  return randomBytes(16).toString('hex');
}

function newSession(): string {
  return `view-${randomBytes(6).toString('hex')}`;
}

/** Hears all output. That a connection breaks is an end like any other. */
async function listen(output: AsyncIterable<Buffer>, hear: (chunk: Buffer) => void): Promise<void> {
  try {
    for await (const chunk of output) hear(chunk);
  } catch {
    return;
  }
}
