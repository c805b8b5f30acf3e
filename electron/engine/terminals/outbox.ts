import type { TerminalOutput } from '../../contract/terminals.ts';

const JOIN_MS = 8;
const FULL_CHARS = 64 * 1024;

type Screen = Extract<TerminalOutput, { kind: 'screen' }>;

/**
 * Output on its way to a reader. The first text after a pause goes at once, so that typing feels direct; what follows
 * within 8 ms is joined, unless it comes to 64 K characters earlier. A screen takes the place of all that came before it.
 */
export class Outbox {
  #screen: Screen | undefined;
  #text = '';
  #exit: TerminalOutput | undefined;
  #closed = false;
  /** The reader waits for a first text, and not for more of it. */
  #isIdle = false;
  #wake: () => void = () => undefined;

  push(text: string): void {
    this.#text += text;
    if (this.#isIdle || this.#text.length >= FULL_CHARS) this.#wake();
  }

  /** Answers how many characters the reader will never see, since the screen shows what they did. */
  replace(screen: Screen): number {
    const dropped = this.#text.length + (this.#screen?.text.length ?? 0);
    this.#screen = screen;
    this.#text = '';
    this.#wake();
    return dropped;
  }

  /** Ends the stream with the program's exit, after all that it printed. */
  exit(code: number | null): void {
    this.#exit = { kind: 'exit', code };
    this.#wake();
  }

  /** Ends the stream at once. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  async *read(): AsyncGenerator<TerminalOutput, void, void> {
    let readyAt = 0;
    while (!this.#closed) {
      if (this.#isEmpty() && this.#exit !== undefined) return yield this.#exit;
      if (this.#isEmpty()) await this.#change();
      else {
        await this.#moreUntil(readyAt);
        yield this.#take();
        readyAt = performance.now() + JOIN_MS;
      }
    }
  }

  #isEmpty(): boolean {
    return this.#text === '' && this.#screen === undefined;
  }

  #take(): TerminalOutput {
    const screen = this.#screen;
    this.#screen = undefined;
    if (screen !== undefined) return screen;
    const text = this.#text;
    this.#text = '';
    return { kind: 'text', text };
  }

  async #moreUntil(readyAt: number): Promise<void> {
    const ms = readyAt - performance.now();
    const isDue = ms <= 0 || this.#text.length >= FULL_CHARS || this.#screen !== undefined;
    if (isDue || this.#exit !== undefined || this.#closed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #change(): Promise<void> {
    this.#isIdle = true;
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#isIdle = false;
  }
}
