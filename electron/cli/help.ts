import { TOPICS } from '../contract/topics/topics.ts';
import type { Found } from './arguments/parse.ts';
import { type Command, COMMON_FLAGS, type Flag } from './arguments/command.ts';

/** Help of one command, or of all. */
export function helpFor(found: Pick<Found, 'command' | 'path'> | undefined, commands: readonly Command[]): string {
  return found === undefined ? overview(commands) : explained(found.command, found.path);
}

function overview(commands: readonly Command[]): string {
  const rows = commands.filter((command) => command.hidden !== true);
  return [
    'Maestro runs coding agents, each in a container of its own, with its own branch and a closed network.',
    '',
    'Usage: maestro COMMAND [OPTIONS]',
    '',
    'Commands:',
    ...columns(rows.map((command) => [[command.name, ...(command.aliases ?? [])].join('|'), command.about])),
    '',
    'Options of every command:',
    ...columns(COMMON_FLAGS.map((flag) => [flagForm(flag), flag.about])),
    '',
    'Example: maestro new "explain this project and propose three small fixes"',
    'maestro help COMMAND explains one, maestro help TOPIC what is longer:',
    ...columns(TOPICS.map(({ name, title }) => [name, title])),
  ].join('\n');
}

function explained(command: Command, path: string): string {
  const flags = [...(command.flags ?? []), ...COMMON_FLAGS];
  const words = [
    'maestro',
    path,
    command.commands === undefined || command.load !== undefined ? '' : 'COMMAND',
    '[OPTIONS]',
    command.args ?? '',
  ];
  const rest = command.rest === undefined ? [] : [`[-- ${command.rest}]`];
  return [
    `${command.about}.`,
    '',
    `Usage: ${[...words, ...rest].filter((word) => word !== '').join(' ')}`,
    ...(command.aliases === undefined ? [] : [`Also: ${command.aliases.join(', ')}`]),
    ...(command.commands === undefined ? [] : ['', 'Commands:', ...columns(command.commands.map(nameAndAbout))]),
    '',
    'Options:',
    ...columns(flags.map((flag) => [flagForm(flag), flag.about])),
    '',
    `Example: ${command.example}`,
  ].join('\n');
}

function nameAndAbout(command: Command): string[] {
  return [command.name, command.about];
}

function flagForm({ short, name, value }: Flag): string {
  const letter = short === undefined ? '    ' : `-${short}, `;
  return `${letter}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([left = '']) => left.length));
  return rows.map(([left = '', right = '']) => `  ${left.padEnd(width)}  ${right}`);
}
