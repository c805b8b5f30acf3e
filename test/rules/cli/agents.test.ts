import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Author } from '../../../electron/contract/authors.ts';
import { allowed, RULES, withOwnMission } from '../../../electron/cli/agents/rules.ts';
import type { Command } from '../../../electron/cli/arguments/command.ts';
import { COMMANDS } from '../../../electron/cli/table/commands.ts';
import { problemOf } from '../../../electron/engine/errors.ts';

const author = {
  home: '/home/u',
  project: '/p',
  of: { mission: '2026-11-20-001', feature: 'f1' },
  container: 'maestro-p-f1-1',
  agent: 'claude',
  branch: 'f1',
} as Author;

/** Every command of the table by its words, those in groups too. */
function every(commands: readonly Command[], before = ''): Map<string, Command> {
  return new Map(
    commands.flatMap((command) => {
      const path = `${before}${command.name}`;
      return [[path, command] as const, ...every(command.commands ?? [], `${path} `)];
    }),
  );
}

const table = every(COMMANDS);

function refused(path: string, flags: Record<string, string | boolean>, args: string[] = []): string | undefined {
  try {
    allowed(path, author, withOwnMission(path, author, { flags, args }));
    return undefined;
  } catch (error) {
    return problemOf(error).code;
  }
}

test('each command that agents have is one of the table, with its options', () => {
  const wrong = Object.entries(RULES).flatMap(([path, { flags = [] }]) => {
    const command = table.get(path);
    const known = (command?.flags ?? []).map(({ name }) => name);
    return [
      ...(command?.load === undefined ? [path] : []),
      ...flags.filter((flag) => !known.includes(flag)).map((flag) => `${path} --${flag}`),
    ];
  });
  expect(wrong).toEqual([]);
});

test('no option that names a file of the host is theirs', () => {
  const files = Object.entries(RULES).flatMap(([path, { flags = [] }]) =>
    (table.get(path)?.flags ?? [])
      .filter(({ name, completes }) => flags.includes(name) && (completes === 'file' || completes === 'folder'))
      .map(({ name }) => `${path} --${name}`),
  );
  expect(files).toEqual([]);
});

test('every command and option that is not named is refused', () => {
  const { constantFrom, record } = fc;
  fc.assert(
    fc.property(
      record({
        path: constantFrom(...table.keys()),
        flag: constantFrom('out', 'file', 'project', 'force', 'retry-reason'),
      }),
      ({ path, flag }) => {
        const code = refused(path, { [flag]: 'x' }, [
          author.of[RULES[path]?.argument === 'mission' ? 'mission' : 'feature'],
        ]);
        expect(code).toBe('AGENT_MAY_NOT');
      },
    ),
  );
});

describe('what is not its own', () => {
  test.each([
    ['feature update', { mission: '2026-11-20-002', status: 'review' }, ['f1']],
    ['feature update', { mission: '2026-11-20-001', status: 'review' }, ['f2']],
    ['feature update', { mission: '2026-11-20-001', status: 'done' }, ['f1']],
    ['feature update', { mission: '2026-11-20-001', report: '@/etc/passwd' }, ['f1']],
    ['feature list', { mission: '2026-11-20-002' }, []],
    ['mission show', {}, ['2026-11-20-002']],
    ['handoff decode', {}, ['-']],
    ['handoff create', { agent: 'another' }, []],
  ] as const)('%s %j %j is refused', (path, flags, args) => {
    expect(refused(path, { ...flags }, [...args])).toBe('AGENT_MAY_NOT');
  });
});

test('its own mission and feature, and its name, are filled in', () => {
  expect(withOwnMission('feature list', author, { flags: {}, args: [] }).flags).toEqual({ mission: author.of.mission });
  expect(withOwnMission('memory-stats', author, { flags: {}, args: [] }).flags).toEqual({});
  const { words, writes } = allowed('handoff create', author, { flags: { mode: 'plan' }, args: [] });
  expect(words.flags).toEqual({ mode: 'plan', 'mission-id': author.of.mission, 'feature-id': 'f1' });
  expect(writes).toBe(true);
  expect(allowed('mission show', author, { flags: {}, args: [author.of.mission] }).writes).toBe(false);
});
