/** What tmux says in control mode, in its order. Panes and windows by tmux's own ids (`%0`, `@1`). */
export type Said =
  /** What a pane printed. */
  | { readonly kind: 'output'; readonly pane: string; readonly bytes: Buffer }
  /** The answer to the oldest question that is open: one text for each of its commands, or what failed. */
  | { readonly kind: 'answer'; readonly ok: boolean; readonly texts: readonly string[] }
  /** A command that nobody asked failed: one of the client's first, on its command line. */
  | { readonly kind: 'failure'; readonly text: string }
  /** tmux holds back a pane's output, since this client was too slow for it. */
  | { readonly kind: 'paused'; readonly pane: string }
  /** Something else happened: a notice's name and its words. */
  | { readonly kind: 'notice'; readonly name: string; readonly words: readonly string[] };

/** How the answer to one command ends: by tmux's own end line, or by a text of our own, printed by a command after it. */
export type Ending = string | null;

interface Block {
  /** Time, number and flags: what its first and last line have in common. */
  readonly id: string;
  readonly ending: Ending;
  /** Whether this client asked for it. */
  readonly asked: boolean;
  readonly lines: Buffer[];
}

interface Question {
  readonly endings: readonly Ending[];
  readonly texts: string[];
}

const NEWLINE = 10;
const PERCENT = 37;
const BACKSLASH = 92;

/**
 * Reads tmux's control mode from bytes that may be cut anywhere. What an agent printed never becomes a word of tmux: in
 * `%output` it is escaped, and an answer that quotes the screen has an ending that was unknown when the screen was
 * drawn, so that lines like `%end` in it are text.
 */
export class ControlReader {
  #rest: Buffer = Buffer.alloc(0);
  #block: Block | undefined;
  readonly #questions: Question[] = [];

  /** Tells what is asked next, before it is sent: how the answer to each of its commands ends. */
  expect(endings: readonly Ending[]): void {
    this.#questions.push({ endings, texts: [] });
  }

  *read(chunk: Buffer): Generator<Said, void, void> {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      const said = this.#line(bytes.subarray(start, end));
      start = end + 1;
      if (said !== undefined) yield said;
    }
    this.#rest = bytes.subarray(start);
  }

  #line(line: Buffer): Said | undefined {
    if (this.#block !== undefined) return this.#inBlock(this.#block, line);
    const [name = '', ...words] = line.toString('latin1', 0, 400).split(' ');
    switch (name) {
      case '%output':
        return outputOf(words[0], line, `${name} ${words[0]} `.length);
      case '%extended-output':
        return outputOf(words[0], line, line.indexOf(' : ') + 3);
      case '%begin':
        this.#begin(words.join(' '), words[2] === '1');
        return undefined;
      case '%pause':
        return { kind: 'paused', pane: words[0] ?? '' };
      default:
        return { kind: 'notice', name, words };
    }
  }

  #begin(id: string, asked: boolean): void {
    const question = this.#questions[0];
    const ending = asked && question !== undefined ? (question.endings[question.texts.length] ?? null) : null;
    this.#block = { id, ending, asked, lines: [] };
  }

  #inBlock(block: Block, line: Buffer): Said | undefined {
    const { id, ending, lines } = block;
    lines.push(line);
    if (line[0] !== PERCENT) return undefined;
    if (ending !== null) {
      // The text of our own stands in a block of its own, which ends with the next line.
      const [end, begin, own] = lines.slice(-4, -1).map(String);
      if (own !== ending || begin === undefined || end === undefined) return undefined;
      if (!begin.startsWith('%begin ') || String(line) !== begin.replace('%begin', '%end')) return undefined;
      return this.#ended(block, end === `%end ${id}`, lines.slice(0, -4));
    }
    const last = String(line);
    if (last !== `%end ${id}` && last !== `%error ${id}`) return undefined;
    return this.#ended(block, last.startsWith('%end'), lines.slice(0, -1));
  }

  #ended({ asked }: Block, ok: boolean, lines: readonly Buffer[]): Said | undefined {
    this.#block = undefined;
    const text = lines.map(String).join('\n');
    if (!asked) return ok ? undefined : { kind: 'failure', text };
    const question = this.#questions[0];
    if (question === undefined) return undefined;
    question.texts.push(text);
    // tmux gives up a line of commands with the first one that fails.
    if (ok && question.texts.length < question.endings.length) return undefined;
    this.#questions.shift();
    return { kind: 'answer', ok, texts: question.texts };
  }
}

function outputOf(pane = '', line: Buffer, from: number): Said {
  return { kind: 'output', pane, bytes: unescaped(line.subarray(from)) };
}

/** tmux writes control characters and the backslash as three octal digits. */
export function unescaped(text: Buffer): Buffer {
  let from = text.indexOf(BACKSLASH);
  if (from === -1) return text;
  const bytes = Buffer.allocUnsafe(text.length);
  let at = text.copy(bytes, 0, 0, from);
  while (from < text.length) {
    const byte = text[from] ?? 0;
    const value = byte === BACKSLASH ? octal(text, from + 1) : -1;
    bytes[at] = value === -1 ? byte : value;
    from += value === -1 ? 1 : 4;
    at += 1;
  }
  return bytes.subarray(0, at);
}

/** The byte that three octal digits stand for, or -1. */
function octal(text: Buffer, from: number): number {
  let value = 0;
  for (let index = from; index < from + 3; index += 1) {
    const digit = (text[index] ?? 0) - 48;
    if (digit < 0 || digit > 7) return -1;
    value = value * 8 + digit;
  }
  return value > 255 ? -1 : value;
}
