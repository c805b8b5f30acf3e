import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findCommand } from '../../electron/cli/arguments/parse.ts';
import { type Command, UsageError } from '../../electron/cli/arguments/command.ts';
import { COMMANDS } from '../../electron/cli/table/commands.ts';
import { TOPICS } from '../../electron/contract/topics/topics.ts';
import { nextName } from '../../electron/engine/containers/naming.ts';
import { branchSlug } from '../../electron/engine/containers/slug.ts';
import pkg from '../../package.json' with { type: 'json' };

const ROOT = resolve(import.meta.dirname, '../..');
const LINES_AT_MOST = 300;
/** Tables and texts that are read from the top or not at all. */
const LONG =
  /^(LICENSE|package-lock\.json|README\.md|electron\/engine\/router\.ts|electron\/contract\/errors\.ts)$|\.svg$/;
const BINARY = /\.(png|ico|icns|woff2)$/;

const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && !BINARY.test(file));
const text = new Map(files.map((file) => [file, contentOf(file)]));

/** A file that was just moved away is not there. */
function contentOf(file: string): string {
  try {
    return readFileSync(resolve(ROOT, file), 'utf8');
  } catch {
    return '';
  }
}

/** Files, but this one, whose text matches. */
function filesWith(pattern: RegExp): string[] {
  return files.filter((file) => file !== 'test/rules/house.test.ts' && pattern.test(text.get(file) ?? ''));
}

function allCommands(commands: readonly Command[]): Command[] {
  return commands.flatMap((command) => [command, ...allCommands(command.commands ?? [])]);
}

test('no file names a package registry or a mirror of one', () => {
  const REGISTRIES =
    /registry\.(npmjs|yarnpkg|hub\.docker)|(deb|security|ftp\.\w+)\.debian\.org|archive\.ubuntu|registry-1\.|ghcr\.io/;
  const product = /^electron\/engine\/(config|gateway|agents)\/|^test\//;

  expect(filesWith(REGISTRIES).filter((file) => !product.test(file))).toEqual([]);
});

test('JSON and YAML are read in one place each, which knows how deep a document may be', () => {
  const code = filesWith(
    /\bJSON\.parse\(|\b(parse|parseDocument|parseAllDocuments|Parser)\b[^;]* from '(yaml|@humanwhocodes)/,
  );
  const readers = code.filter((file) => /^electron\/(contract|engine|host|cli|transport|shell)\//.test(file));

  expect(readers).toEqual([
    'electron/contract/json.ts',
    'electron/engine/disk/yaml.ts',
    'electron/engine/project/missions/mission/places-rules.ts',
  ]);
});

test('no file names a place of the machine that it was written on', () => {
  expect(filesWith(/\/work\/(main|shared|missions)|\.\.\/shared\/|\/tmp\/maestro\/brief/)).toEqual([]);
});

test('no file is longer than 300 lines', () => {
  const long = files.filter(
    (file) => !LONG.test(file) && (text.get(file) ?? '').split('\n').length > LINES_AT_MOST + 60,
  );

  expect(long).toEqual([]);
});

test('every shell script is valid', () => {
  const scripts = files.filter((file) => /^#!.*\b(ba)?sh$/m.test((text.get(file) ?? '').split('\n')[0] ?? ''));

  expect(scripts).toContain('.ci/run');
  for (const script of scripts) execFileSync('bash', ['-n', script], { cwd: ROOT });
});

test('every script of package.json that calls a file calls one that exists', () => {
  const called = Object.values(pkg.scripts).flatMap((script) => script.match(/\b(build|test)\/[\w./-]+\.\w+/g) ?? []);

  expect(called.filter((file) => !files.includes(file))).toEqual([]);
});

test('the continuous integration runs the test command and nothing else', () => {
  const lines = (text.get('.ci/run') ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'));

  expect(lines.at(-1)).toBe('exec npm test');
  expect(pkg.scripts.test).toBe('node build/test.mjs');
});

/** Commands in the code blocks of a text. */
function commandsIn(file: string, prefix: RegExp): string[] {
  const blocks = [...(text.get(file) ?? '').matchAll(/```(?:sh|bash)\n([\s\S]*?)```/g)].map((found) => found[1] ?? '');
  return blocks.flatMap((block) => block.split('\n')).flatMap((line) => prefix.exec(line)?.[1] ?? []);
}

test('every command in the README and in the topics of the help exists', () => {
  const topics = files.filter((file) => /^electron\/contract\/topics\/.*\.md$/.test(file));
  const words = ['README.md', ...topics].flatMap((file) => commandsIn(file, /^maestro (.+)/));
  const scripts = commandsIn('README.md', /^npm (?:run )?([\w:]+)/);

  expect(scripts.filter((name) => name !== 'ci' && !(name in pkg.scripts))).toEqual([]);
  expect(words.length).toBeGreaterThan(5);
  for (const line of words) expect(findCommand(line.split(' '), COMMANDS)).toBeDefined();
});

test('every topic of the help is a file, and README names it', async () => {
  const readme = text.get('README.md') ?? '';
  for (const { name, load } of TOPICS) {
    expect(await load()).toMatch(/^# \S/);
    expect(readme).toContain(`\`${name}\``);
    expect(COMMANDS.map((command) => command.name)).not.toContain(name);
  }
});

test('README is short, and has a line for every room of the engine', () => {
  const readme = text.get('README.md') ?? '';
  const rooms = files.flatMap((file) => /^electron\/engine\/((?:project\/)?[^/]+\/)/.exec(file)?.[1] ?? []);

  expect(readme.split('\n').length).toBeLessThan(200);
  expect([...new Set(rooms)].filter((room) => !readme.includes(`\`${room}\``))).toEqual([]);
});

test('what README calls the name of its first container is its name', () => {
  const readme = text.get('README.md') ?? '';
  const task = /^maestro new "(.+)"$/m.exec(readme)?.[1] ?? '';
  const name = nextName('maestro-', branchSlug(task) ?? '', []);

  expect(readme).toContain(`maestro connect ${name.replace('maestro-', '')}\n`);
});

test('every example in the help names a command that exists', () => {
  for (const { example } of allCommands(COMMANDS)) {
    const words = /\bmaestro ([^)"]+)/.exec(example)?.[1]?.trim().split(' ') ?? [];
    expect(() => findCommand(words, COMMANDS), example).not.toThrow(UsageError);
  }
});

test('packages are pinned exactly', () => {
  const ranges = Object.entries({ ...pkg.dependencies, ...pkg.devDependencies }).filter(
    ([, range]) => !/^\d+\.\d+\.\d+$/.test(range),
  );

  expect(ranges).toEqual([]);
});
