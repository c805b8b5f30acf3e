import type { CallerId, ContainerName } from '../../contract/ids.ts';
import type { TerminalOutput, TerminalSize, TerminalWindow } from '../../contract/terminals.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import { runHere } from '../run.ts';
import type { Kind } from '../running.ts';
import { noTerminal, ownRunning } from './reach.ts';
import { openView } from './view.ts';
import { Viewer } from './viewer.ts';

export interface TerminalInput extends TerminalSize {
  readonly id: CallerId;
  readonly container: ContainerName;
  readonly window: TerminalWindow;
}

const VIEWERS: Kind<Viewer> = { name: 'terminal' };

/**
 * Opens a viewer and answers its output. The viewer closes, and the agent goes on, when the reader ends the stream,
 * the signal aborts or the engine closes. An id that is open already moves to the new viewer. CONTAINER_NOT_FOUND,
 * CONTAINER_NOT_OURS, CONTAINER_NOT_RUNNING, TERMINAL_FAILED.
 */
export async function openTerminal(
  context: Context,
  { id, container, window, ...size }: TerminalInput,
  signal?: AbortSignal,
): Promise<AsyncGenerator<TerminalOutput, void, void>> {
  const shown = await ownRunning(context, container, ['agent', 'sign-in']);
  const viewer = await Viewer.open(context, { id: shown, window, ...size });
  register(context, id, viewer);
  for (const end of [signal, context.closing]) closeOn(end, viewer);
  const attached = await viewer.attached;
  if (!attached && signal?.aborted !== true) throw noTerminal(container, viewer.failure);
  return viewer.read();
}

/** Types into a terminal. TERMINAL_NOT_FOUND. */
export function writeTerminal(context: Context, { id, text }: { id: CallerId; text: string }): void {
  getViewer(context, id).write(text);
}

/** Pastes into a terminal. TERMINAL_NOT_FOUND. */
export function pasteTerminal(context: Context, { id, text }: { id: CallerId; text: string }): void {
  getViewer(context, id).paste(text);
}

/** TERMINAL_NOT_FOUND. */
export function resizeTerminal(context: Context, { id, cols, rows }: TerminalSize & { id: CallerId }): void {
  getViewer(context, id).resize({ cols, rows });
}

/** Tells that a reader has drawn so many characters; of a terminal that has ended, nobody needs to know. */
export function acknowledgeTerminal(context: Context, { id, chars }: { id: CallerId; chars: number }): void {
  findViewer(context, id)?.acknowledge(chars);
}

/**
 * Gives this process's own terminal to a container's tmux until the user leaves it, and answers the exit code.
 * CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, CONTAINER_NOT_RUNNING, TERMINAL_FAILED.
 */
export async function attachHere(context: Context, container: string): Promise<number> {
  const view = await openView(context, { container, window: 'agent', status: true });
  try {
    const { program, args, env } = view.command;
    const { code } = await runHere(program, args, env);
    return code ?? 1;
  } finally {
    view.close();
  }
}

/** Makes a viewer known by its id until it ends, in the place of an older one. */
function register(context: Context, id: CallerId, viewer: Viewer): void {
  const viewers = context.running.of(VIEWERS);
  viewers.get(id)?.close();
  if (viewer.ended.aborted) return;
  viewers.set(id, viewer);
  viewer.ended.addEventListener('abort', () => {
    if (viewers.get(id) === viewer) viewers.delete(id);
  });
}

function findViewer(context: Context, id: CallerId): Viewer | undefined {
  return context.running.of(VIEWERS).get(id);
}

function getViewer(context: Context, id: CallerId): Viewer {
  const viewer = findViewer(context, id);
  if (viewer === undefined) throw fail('TERMINAL_NOT_FOUND', 'This terminal is not open any more.');
  return viewer;
}

function closeOn(signal: AbortSignal | undefined, viewer: Viewer): void {
  const close = (): void => viewer.close();
  if (signal?.aborted === true) close();
  else signal?.addEventListener('abort', close, { signal: viewer.ended });
}
