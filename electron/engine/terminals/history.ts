import type { ContainerName } from '../../contract/ids.ts';
import type { LastLines } from '../../contract/terminals.ts';
import { getMember } from '../containers/lifecycle.ts';
import type { Context } from '../context.ts';
import { readTextLines } from '../docker/frames.ts';
import { runInside } from '../docker/run-inside.ts';
import { fail } from '../errors.ts';
import { lastOf, shownLine } from './lines-rules.ts';
import { AGENT_USER, noTerminal, ownRunning } from './reach.ts';

/** What is to be read, of which container. */
interface Wanted {
  readonly name: ContainerName;
  /** At most so many lines, the newest. */
  readonly tail: number;
}

/** Says what lies above the cursor, which is where a program goes on, from line $1 of all on; ends with its input. */
const FOLLOW = `
printed=$1 known=0
while :; do
  IFS=, read -r size row width < <(tmux display-message -p -t =main:0 '#{history_size},#{cursor_y},#{pane_width}') || exit 0
  [[ -n $size ]] || exit 0
  ((printed < 0)) && printed=$((size + row + printed)) && ((printed < 0)) && printed=0
  # What was cleared is begun anew.
  ((size < known)) && printed=$((size + row))
  known=$size
  if ((size + row > printed)); then
    tmux capture-pane -p -J -t =main:0 -S $((printed - size)) -E $((row - 1))
    printed=$((size + row))
  fi
  read -r -t 0.5 _
  (($? == 1)) && exit 0
done
`;

/**
 * What the agent’s terminal shows and has shown, as text. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, CONTAINER_NOT_RUNNING;
 * TERMINAL_FAILED while it is not there.
 */
export async function readHistory(context: Context, { name, tail }: Wanted): Promise<string[]> {
  const id = await reached(context, name);
  return lastOf(await captured(context, { id, name, from: '-' }), tail);
}

/** What is joined of wrapped lines is fewer than what stands there. */
const PEEKED_ABOVE = '-200';

/** The last lines of it, as text that may be shown. Fails as `readHistory` does. */
export async function lastLines(
  context: Context,
  { container, lines }: { container: ContainerName; lines: number },
): Promise<LastLines> {
  const id = await reached(context, container);
  return { lines: lastOf(await captured(context, { id, name: container, from: PEEKED_ABOVE }), lines).map(shownLine) };
}

/** More than tmux keeps. */
const MOST_BYTES = 64 * 1024 ** 2;

/** What tmux says instead is no text of the agent. */
const CAPTURE = 'tmux capture-pane -p -J -t =main:0 -S "$1" && echo done';

interface Capture {
  readonly id: string;
  readonly name: string;
  /** The line to begin with, as tmux counts; `-` for the first. */
  readonly from: string;
}

/** The agent's screen, and what stands above it from a line on. */
async function captured(context: Context, { id, name, from }: Capture): Promise<string[]> {
  const command = ['sh', '-c', CAPTURE, 'capture', from];
  const said = await runInside(context, { id, command, user: AGENT_USER, mostBytes: MOST_BYTES });
  const lines = said.trimEnd().split('\n');
  if (lines.at(-1) !== 'done') throw noTerminal(name, lines.join('\n'));
  return lines.slice(0, -1);
}

/** The last lines of the agent’s terminal, and then each one that it leaves behind, until the signal aborts or the container stops. */
export async function* followHistory(
  context: Context,
  { name, tail, signal }: Wanted & { signal: AbortSignal },
): AsyncGenerator<string, void, void> {
  const id = await reached(context, name);
  const command = ['bash', '-c', FOLLOW, 'follow', String(-tail)];
  const held = await context.docker.hold(id, command, { user: AGENT_USER });
  signal.addEventListener('abort', held.release);
  try {
    for await (const line of readTextLines(held.output)) yield line.trimEnd();
  } finally {
    signal.removeEventListener('abort', held.release);
    held.release();
  }
}

/** What a container’s gateway says, which it does for as long as it is there. GATEWAY_FAILED without one. */
export async function gatewayLines(context: Context, { name, tail }: Wanted): Promise<string[]> {
  return context.docker.lastLines(await gatewayId(context, name), tail);
}

/** The same, and then every new line. */
export async function* followGateway(
  context: Context,
  { name, tail, signal }: Wanted & { signal: AbortSignal },
): AsyncGenerator<string, void, void> {
  yield* context.docker.followRun(await gatewayId(context, name), { signal, tail });
}

async function gatewayId(context: Context, name: ContainerName): Promise<string> {
  const { gateway } = await getMember(context, name);
  if (gateway === null) throw fail('GATEWAY_FAILED', `The gateway of ${name} is gone.`);
  return gateway.Id;
}

async function reached(context: Context, name: ContainerName): Promise<string> {
  const { row, shown } = await getMember(context, name);
  if (row.State === 'running') return ownRunning(context, name);
  throw fail('CONTAINER_NOT_RUNNING', `${shown} is not running, and its terminal is gone.`, {
    hints: ['Start it first: maestro start NAME', 'What its gateway said is still there: maestro logs NAME --gateway'],
  });
}
