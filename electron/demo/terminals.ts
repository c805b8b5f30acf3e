import type { TerminalOutput, TerminalSize, TerminalWindow } from '../contract/terminals.ts';
import type { Answering } from './answering.ts';
import { demoLines, demoScreen } from './screen.ts';

interface Viewer extends TerminalSize {
  readonly window: TerminalWindow;
  put(output: TerminalOutput): void;
}

/** What ends a shell: Ctrl+D. */
const END = '\u0004';

/** Terminals that show a still, echo what is typed, and end on Ctrl+D. */
export class DemoTerminals {
  readonly #open = new Map<string, Viewer>();
  #entered: () => void = () => undefined;

  /** How many are open at this moment. */
  get viewers(): number {
    return this.#open.size;
  }

  /** Waits until Enter is typed into one of them, or the signal aborts. */
  async entered(signal: AbortSignal | undefined): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#entered = resolve;
      signal?.addEventListener('abort', () => resolve());
    });
  }

  procedures(demo: Answering) {
    return {
      output: demo.terminals.output.handler(({ input, signal }) => this.#view(input, signal)),
      lastLines: demo.terminals.lastLines.handler(({ input }) => ({ lines: demoLines(input.lines) })),
      write: demo.terminals.write.handler(({ input: { id, text } }) => {
        this.#open.get(id)?.put({ kind: 'text', text: text === '\r' ? '\r\n' : text });
        if (text === '\r') this.#entered();
      }),
      paste: demo.terminals.paste.handler(({ input: { id, text } }) =>
        this.#open.get(id)?.put({ kind: 'text', text: text.replaceAll('\n', '\r\n') }),
      ),
      resize: demo.terminals.resize.handler(({ input: { id, cols, rows } }) => {
        const viewer = this.#open.get(id);
        if (viewer === undefined || (viewer.cols === cols && viewer.rows === rows)) return;
        this.#open.set(id, { ...viewer, cols, rows });
        viewer.put(screenOf(viewer.window, { cols, rows }));
      }),
      acknowledge: demo.terminals.acknowledge.handler(() => undefined),
    };
  }

  async *#view(
    { id, window, cols, rows }: TerminalSize & { readonly id: string; readonly window: TerminalWindow },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<TerminalOutput, void, void> {
    const pending = [screenOf(window, { cols, rows })];
    let wake = (): void => undefined;
    const put = (output: TerminalOutput): void => {
      pending.push(output);
      wake();
    };
    this.#open.set(id, { window, cols, rows, put });
    signal?.addEventListener('abort', () => {
      this.#open.delete(id);
      wake();
    });
    while (signal?.aborted !== true) {
      const output = pending.shift();
      if (output === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else if (output.kind === 'text' && output.text.includes(END)) break;
      else yield output;
    }
    this.#open.delete(id);
    if (signal?.aborted !== true) yield { kind: 'exit', code: 0 };
  }
}

function screenOf(window: TerminalWindow, size: TerminalSize): TerminalOutput {
  return { kind: 'screen', text: demoScreen(window, size), cols: size.cols, rows: size.rows };
}
