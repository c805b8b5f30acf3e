/** A word as a shell takes it: quoted only when it has to be. */
export function shellWord(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line of `maestro`. Words that are not given yet stand as they are: `…`. */
export function maestroLine(...words: readonly string[]): string {
  return ['maestro', ...words.map((word) => (word === '…' ? word : shellWord(word)))].join(' ');
}
