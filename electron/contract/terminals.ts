import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { CallerId, ContainerName } from './ids.ts';
import { procedure } from './procedure.ts';

/** Which tmux window of a container a terminal shows: 0 is the agent, 1 a shell. */
export const TerminalWindow = z.enum(['agent', 'shell']);
export type TerminalWindow = z.infer<typeof TerminalWindow>;

const Size = { cols: z.int().min(2).max(1000), rows: z.int().min(1).max(1000) };

/** What a terminal sends: text as the pty printed it, or its end. */
export const TerminalOutput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('exit'), code: z.int().nullable() }),
]);
export type TerminalOutput = z.infer<typeof TerminalOutput>;

/** Characters that may be on their way to a reader before the pty pauses. */
export const TERMINAL_WINDOW_CHARS = 512 * 1024;

export const terminals = {
  /** Opens a viewer of a container's tmux and streams its output. Ending the stream closes the viewer, never the agent. */
  output: procedure
    .input(z.object({ id: CallerId, container: ContainerName, window: TerminalWindow, ...Size }))
    .output(eventIterator(TerminalOutput)),
  /** Types into the terminal. */
  write: procedure.input(z.object({ id: CallerId, text: z.string().max(1_000_000) })).output(z.void()),
  resize: procedure.input(z.object({ id: CallerId, ...Size })).output(z.void()),
  /** Tells how many characters the reader has drawn, so that a paused pty goes on. */
  acknowledge: procedure.input(z.object({ id: CallerId, chars: z.int().min(1) })).output(z.void()),
};
