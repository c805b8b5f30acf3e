import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Call, type Command, COMMON_FLAGS, type Flag, UsageError } from './command.ts';

/** A command found in the table, its names as they were typed, and the words after them. */
export interface Found {
  readonly command: Command;
  /** Such as `image build`. */
  readonly path: string;
  readonly words: readonly string[];
}

/** The command that these words name, or undefined when they name none at all. Unknown ones are a usage error. */
export function findCommand(words: readonly string[], commands: readonly Command[]): Found | undefined {
  const first = words.findIndex((word) => !word.startsWith('-'));
  const command = first === -1 ? undefined : named(commands, words[first] ?? '');
  if (first === -1) {
    refuseUnknown(words);
    return undefined;
  }
  if (command === undefined) throw unknownCommand(words[first] ?? '', commands);
  return subcommand({ command, path: command.name, words: words.filter((_, index) => index !== first) });
}

function refuseUnknown(words: readonly string[]): void {
  const known = COMMON_FLAGS.flatMap((flag) => [`--${flag.name}`, `-${flag.short ?? ''}`]);
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined) {
    throw new UsageError(`Unknown option "${unknown}".`, 'maestro help shows all commands.', 1);
  }
}

function subcommand(found: Found): Found {
  const { command, path, words } = found;
  if (command.commands === undefined) return found;
  // `--json` may stand anywhere, also between the words of a command.
  const at = words.findIndex((word) => !COMMON_FLAGS.some((flag) => word === `--${flag.name}`));
  const next = words[at];
  if (next === undefined || next.startsWith('-')) return found;
  const inner = named(command.commands, next);
  if (inner === undefined && command.load !== undefined) return found;
  const meant = named(command.commands, command.otherwise ?? '');
  if (inner === undefined && meant !== undefined && words.length > at + 1)
    return { command: meant, path: `${path} ${meant.name}`, words: withLine(words, at) };
  if (inner === undefined) throw unknownCommand(next, command.commands, found);
  return { command: inner, path: `${path} ${inner.name}`, words: words.filter((_, index) => index !== at) };
}

/** An argument and a command line after it, as the command takes them that is meant: what answers in JSON is this one. */
function withLine(words: readonly string[], at: number): string[] {
  const isJson = (word: string): boolean => word === '--json';
  const line = words.slice(at + 1);
  const end = line.indexOf('--');
  const own = end === 0 ? [] : line.slice(0, end === -1 ? undefined : end);
  const rest = end === 0 ? line.slice(1) : end === -1 ? [] : line.slice(end);
  const json = [...words.slice(0, at), ...own].filter(isJson);
  return [words[at] ?? '', ...json.slice(0, 1), '--', ...own.filter((word) => !isJson(word)), ...rest];
}

/** The command that has this name or alias. */
export function named(commands: readonly Command[], name: string): Command | undefined {
  return commands.find((command) => command.name === name || command.aliases?.includes(name) === true);
}

function unknownCommand(name: string, commands: readonly Command[], group?: Found): UsageError {
  const near = commands.find((command) => command.hidden !== true && command.name.startsWith(name.slice(0, 2)));
  const [path, help] = group === undefined ? ['', 'maestro help'] : [`${group.path} `, `maestro help ${group.path}`];
  const hint = near === undefined ? `${help} shows all commands.` : `Did you mean ${near.name}?`;
  const status = group === undefined || group.command.state === true ? 1 : 2;
  return new UsageError(`There is no command "${path}${name}".`, hint, status);
}

/** Flags, arguments and the words after `--` of a found command. */
export function parseCall({ command, path, words }: Found): Omit<Call, 'out' | 'commands'> {
  const cut = words.indexOf('--');
  const own = cut === -1 ? words : words.slice(0, cut);
  const rest = cut === -1 ? [] : words.slice(cut + 1);
  const flags = [...(command.flags ?? []), ...COMMON_FLAGS];
  const status = command.state === true ? 1 : 2;
  const parsed = parsedWords(joinValues(own, flags), flags, { path, status });
  const args = command.rest === undefined ? [...parsed.positionals, ...rest] : parsed.positionals;
  checkCount(args, command, path);
  refuseEmpty(parsed.values, args, { command, path });
  refuseIdle(parsed.values, { command, path });
  return { flags: parsed.values, args, rest: command.rest === undefined ? [] : rest };
}

/**
 * Binds every option to its value as `--name=value`, so that a value may begin with a dash, and repeats the option for
 * the further words of a list.
 */
function joinValues(words: readonly string[], flags: readonly Flag[]): string[] {
  const takers = new Map(
    flags.flatMap((flag): [string, Flag][] => (flag.value === undefined ? [] : [[`--${flag.name}`, flag]])),
  );
  const joined: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const flag = takers.get(word);
    if (flag === undefined || words[at + 1] === undefined) {
      joined.push(word);
      continue;
    }
    at += 1;
    joined.push(`${word}=${words[at] ?? ''}`);
    for (; flag.list === true && isValue(words[at + 1]); at += 1) joined.push(`${word}=${words[at + 1] ?? ''}`);
  }
  return joined;
}

function isValue(word: string | undefined): boolean {
  return word !== undefined && (word === '-' || !word.startsWith('-'));
}

function parsedWords(
  words: string[],
  flags: readonly Flag[],
  { path, status }: { path: string; status: 1 | 2 },
): { values: Call['flags']; positionals: string[] } {
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    flags.map((flag) => [flag.name, option(flag)]),
  );
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true, strict: true });
    return { values: values as Call['flags'], positionals };
  } catch (error) {
    throw new UsageError(sentenceOf(error), `maestro help ${path}`, status);
  }
}

function option(flag: Flag): NonNullable<ParseArgsConfig['options']>[string] {
  const short = flag.short === undefined ? {} : { short: flag.short };
  return {
    type: flag.value === undefined ? 'boolean' : 'string',
    multiple: flag.many === true || flag.list === true,
    ...short,
  };
}

/** Node's own message, up to its advice about `--`. */
function sentenceOf(error: unknown): string {
  const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

/** An empty value is mostly a variable of a script that was never set: it must not pass for one that was not given. */
function refuseEmpty(
  values: Call['flags'],
  args: readonly string[],
  { command, path }: Pick<Found, 'command' | 'path'>,
): void {
  const status = command.state === true ? 1 : 2;
  const empty = command.flags?.find(
    ({ name, value, maybeEmpty }) =>
      value !== undefined && maybeEmpty !== true && [values[name]].flat().some((given) => given === ''),
  );
  if (empty !== undefined)
    throw new UsageError(`--${empty.name} wants a value.`, `Give one: --${empty.name} ${empty.value ?? ''}`, status);
  const isName = typeof command.completes === 'string' && command.hidden !== true;
  if (isName && args.some((word) => word === ''))
    throw new UsageError(`${command.args ?? 'A name'} is empty.`, `maestro help ${path}`, status);
}

/** What would have no effect is a mistake of the caller, and is said before anything is done. */
function refuseIdle(values: Call['flags'], { command, path }: Pick<Found, 'command' | 'path'>): void {
  const status = command.state === true ? 1 : 2;
  const isGiven = (name: string): boolean => values[name] !== undefined;
  for (const names of command.exclude ?? []) {
    const [one, other] = names.filter(isGiven);
    if (one !== undefined && other !== undefined)
      throw new UsageError(`--${one} and --${other} exclude each other.`, 'Give one of them.', status);
  }
  const idle = command.flags?.find((flag) => isGiven(flag.name) && flag.with?.some(isGiven) === false);
  if (idle !== undefined) {
    const needed = (idle.with ?? []).map((name) => `--${name}`).join(' or ');
    throw new UsageError(`--${idle.name} has no effect without ${needed}.`, `maestro help ${path}`, status);
  }
  if (command.withoutJson === true && isGiven('json'))
    throw new UsageError(`"maestro ${path}" takes over the terminal and prints no JSON.`, 'Leave out --json.', status);
}

function checkCount(args: readonly string[], command: Command, path: string): void {
  const status = command.state === true ? 1 : 2;
  const shape = command.args ?? '';
  const names = shape.split(' ').filter((name) => name !== '');
  const most = shape.includes('…') ? Infinity : names.length;
  const least = names.filter((name) => !name.startsWith('[')).length;
  if (args.length > most) {
    throw new UsageError(`"maestro ${path}" does not take "${args[most] ?? ''}".`, `maestro help ${path}`, status);
  }
  if (args.length < least) throw new UsageError(`"maestro ${path}" needs ${shape}.`, `maestro help ${path}`, status);
}
