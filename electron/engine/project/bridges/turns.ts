/** Lets so many work at once, the others in the order in which they came. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free -= 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}

/** Lets so many through at once, and one more each `everyMs`. */
export class Pace {
  readonly #burst: number;
  readonly #everyMs: number;
  /** When all of them may come at once again, in milliseconds of a clock that never goes back. */
  #calmAt = Number.NEGATIVE_INFINITY;

  constructor({ burst, everyMs }: { readonly burst: number; readonly everyMs: number }) {
    this.#burst = burst;
    this.#everyMs = everyMs;
  }

  /** Takes the next place, and answers how long it is until then. */
  next(nowMs: number): number {
    this.#calmAt = Math.max(nowMs, this.#calmAt) + this.#everyMs;
    return Math.max(0, this.#calmAt - this.#burst * this.#everyMs - nowMs);
  }
}
