import type { Problem } from '../../contract/errors.ts';
import { harmless, harmlessJson } from './harmless.ts';

export type Colour = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold';
export type Paint = (text: string, colour: Colour) => string;

/** Where a command prints: results on stdout, everything about its progress and failure on stderr. Nothing that it prints can command the terminal. */
export interface Output {
  readonly json: boolean;
  readonly paint: Paint;
  print(text: string): void;
  /** The command's result: the value with `--json`, else its text. */
  result(value: unknown, text: () => string): void;
  /** A remark for a person; silent with `--json`. */
  note(text: string): void;
  /** A remark that matters even to a script: stderr, also with `--json`. */
  warn(text: string): void;
  fail(problem: Problem): void;
  flush(): Promise<void>;
}

const CODES: Record<Colour, number> = { red: 31, green: 32, yellow: 33, cyan: 36, dim: 2, bold: 1 };
const BROKEN_PIPE = 'EPIPE';

/** The output of this process. A reader that closes our stdout ends it with status 0. */
export function createOutput({ json }: { json: boolean }): Output {
  const paint = painter(process.stdout);
  process.stdout.on('error', leave);
  const print = (text: string): void => void process.stdout.write(`${harmless(text)}\n`);
  const note = (text: string): void => {
    if (!json) process.stderr.write(`${harmless(text)}\n`);
  };
  return {
    json,
    paint,
    print,
    note,
    warn: (text) => void process.stderr.write(`${harmless(text)}\n`),
    result: (value, text) => print(json ? harmlessJson(value) : text()),
    fail: (problem) => (json ? print(problemJson(problem)) : process.stderr.write(harmless(problemText(problem)))),
    flush: async () => {
      await Promise.all([drained(process.stdout), drained(process.stderr)]);
    },
  };
}

/** Colours where a person reads: on a terminal, and not when NO_COLOR asks for none. */
export function isColoured(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
}

/** Paints for this stream, or leaves texts as they are where nobody sees colours. */
export function painter(stream: NodeJS.WriteStream): Paint {
  const coloured = isColoured(stream);
  return (text, colour) => (coloured ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text);
}

function problemJson({ sentence, hints, detail, code }: Problem): string {
  return harmlessJson({ error: sentence, hints, code, ...(detail === null ? {} : { detail }) });
}

function problemText({ sentence, hints, detail, code }: Problem): string {
  const paint = painter(process.stderr);
  const details =
    detail === null
      ? []
      : detail
          .trimEnd()
          .split('\n')
          .map((line) => paint(`  ${line}`, 'dim'));
  const rows = [
    `${paint('error:', 'red')} ${sentence} ${paint(`(${code})`, 'dim')}`,
    ...details,
    ...hints.map((hint) => `${paint('hint:', 'cyan')} ${hint}`),
  ];
  return `${rows.join('\n')}\n`;
}

/** `maestro list | head -1` closes our stdout, which is not a failure. An answer that cannot be written is one. */
function leave(error: NodeJS.ErrnoException): void {
  if (error.code === BROKEN_PIPE) process.exit(0);
  process.stderr.write(`error: The answer could not be written: ${error.message}\n`);
  process.exit(1);
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
