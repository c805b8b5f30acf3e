import { readKeys, readRest } from './input-rules.ts';

/** A lone Escape is a key when nothing follows it for so long. */
const ESCAPE_MS = 50;
/** Half of an answer is waited for so long, and then forgotten. */
const ANSWER_MS = 2_000;

/** Tells every key that is pressed on a terminal, until it is closed. */
export function openKeyboard(input: NodeJS.ReadStream, press: (key: string) => void): () => void {
  let rest = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    const left = rest;
    rest = '';
    for (const key of readRest(left)) press(key);
  };
  const read = (chunk: string): void => {
    clearTimeout(timer);
    const { keys, rest: left } = readKeys(rest + chunk);
    rest = left;
    if (rest !== '') timer = setTimeout(flush, rest === '\u001b' ? ESCAPE_MS : ANSWER_MS);
    for (const key of keys) press(key);
  };
  input.setEncoding('utf8');
  input.setRawMode(true);
  // The terminal is gone: nobody can press a key any more.
  const gone = (): void => press('ctrl+c');
  input.on('data', read);
  input.once('end', gone);
  input.resume();
  return () => {
    clearTimeout(timer);
    input.off('data', read);
    input.off('end', gone);
    input.setRawMode(false);
    input.pause();
  };
}
