/** What a terminal sent, as names of keys; `rest` is the begin of something that is not complete yet. */
export interface Keys {
  readonly keys: readonly string[];
  readonly rest: string;
}

const ESCAPE = '\u001b';
/* eslint-disable no-control-regex -- these are what terminals send */
/** `ESC [ … final`; the old consoles' `ESC [ [ A` and mice with three bytes count as well. */
const CONTROL = /^\u001b\[(?:\[.|M[^]{3}|[\u0030-\u003f]*[\u0020-\u002f]*[\u0040-\u007e])/;
const HALF_CONTROL = /^\u001b\[(?:\[|M[^]{0,2}|[\u0030-\u003f]*[\u0020-\u002f]*)$/;
/** Answers of the terminal about itself: `ESC ] … BEL`, `ESC P … ESC \` and their like. */
const TEXT = /^\u001b[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u009c|\u001b\\)/;
const HALF_TEXT = /^\u001b[\]PX^_][^\u0007\u001b\u009c]*\u001b?$/;
const SINGLE = /^\u001bO(.)/;
/* eslint-enable no-control-regex */

const NAMES: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  Z: 'shift+tab',
  '1~': 'home',
  '7~': 'home',
  '4~': 'end',
  '8~': 'end',
  '5~': 'pageup',
  '6~': 'pagedown',
};

const SIGNS: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u007f': 'backspace',
  '\b': 'backspace',
};

/**
 * Reads keys from what a terminal sent. Its answers to questions about itself, whoever asked them, come the same way
 * and are no keys; they may arrive in parts.
 */
export function readKeys(text: string): Keys {
  const keys: string[] = [];
  let left = text;
  while (left !== '') {
    const step = left.startsWith(ESCAPE) ? sequence(left) : sign(left);
    if (step === undefined) return { keys, rest: left };
    if (step.key !== undefined) keys.push(step.key);
    left = left.slice(step.length);
  }
  return { keys, rest: '' };
}

/** What is left when nothing follows it: Escape alone is a key, half of an answer is nothing. */
export function readRest(rest: string): readonly string[] {
  return rest === ESCAPE ? ['esc'] : [];
}

interface Step {
  readonly key?: string;
  readonly length: number;
}

/** Undefined: it is not complete. */
function sequence(text: string): Step | undefined {
  if (text === ESCAPE || HALF_CONTROL.test(text) || HALF_TEXT.test(text)) return undefined;
  const control = CONTROL.exec(text)?.[0];
  if (control !== undefined) return named(control.slice(2), control.length);
  const answer = TEXT.exec(text)?.[0];
  if (answer !== undefined) return { length: answer.length };
  const single = SINGLE.exec(text);
  if (single !== null) return named(single[1] ?? '', single[0].length);
  return text === `${ESCAPE}O` ? undefined : { key: 'esc', length: 1 };
}

/** Arrows and their like, also with Shift, Alt or Ctrl held. Anything else is an answer. */
function named(code: string, length: number): Step {
  const plain = code.replace(/^1;\d+(?=[A-DFH]$)/, '').replace(/;\d+~$/, '~');
  const key = Object.hasOwn(NAMES, plain) ? NAMES[plain] : undefined;
  return key === undefined ? { length } : { key, length };
}

function sign(text: string): Step {
  const char = String.fromCodePoint(text.codePointAt(0) ?? 0);
  const key = Object.hasOwn(SIGNS, char) ? SIGNS[char] : undefined;
  if (key !== undefined) return { key, length: 1 };
  const code = char.codePointAt(0) ?? 0;
  if (code >= 1 && code <= 26) return { key: `ctrl+${String.fromCharCode(code + 96)}`, length: 1 };
  return code < 32 || (code >= 127 && code < 160) ? { length: 1 } : { key: char, length: char.length };
}
