import type { Problem } from '../../../electron/contract/errors.ts';
import { CallerId, type ContainerName } from '../../../electron/contract/ids.ts';
import type { TerminalWindow } from '../../../electron/contract/terminals.ts';
import { problemOf } from '../../client/ask.ts';
import type { Client } from '../../client/link.ts';

/** What draws a terminal's output. `drawn` is called when a text is on screen. */
export interface Drawing {
  write(text: string, drawn: () => void): void;
  ended(code: number | null): void;
  failed(problem: Problem): void;
}

/** How a terminal stands. */
export type Attached =
  | { readonly state: 'attaching' | 'open' | 'cut' }
  | { readonly state: 'ended'; readonly code: number | null }
  | { readonly state: 'failed'; readonly problem: Problem };

export interface Target {
  readonly container: ContainerName;
  readonly window: TerminalWindow;
  readonly cols: number;
  readonly rows: number;
}

/** Drawn characters are told in portions of this size: far below the host's window, so that it never has to wait for a small rest. */
const ACKNOWLEDGE_CHARS = 64 * 1024;
const WRITE_MAX_CHARS = 500_000;

/** One viewer of a container's tmux, from attaching to its end. */
export class Attachment {
  readonly #client: Client;
  readonly #drawing: Drawing;
  readonly #id = CallerId.parse(crypto.randomUUID());
  readonly #stop = new AbortController();
  #drawn = 0;
  #open = false;
  #typed = '';
  #sending = false;

  constructor(client: Client, drawing: Drawing) {
    this.#client = client;
    this.#drawing = drawing;
  }

  /** Streams output until the terminal or the connection ends, or `close` is called. */
  async run(target: Target): Promise<void> {
    const { signal } = this.#stop;
    try {
      const stream = await this.#client.terminals.output({ id: this.#id, ...target }, { signal });
      for await (const output of stream) {
        if (signal.aborted) return;
        this.#opened();
        if (output.kind === 'exit') {
          this.#drawing.ended(output.code);
          return;
        }
        this.#drawing.write(output.text, () => this.#acknowledge(output.text.length));
      }
      if (!signal.aborted) this.#drawing.ended(null);
    } catch (error) {
      if (!signal.aborted) this.#drawing.failed(problemOf(error));
    }
  }

  /**
   * Types text. What is typed before the terminal opened, or while an earlier text is on its way, follows in one piece
   * and in order.
   */
  type(text: string): void {
    this.#typed += text;
    if (this.#open && !this.#sending) void this.#send();
  }

  resize(cols: number, rows: number): void {
    this.#client.terminals.resize({ id: this.#id, cols, rows }).catch(endsWithStream);
  }

  close(): void {
    this.#stop.abort();
  }

  #opened(): void {
    if (this.#open) return;
    this.#open = true;
    if (this.#typed !== '') void this.#send();
  }

  async #send(): Promise<void> {
    this.#sending = true;
    while (this.#typed !== '' && !this.#stop.signal.aborted) {
      const text = this.#typed.slice(0, WRITE_MAX_CHARS);
      this.#typed = this.#typed.slice(WRITE_MAX_CHARS);
      await this.#client.terminals.write({ id: this.#id, text }).catch(endsWithStream);
    }
    this.#sending = false;
  }

  #acknowledge(chars: number): void {
    this.#drawn += chars;
    if (this.#drawn < ACKNOWLEDGE_CHARS || this.#stop.signal.aborted) return;
    this.#client.terminals.acknowledge({ id: this.#id, chars: this.#drawn }).catch(endsWithStream);
    this.#drawn = 0;
  }
}

/** A terminal that cannot be written to has ended, and its stream says so to the user. */
function endsWithStream(): void {
  return undefined;
}
