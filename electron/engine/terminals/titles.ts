/** tmux's own word for a title, and the one that every terminal knows. Both end alike. */
const OF_TMUX = '\u001bk';
const OF_ALL = '\u001b]2;';

/** Says in the words that every terminal knows what programs in tmux say of their titles: elsewhere `ESC k` prints as text. */
export function withKnownTitles(text: string): string {
  return text.replaceAll(OF_TMUX, OF_ALL);
}

/** The same for text that comes in pieces. */
export class TitleWords {
  #begun = '';

  read(piece: string): string {
    const text = this.#begun + piece;
    this.#begun = text.endsWith('\u001b') ? '\u001b' : '';
    return withKnownTitles(this.#begun === '' ? text : text.slice(0, -1));
  }

  /** What comes next belongs to nothing that was read before. */
  clear(): void {
    this.#begun = '';
  }
}
