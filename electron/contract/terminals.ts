import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { CallerId, ContainerName } from './ids.ts';
import { procedure } from './procedure.ts';

/** Which tmux window of a container a terminal shows: 0 is the agent, 1 a shell. */
export const TerminalWindow = z.enum(['agent', 'shell']);
export type TerminalWindow = z.infer<typeof TerminalWindow>;

const Size = { cols: z.int().min(2).max(1000), rows: z.int().min(1).max(1000) };

/** Columns and rows of a terminal. */
export const TerminalSize = z.object(Size);
export type TerminalSize = z.infer<typeof TerminalSize>;

/**
 * What a terminal sends. `screen`: all of it anew, scrollback included, at the size that its window has, which is that
 * of the viewer in use. `text`: what the program printed since. `exit`: the end of the viewer; the code is 0 when its
 * window was closed, and null when the container or the connection to it ended.
 */
export const TerminalOutput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('screen'), text: z.string(), ...Size }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('exit'), code: z.int().nullable() }),
]);
export type TerminalOutput = z.infer<typeof TerminalOutput>;

/** Characters that may be on their way to a reader; beyond, it gets a new screen when it has caught up. */
export const TERMINAL_WINDOW_CHARS = 256 * 1024;

/** Lines above the screen that a terminal keeps: as many as tmux keeps in a container. */
export const SCROLLBACK_LINES = 20_000;

const Text = z.string().max(1_000_000);

/** How much of a line is told to who only peeks. */
export const PEEKED_LINE_CHARS = 500;
const PEEKED_LINES = 100;

/** What a terminal shows last, as text: nothing in it commands a terminal. */
export const LastLines = z.object({ lines: z.array(z.string().max(PEEKED_LINE_CHARS)).max(PEEKED_LINES) });
export type LastLines = z.infer<typeof LastLines>;

export const terminals = {
  /** Opens a viewer of a container's tmux and streams its output. Ending the stream closes the viewer, never the agent. */
  output: procedure
    .input(z.object({ id: CallerId, container: ContainerName, window: TerminalWindow, ...Size }))
    .output(eventIterator(TerminalOutput)),
  /**
   * The last lines of the agent's terminal, the newest last: control characters are visible, and long lines are cut. It is
   * nobody's look at it: no window takes another size, and what the agent asks stays asked.
   */
  lastLines: procedure
    .input(z.object({ container: ContainerName, lines: z.int().min(1).max(PEEKED_LINES).default(30) }))
    .output(LastLines),
  /** Types into the terminal: bytes as keys make them. The viewer that is typed into decides the size. */
  write: procedure.input(z.object({ id: CallerId, text: Text })).output(z.void()),
  /** Pastes into the terminal, bracketed where its program asked for that; control characters become visible. */
  paste: procedure.input(z.object({ id: CallerId, text: Text })).output(z.void()),
  /** Tells that a person looks at this viewer, which is so large: it decides its window's size from now on. */
  resize: procedure.input(z.object({ id: CallerId, ...Size })).output(z.void()),
  /** Tells how many characters the reader has drawn, so that more may come. */
  acknowledge: procedure.input(z.object({ id: CallerId, chars: z.int().min(1) })).output(z.void()),
};
