import { TOPICS } from '../../contract/topics/topics.ts';
import { named } from '../arguments/parse.ts';
import { type Command, COMMON_FLAGS, type Completes, type Entity, type Flag } from '../arguments/command.ts';

/** What may stand at the cursor: words of the table, or a kind of thing to look up. */
export type Candidates =
  { readonly words: readonly string[] } | { readonly kind: Entity | 'container' | 'file' | 'folder' };

/** What may follow these words; the last one is being typed. Pure. */
export function candidates(words: readonly string[], commands: readonly Command[]): Candidates {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const { command, rest } = walked(before, commands);
  if (command === undefined) return { words: names(commands) };
  const valued = flagOf(command, before.at(-1) ?? '');
  if (valued?.value !== undefined) return offered(valued.completes);
  if (typed.startsWith('-')) return { words: flagsOf(command).map((flag) => `--${flag.name}`) };
  if (command.commands !== undefined && command.load === undefined) return { words: names(command.commands) };
  const args = rest.filter(
    (word, index) => !word.startsWith('-') && flagOf(command, rest[index - 1] ?? '')?.value === undefined,
  );
  const isFull = args.length > 0 && (command.completes !== 'container' || command.args?.includes('…') !== true);
  return isFull
    ? { words: [] }
    : command.name === 'help'
      ? { words: [...names(commands), ...TOPICS.map(({ name }) => name)] }
      : offered(command.completes);
}

function walked(
  words: readonly string[],
  commands: readonly Command[],
): { command: Command | undefined; rest: readonly string[] } {
  const first = words.findIndex((word) => !word.startsWith('-'));
  const outer = named(commands, words[first] ?? '');
  const rest = words.slice(first + 1);
  const inner = named(outer?.commands ?? [], rest[0] ?? '');
  return inner === undefined ? { command: outer, rest } : { command: inner, rest: rest.slice(1) };
}

function names(commands: readonly Command[]): string[] {
  return commands.filter((command) => command.hidden !== true).map((command) => command.name);
}

function flagsOf(command: Command): readonly Flag[] {
  return [...(command.flags ?? []), ...COMMON_FLAGS];
}

function flagOf(command: Command, word: string): Flag | undefined {
  if (!word.startsWith('-')) return undefined;
  return flagsOf(command).find((flag) => word === `--${flag.name}` || word === `-${flag.short ?? ''}`);
}

function offered(completes: Completes | undefined): Candidates {
  if (completes === undefined) return { words: [] };
  return typeof completes === 'string' ? { kind: completes } : { words: completes };
}
