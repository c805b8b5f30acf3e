import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { fail } from '../engine/errors.ts';
import { UsageError } from './arguments/command.ts';
import { harmless } from './output/harmless.ts';

/** Whether a person sits at both ends. */
export function onTerminal(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** Asks on the terminal. `instead` says what to give where there is none; that is a usage error. */
export async function ask(question: string, instead: string): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError(`This asks a question, and there is no terminal to ask on.`, instead);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return (await Promise.race([lines.question(harmless(question)), closed])).trim();
  } finally {
    lines.close();
  }
}

/** A yes-or-no question; Enter takes the default. */
export async function confirm(question: string, usual: 'yes' | 'no', instead: string): Promise<boolean> {
  const answer = await ask(`${question} ${usual === 'yes' ? '[Y/n]' : '[y/N]'} `, instead);
  return answer === '' ? usual === 'yes' : /^y(es)?$/i.test(answer);
}

/** A secret from standard input; on a terminal it is not shown as it is typed. */
export async function readSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return readInput('');
  process.stderr.write(harmless(question));
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return await Promise.race([lines.question(''), closed]);
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** A text as a person gave it: a file before words before standard input. FILE_UNREADABLE. */
export async function givenText({ file, words, invitation }: Given): Promise<string> {
  if (file !== undefined) return textFile(file);
  if (words.length > 0) return words.join(' ');
  return (await readInput(invitation)).replace(/\r?\n$/, '');
}

interface Given {
  readonly file: string | undefined;
  readonly words: readonly string[];
  /** What a person on a terminal is asked. */
  readonly invitation: string;
}

async function textFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw fail('FILE_UNREADABLE', `The file ${path} cannot be read.`, { cause: error });
  }
}

/** Everything on standard input; on a terminal, what the user types until Ctrl-D. */
export async function readInput(invitation: string): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write(`${harmless(invitation)}\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString('utf8');
}
