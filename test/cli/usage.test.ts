import { expect, test } from 'vitest';
import { COMMANDS } from '../../electron/cli/table/commands.ts';
import pkg from '../../package.json' with { type: 'json' };
import { maestro, program, MAESTRO } from '../support/maestro.ts';
import { tempFolder } from '../support/project.ts';

const SHOWN = COMMANDS.filter((command) => command.hidden !== true);

test('maestro --version prints the version and nothing else', async () => {
  expect(await maestro(['--version'])).toEqual({ code: 0, stdout: `${pkg.version}\n`, stderr: '' });
});

test('maestro version --json is one JSON object', async () => {
  const { stdout } = await maestro(['version', '--json']);

  expect(JSON.parse(stdout)).toMatchObject({ version: pkg.version, node: process.versions.node });
});

test('maestro without a command shows all commands, and that it was no command', async () => {
  const { code, stdout, stderr } = await maestro([]);

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  for (const { name, about } of SHOWN) expect(stderr).toMatch(new RegExp(`^  ${name}\\b.*${about.slice(0, 20)}`, 'm'));
});

test.each(SHOWN.map(({ name }) => name))('maestro help %s explains it with an example', async (name) => {
  const { code, stdout } = await maestro(['help', name]);

  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: maestro ${name}`);
  expect(stdout).toMatch(/\nExample: .*maestro /);
});

test('maestro COMMAND --help is the same as maestro help COMMAND', async () => {
  const [asked, told] = await Promise.all([maestro(['image', 'build', '--help']), maestro(['help', 'image', 'build'])]);

  expect(asked).toEqual(told);
});

test.each([
  { what: 'an unknown option', args: ['list', '--fast'], error: "Unknown option '--fast'.", hint: 'maestro help list' },
  { what: 'a surplus argument', args: ['list', 'x'], error: '"maestro list" does not take "x".', hint: 'maestro help' },
  {
    what: 'a missing argument',
    args: ['completion'],
    error: '"maestro completion" needs SHELL.',
    hint: 'maestro help completion',
  },
  { what: 'a missing subcommand', args: ['image'], error: '"maestro image" needs one of: build', hint: 'maestro help' },
  { what: 'a refused value', args: ['new', '--memory', 'much', 'x'], error: '--memory: Give a size', hint: 'maestro' },
  { what: 'an unknown agent', args: ['new', '-a', 'bob', 'x'], error: '--agent: Use claude, codex', hint: 'maestro' },
  { what: 'no task', args: ['new'], error: 'There is no task.', hint: 'maestro new' },
  { what: 'a port out of range', args: ['serve', '--port', '70000'], error: '--port: Give a port', hint: 'maestro' },
])('$what is a usage error: exit 2, an error and a hint', async ({ args, error, hint }) => {
  const { code, stdout, stderr } = await maestro(args);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`error: ${error}`);
  expect(stderr).toContain(`hint: ${hint}`);
});

test.each([
  [['conect']],
  [['--fast']],
  [['mission', 'melt']],
  [['mission', 'show']],
  [['handoff', 'create', '--fast']],
])('maestro %s ends with 1: it belongs to no container', async (args) => {
  const { code, stdout, stderr } = await maestro(args);

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^error: .+\nhint: .+/m);
});

test('with --json an error is one object on stdout, and stderr stays empty', async () => {
  const { code, stdout, stderr } = await maestro(['image', 'melt', '--json']);

  expect(code).toBe(2);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    error: 'There is no command "image melt".',
    hints: [expect.stringContaining('maestro help image')],
    code: 'INPUT_INVALID',
  });
});

test('a reader that closes early is no failure', async () => {
  const { stderr } = await program('bash', ['-c', `${MAESTRO} help | head -1`]);

  expect(stderr).toBe('');
});

test('an answer that cannot be written is a failure, in a sentence', async () => {
  const { code, stderr } = await program('bash', ['-c', `${MAESTRO} version --json >/dev/full`]);

  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^error: The answer .*no space.*\n$/) as string,
  });
});

test('a folder that is gone meanwhile is told as that', async () => {
  const script = `mkdir gone; cd gone; rmdir ../gone; ${MAESTRO} mission list --json`;
  const { code, stdout } = await program('bash', ['-c', script], { cwd: await tempFolder() });

  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    code: 'PROJECT_NOT_FOLDER',
    error: expect.stringContaining('is gone') as string,
  });
});
