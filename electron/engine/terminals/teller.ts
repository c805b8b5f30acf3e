/** What a viewer tells the container's reporter about the person at it. */
export type Word = 'looked' | 'typed';

export interface Teller {
  tell(word: Word): void;
  close(): void;
}

const REST_MS = 1_000;

/** Tells a word at once, and again at most once a second: the last key is told too. */
export function createTeller(say: (word: Word) => void): Teller {
  const rests = new Map<Word, { again: boolean; timer: NodeJS.Timeout }>();
  const tell = (word: Word): void => {
    const rest = rests.get(word);
    if (rest !== undefined) {
      rest.again = true;
      return;
    }
    say(word);
    const ended = (): void => {
      const again = rests.get(word)?.again === true;
      rests.delete(word);
      if (again) tell(word);
    };
    rests.set(word, { again: false, timer: setTimeout(ended, REST_MS) });
  };
  return {
    tell,
    close: () => {
      for (const { timer } of rests.values()) clearTimeout(timer);
      rests.clear();
    },
  };
}
