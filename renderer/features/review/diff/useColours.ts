import { useEffect, useState } from 'react';
import { languageOf } from './language-select.ts';
import type { PatchLine } from './patch-select.ts';
import { bothCuts, changedWords, pairsOf, passagesOf, type Piece, piecesByLine } from './token-select.ts';

/** How lines are drawn, by their places; a line that is not there is plain. */
export type Colours = ReadonlyMap<number, readonly Piece[]>;

const NONE: Colours = new Map();
/** So long at a time: then what a person does comes first. */
const SLICE_MS = 8;
/** What takes longer than this, whatever an agent wrote into it, stays plain. */
const MOST_MS = 400;

/** Colours lines by the language of their file, and marks the words that changed in them, once they are on screen. */
export function useColours(lines: readonly PatchLine[], path: string): Colours {
  const [found, setFound] = useState<{ readonly lines: readonly PatchLine[]; readonly colours: Colours }>();
  useEffect(() => {
    const stop = new AbortController();
    void coloursOf(lines, path, new Turns(stop.signal)).then(
      (colours) => setFound({ lines, colours }),
      () => undefined,
    );
    return () => stop.abort();
  }, [lines, path]);
  return found?.lines === lines ? found.colours : NONE;
}

/** Work in small parts, between which the page does what else there is. */
class Turns {
  readonly #signal: AbortSignal;
  #since = performance.now();
  #spent = 0;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Lets what is on screen be drawn first. */
  async start(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    this.#signal.throwIfAborted();
    this.#since = performance.now();
  }

  /** Whether there is time for more. Throws when nobody wants it any more. */
  async goOn(): Promise<boolean> {
    const took = performance.now() - this.#since;
    if (took < SLICE_MS) return true;
    this.#spent += took;
    await new Promise((resolve) => setTimeout(resolve));
    this.#signal.throwIfAborted();
    this.#since = performance.now();
    return this.#spent < MOST_MS;
  }
}

async function coloursOf(lines: readonly PatchLine[], path: string, turns: Turns): Promise<Colours> {
  await turns.start();
  const words = await wordsOf(lines, turns);
  const language = languageOf(path);
  if (language === undefined) return words;
  const { runsOf } = await import('./languages.ts');
  const colours = new Map(words);
  for (const { places, text } of passagesOf(lines)) {
    if (!(await turns.goOn())) break;
    const pieces = piecesByLine(runsOf(language, text));
    for (const [index, at] of places.entries()) {
      const [own, marked] = [pieces[index] ?? [], words.get(at)];
      colours.set(at, marked === undefined ? own : bothCuts(own, marked));
    }
  }
  return colours;
}

async function wordsOf(lines: readonly PatchLine[], turns: Turns): Promise<Colours> {
  const words = new Map<number, readonly Piece[]>();
  for (const [removed, added] of pairsOf(lines)) {
    if (!(await turns.goOn())) break;
    const changed = changedWords(lines[removed]?.text ?? '', lines[added]?.text ?? '');
    if (changed === undefined) continue;
    words.set(removed, changed.before);
    words.set(added, changed.after);
  }
  return words;
}
