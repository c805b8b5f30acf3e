import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { isTooDeep, MOST_DEPTH, parseJson } from '../../electron/contract/json.ts';
import { parseYaml } from '../../electron/engine/disk/yaml.ts';
import { fillProject } from '../support/everyCommand.ts';
import { filesIn, stateProject } from '../support/state.ts';

const DEEP = 5000;
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** A document that is nested too deep, in the format of a file. */
function deepFor(file: string): string {
  if (/\.ya?ml$/.test(file)) return `a: ${nested(DEEP)}\n`;
  return file.endsWith('.jsonl') ? `{"a":${nested(DEEP)}}\n` : `{"a":${nested(DEEP)}}`;
}

test('a document is read up to its depth, and refused beyond it', () => {
  expect(parseJson(nested(MOST_DEPTH))).toBeInstanceOf(Array);
  expect(parseYaml(nested(MOST_DEPTH))).toBeInstanceOf(Array);
  expect(() => parseJson(nested(MOST_DEPTH + 1))).toThrow('it is nested more than 100 levels deep');
  expect(() => parseYaml(nested(2 * MOST_DEPTH))).toThrow('it is nested more than 100 levels deep');
});

test('brackets inside of texts are no depth', () => {
  expect(isTooDeep(JSON.stringify({ plan: `${nested(DEEP)}"\\` }))).toBe(false);
  expect(isTooDeep(JSON.stringify([`\\"${'['.repeat(DEEP)}`, '{'.repeat(DEEP)]))).toBe(false);
  expect(parseYaml(`a: "${nested(DEEP)}"\nb: |\n  ${nested(DEEP)}\n# ${nested(DEEP)}\n`)).toBeInstanceOf(Object);
});

test.each([
  ['lists in lists', nested(DEEP)],
  ['maps in maps', `${'{a: '.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
  ['brackets without an end', '['.repeat(100_000)],
  ['dashes in one line', `${'- '.repeat(100_000)}a`],
  ['keys that are keys', `${'? '.repeat(100_000)}a`],
  ['indented keys', Array.from({ length: 800 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  [
    'aliases of aliases',
    Array.from({ length: 900 }, (_, at) => `a${at}: &a${at} [${at === 0 ? 1 : `*a${at - 1}`}]`).join('\n'),
  ],
  ['more aliases than anybody writes', `a: &a 1\nb: [${'*a, '.repeat(2000)}]`],
])('YAML that nests by %s is refused', (_name, text) => {
  expect(() => parseYaml(text)).toThrow(SyntaxError);
});

test(
  'any file of a project or its user may be nested deep: what reads it says so, and nothing breaks',
  {
    timeout: 600_000,
  },
  async () => {
    const project = await stateProject();
    await fillProject(project);
    const both = [`${project.folder}/.maestro`, `${project.home}/.maestro`];
    const before = new Map((await Promise.all(both.map(filesIn))).flatMap((files) => [...files]));
    const files = [...before.keys()].filter((file) => /\.(json|jsonl|ya?ml)$/.test(file));
    expect(files.length).toBeGreaterThan(12);

    for (const file of files) {
      await writeFile(file, deepFor(file));
      const health = await project.run(['doctor', '--json']);
      expect([0, 1], file).toContain(health.code);
      await writeFile(file, before.get(file) ?? '');
    }
  },
);
