import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCommand, parseCall } from '../../../electron/cli/arguments/parse.ts';
import { COMMANDS } from '../../../electron/cli/table/commands.ts';
import { type Command, UsageError } from '../../../electron/cli/arguments/command.ts';

function parsed(...words: string[]): ReturnType<typeof parseCall> {
  const found = findCommand(words, COMMANDS);
  if (found === undefined) throw new Error('No command was found.');
  return parseCall(found);
}

test('short options join, and words stay in order', () => {
  const { flags, args } = parsed('new', '-en', 'fix', 'the', '--branch=feat/x', 'door');

  expect(flags).toMatchObject({ exact: true, 'no-connect': true, branch: 'feat/x' });
  expect(args).toEqual(['fix', 'the', 'door']);
});

test('an option that may be repeated keeps every value', () => {
  expect(parsed('new', '--domain', 'a.test', '--domain', 'b.test', 'x').flags['domain']).toEqual(['a.test', 'b.test']);
});

test('what stands after -- reaches a custom agent untouched', () => {
  const { args, rest } = parsed('new', 'task', '-a', 'custom', '--', 'aider', '--json', '--', '{prompt}');

  expect(args).toEqual(['task']);
  expect(rest).toEqual(['aider', '--json', '--', '{prompt}']);
});

test('an alias is its command', () => {
  expect(findCommand(['ps'], COMMANDS)?.path).toBe('list');
  expect(findCommand(['image', 'ls'], COMMANDS)?.path).toBe('image list');
});

test('common options may stand before the command', () => {
  expect(parsed('--json', 'list').flags).toMatchObject({ json: true });
});

test('a group may mean one of its commands by a word that is none, with a command line after it', () => {
  const add = ['schedule', 'add', '0 7 * * 1-5', '--', 'new', 'a task', '-a', 'codex'];
  expect(findCommand(['schedule', '0 7 * * 1-5', 'new', 'x'], COMMANDS)?.path).toBe('schedule add');
  expect(parsed('schedule', '0 7 * * 1-5', 'new', 'a task', '-a', 'codex')).toEqual(parsed(...add));
  expect(parsed('schedule', '0 7 * * 1-5', '--', 'new', 'a task', '-a', 'codex')).toEqual(parsed(...add));
  const custom = parsed('schedule', '--json', '@daily', 'new', 'x', '-a', 'custom', '--', 'aider', '--json');
  expect(custom).toEqual({
    flags: { json: true },
    args: ['@daily'],
    rest: ['new', 'x', '-a', 'custom', '--', 'aider', '--json'],
  });
  expect(() => parsed('schedule', 'lits')).toThrow('There is no command "schedule lits".');
});

test('any words are a call or a usage error, and never crash', () => {
  const word = fc.oneof(
    fc.constantFrom('new', 'list', 'image', 'build', '--', '-n', '--json', '--file', '-'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      try {
        const found = findCommand(words, COMMANDS);
        if (found !== undefined) parseCall(found);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    }),
  );
});

test('a command takes as many words as it names', () => {
  expect(parsed('config', 'set', 'memory.enabled', 'false').args).toEqual(['memory.enabled', 'false']);
  expect(() => parsed('config', 'set', 'memory.enabled')).toThrow(UsageError);
  expect(() => parsed('config', 'set', 'memory.enabled', 'false', 'more')).toThrow(UsageError);
});

test('an option that wants a value does not take an empty one, whichever option it is', () => {
  const all = (commands: readonly Command[], path: readonly string[] = []): [readonly string[], Command][] =>
    commands.flatMap(
      (one) =>
        [[[...path, one.name], one] as const, ...all(one.commands ?? [], [...path, one.name])] as [
          readonly string[],
          Command,
        ][],
    );
  let refused = 0;
  for (const [path, command] of all(COMMANDS)) {
    const args = (command.args ?? '').split(' ').filter((name) => name !== '' && !name.startsWith('['));
    for (const flag of command.flags ?? []) {
      if (flag.value === undefined) continue;
      const needed = flag.maybeEmpty === true ? (flag.with ?? []).flatMap((name) => [`--${name}`, '3']) : [];
      const call = (): unknown => parsed(...path, ...args, ...needed, `--${flag.name}`, '');
      if (flag.maybeEmpty === true) expect(call, `${path.join(' ')} --${flag.name}`).not.toThrow();
      else expect(call, `${path.join(' ')} --${flag.name}`).toThrow(`--${flag.name} wants a value.`);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(50);
});

test('an empty name is no name', () => {
  expect(() => parsed('stop', '')).toThrow('[NAME…] is empty.');
  expect(() => parsed('mission', 'show', '')).toThrow('ID is empty.');
});
