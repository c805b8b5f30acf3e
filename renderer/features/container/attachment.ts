import type { Problem } from '../../../electron/contract/errors.ts';
import { CallerId, type ContainerName } from '../../../electron/contract/ids.ts';
import type { TerminalOutput, TerminalWindow } from '../../../electron/contract/terminals.ts';
import { problemOf } from '../../client/ask.ts';
import type { Client } from '../../client/link.ts';

export type ScreenOutput = Extract<TerminalOutput, { kind: 'screen' }>;

/** What draws a terminal's output. `drawn` is called when a text is on screen. */
export interface Drawing {
  /** Everything anew. */
  show(screen: ScreenOutput): void;
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

/** Something that a person gave to a terminal: keys, or a text from the clipboard. */
interface Given {
  readonly how: 'write' | 'paste';
  readonly text: string;
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
  #given: Given[] = [];
  #sending = false;
  #lost = false;

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
        if (output.kind === 'exit') {
          this.#drawing.ended(output.code);
          return;
        }
        this.#draw(output);
        this.#opened();
      }
      if (!signal.aborted) this.#drawing.ended(null);
    } catch (error) {
      if (!signal.aborted) this.#drawing.failed(problemOf(error));
    }
  }

  /** Whether something that was given to it did not arrive. */
  get lost(): boolean {
    return this.#lost || this.#given.length > 0;
  }

  /**
   * Types text. What is given before the terminal opened, or while an earlier text is on its way, follows in one piece
   * and in order.
   */
  type(text: string): void {
    this.#give({ how: 'write', text });
  }

  /** Pastes text, after all that was typed before. */
  paste(text: string): void {
    this.#give({ how: 'paste', text });
  }

  /** Tells that a person looks at this viewer, and how large it is. */
  resize(cols: number, rows: number): void {
    if (this.#open) this.#client.terminals.resize({ id: this.#id, cols, rows }).catch(endsWithStream);
  }

  close(): void {
    this.#stop.abort();
  }

  #draw(output: Exclude<TerminalOutput, { kind: 'exit' }>): void {
    if (output.kind === 'screen') this.#drawing.show(output);
    else this.#drawing.write(output.text, () => this.#acknowledge(output.text.length));
  }

  #opened(): void {
    if (this.#open) return;
    this.#open = true;
    void this.#send();
  }

  #give(given: Given): void {
    const last = this.#given.at(-1);
    if (last?.how === 'write' && given.how === 'write') {
      this.#given[this.#given.length - 1] = { how: 'write', text: last.text + given.text };
    } else this.#given.push(given);
    if (this.#open && !this.#sending) void this.#send();
  }

  async #send(): Promise<void> {
    this.#sending = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      await this.#client.terminals[next.how]({ id: this.#id, text: next.text }).catch(() => (this.#lost = true));
    }
    this.#sending = false;
  }

  /** The next portion that the host accepts. */
  #next(): Given | undefined {
    const [first] = this.#given;
    if (first === undefined || this.#stop.signal.aborted) return undefined;
    const { how, text } = first;
    if (text.length <= WRITE_MAX_CHARS) this.#given.shift();
    else this.#given[0] = { how, text: text.slice(WRITE_MAX_CHARS) };
    return { how, text: text.slice(0, WRITE_MAX_CHARS) };
  }

  #acknowledge(chars: number): void {
    this.#drawn += chars;
    if (this.#drawn < ACKNOWLEDGE_CHARS || this.#stop.signal.aborted) return;
    this.#client.terminals.acknowledge({ id: this.#id, chars: this.#drawn }).catch(endsWithStream);
    this.#drawn = 0;
  }
}

/** A terminal that cannot be told something has ended, and its stream says so to the user. */
function endsWithStream(): void {
  return undefined;
}
