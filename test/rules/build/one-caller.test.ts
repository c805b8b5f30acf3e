import { ESLint, Linter } from 'eslint';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../support/build.ts';

/** What the lint says of a text that lies in a file of ours, as far as it looks at the form of code alone. */
type Refusals = (file: string, text: string) => string[];
let refusalsOf: Refusals;

beforeAll(async () => {
  const eslint = new ESLint({ cwd: ROOT, overrideConfigFile: join(ROOT, 'build/eslint.config.js') });
  const files = ['electron/engine/git/git.ts', 'electron/engine/review/any.ts', 'electron/cli/commands/any.ts'];
  const configs = await Promise.all(files.map((file) => eslint.calculateConfigForFile(join(ROOT, file))));
  const rules = new Map(
    files.map((file, at) => [file, (configs[at] as Linter.Config).rules?.['no-restricted-syntax']]),
  );
  refusalsOf = (file, text) =>
    new Linter()
      .verify(text, { rules: { 'no-restricted-syntax': rules.get(file) ?? 'off' } })
      .map(({ message }) => message);
});

const SECOND = [
  "run('git', ['status'])",
  "await runHere('/usr/bin/git', ['status'], { cwd })",
  "runLive('git', ['log'])",
  "runDetached('git', ['fetch'])",
  "spawn('git')",
  "children.spawn('git')",
  "execFileSync('git', [])",
  "exec('git status')",
  'run(`git`, [])',
  'run(`git ${verb}`)',
  "const GIT = 'git'; run(GIT, [])",
  'run(gitProgram, [])',
];

describe.each(['electron/engine/review/any.ts', 'electron/cli/commands/any.ts'])('in %s', (file) => {
  test.each(SECOND)('%s is refused: git has one caller', (text) => {
    expect(refusalsOf(file, `async function any() { ${text} }`)).toEqual(['Only engine/git/git.ts runs git.']);
  });

  test.each(["run('docker', ['git'])", "show('git')", "run('tar', git)", "stepOf('git', run)"])('%s is not', (text) => {
    expect(refusalsOf(file, text)).toEqual([]);
  });
});

test('the one caller may', () => {
  expect(
    SECOND.flatMap((text) => refusalsOf('electron/engine/git/git.ts', `async function any() { ${text} }`)),
  ).toEqual([]);
});
