/** Something typed: the commands that hand it to a pane, the last of which tells whether that was there. */
export type Typed = (pane: string) => readonly string[];

interface TypingOptions {
  /** Gives commands to tmux, and hears whether the last was done. Answers come in the order of what was given and asked. */
  readonly give: (lines: readonly string[], heard: (done: boolean) => void) => void;
  /** Looks for the pane that stands there now; `standsAt` is called with it. */
  readonly seek: () => void;
}

/**
 * What is typed goes into the pane that stands there, in its order: while one takes the place of another, as when an agent
 * is started again, nothing of it is lost.
 */
export class Typing {
  readonly #options: TypingOptions;
  /** What no pane has taken yet, with the pane that refused it. */
  readonly #waiting = new Map<Typed, string | null>();
  /** How much is on its way to a pane. */
  #given = 0;
  /** Undefined until it is known, and while it is looked for. */
  #pane: string | undefined;

  constructor(options: TypingOptions) {
    this.#options = options;
  }

  type(typed: Typed): void {
    this.#waiting.set(typed, null);
    if (this.#pane !== undefined) this.#hand(typed, this.#pane);
  }

  /** This pane was found. What is on its way to another one is answered before the next look is. */
  standsAt(pane: string): void {
    if (pane === this.#pane) return;
    if (this.#given > 0) {
      this.#lookAgain();
      return;
    }
    this.#pane = pane;
    for (const typed of [...this.#waiting.keys()]) this.#hand(typed, pane);
  }

  #hand(typed: Typed, pane: string): void {
    // It stands there and does not take this: nor will it the next time.
    if (this.#waiting.get(typed) === pane) {
      this.#waiting.delete(typed);
      return;
    }
    this.#given += 1;
    this.#options.give(typed(pane), (done) => {
      this.#given -= 1;
      if (done) {
        this.#waiting.delete(typed);
        return;
      }
      this.#waiting.set(typed, pane);
      if (this.#pane !== undefined) this.#lookAgain();
    });
  }

  #lookAgain(): void {
    this.#pane = undefined;
    this.#options.seek();
  }
}
