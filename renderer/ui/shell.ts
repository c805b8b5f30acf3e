import { shellWord } from '../../electron/contract/text.ts';

/** A command line of `maestro`. Words that are not given yet stand as they are: `…`. */
export function maestroLine(...words: readonly string[]): string {
  return ['maestro', ...words.map((word) => (word === '…' ? word : shellWord(word)))].join(' ');
}
