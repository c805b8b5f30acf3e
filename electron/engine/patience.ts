/** Waiting that follows progress: it goes on while something is heard, within an upper bound. */
export interface Patience {
  /** Aborts when the caller’s signal does, or when it ran out. */
  readonly signal: AbortSignal;
  /** Whether it ran out: nothing was heard for too long, or it took longer than anything may. */
  readonly ranOut: () => boolean;
  /** Something moved. */
  readonly heard: () => void;
  readonly end: () => void;
}

/** A machine that is busy may be silent for this long. */
const SILENCE_MS = 120_000;
const LONGEST_MS = 20 * 60_000;

/** Patience for something that another process does. `end` it in every case. */
export function patience(signal: AbortSignal): Patience {
  const over = new AbortController();
  const silence = setTimeout(() => over.abort(), SILENCE_MS);
  const longest = setTimeout(() => over.abort(), LONGEST_MS);
  return {
    signal: AbortSignal.any([signal, over.signal]),
    ranOut: () => over.signal.aborted && !signal.aborted,
    heard: () => void silence.refresh(),
    end: () => {
      clearTimeout(silence);
      clearTimeout(longest);
    },
  };
}
