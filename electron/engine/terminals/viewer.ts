import { TERMINAL_WINDOW_CHARS, type TerminalOutput } from '../../contract/terminals.ts';
import { createFlow } from './flow.ts';
import { Outbox } from './outbox.ts';
import { openPty, type Size } from './pty.ts';
import type { View } from './view.ts';

/** One terminal on somebody's screen. */
export interface Viewer {
  write(text: string): void;
  resize(size: Size): void;
  acknowledge(chars: number): void;
  /** Output from now on; ending it closes the viewer. */
  read(): AsyncGenerator<TerminalOutput, void, void>;
  /** Takes the viewer away; the agent goes on. Closing twice does nothing. */
  close(): void;
  /** Aborts when the viewer was closed or its program ended. */
  readonly ended: AbortSignal;
}

/** Shows a view on a pty of its own. The view goes with the viewer. TERMINAL_FAILED. */
export async function openViewer(view: View, size: Size): Promise<Viewer> {
  const ended = new AbortController();
  ended.signal.addEventListener('abort', () => view.close());
  const pty = await openPty(view.command, size).catch((error: unknown) => {
    ended.abort();
    throw error;
  });
  const outbox = new Outbox();
  const flow = createFlow(TERMINAL_WINDOW_CHARS, pty);
  pty.onData((text) => {
    flow.sent(text.length);
    outbox.push(text);
  });
  pty.onExit(({ exitCode, signal }) => {
    outbox.exit(signal === undefined || signal === 0 ? exitCode : null);
    ended.abort();
  });
  const close = (): void => {
    outbox.close();
    if (ended.signal.aborted) return;
    ended.abort();
    pty.kill();
  };
  return {
    write: (text) => pty.write(text),
    resize: ({ cols, rows }) => pty.resize(cols, rows),
    acknowledge: (chars) => flow.acknowledged(chars),
    read: () => closingReader(outbox.read(), close),
    close,
    ended: ended.signal,
  };
}

/** A generator that waits for a value hears of `return` only after it; this one closes its source first. */
function closingReader(
  reader: AsyncGenerator<TerminalOutput, void, void>,
  close: () => void,
): AsyncGenerator<TerminalOutput, void, void> {
  const end = reader.return.bind(reader);
  reader.return = (value) => {
    close();
    return end(value);
  };
  return reader;
}
