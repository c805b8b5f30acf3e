import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { isTooDeep, MOST_DEPTH, parseJson } from '../../electron/contract/json.ts';
import { parseYaml } from '../../electron/engine/disk/yaml.ts';
import { serveWire } from '../../electron/transport/wire.ts';
import { engineWithoutDocker } from '../support/connections.ts';
import { fillProject } from '../support/everyCommand.ts';
import { filesIn, stateProject, type StateProject } from '../support/state.ts';

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

/** Where each format is read, and what is asked then. The file is nested too deep then. */
const READ: readonly (readonly [string, string, (mission: string) => string[]])[] = [
  ['a project’s configuration', '.maestro/config.yaml', () => ['config', 'get', 'memory.enabled']],
  ['a project’s configuration, written', '.maestro/config.yaml', () => ['config', 'set', 'memory.enabled', 'true']],
  ['a user’s configuration', '~/.maestro/config.yml', () => ['config', 'get', 'containers.prefix']],
  [
    'a user’s configuration, written',
    '~/.maestro/config.yml',
    () => ['config', 'set', 'containers.prefix', 'x-', '--user'],
  ],
  ['a user’s configuration, used', '~/.maestro/config.yml', () => ['list']],
  ['a plan', 'plan.json', () => ['mission', 'create', '--file', 'plan.json']],
  ['a plan, checked', 'plan.json', () => ['mission', 'validate-plan', '--file', 'plan.json']],
  ['a mission', '.maestro/missions/ID/mission.json', (id) => ['mission', 'show', id]],
  ['a feature', '.maestro/missions/ID/features/f1.json', (id) => ['feature', 'list', '--mission', id]],
  ['assertions', '.maestro/missions/ID/assertions.json', (id) => ['validate', 'show', '--mission', id]],
  ['tasks', '.maestro/tasks/tasks.jsonl', () => ['task', 'list']],
  ['a reply', '.maestro/replies/ID/f1.yaml', () => ['reply', 'list']],
];

describe('a document that is nested too deep', () => {
  let project: StateProject;
  let mission: string;

  beforeAll(async () => {
    project = await stateProject();
    mission = (await fillProject(project)).mission;
  });

  test.each(READ)('as %s is named as that', { timeout: 60_000 }, async (_, file, asked) => {
    const path = resolve(project.folder, file.replace('~', project.home).replace('ID', mission));
    const before = existsSync(path) ? await readFile(path) : undefined;
    await writeFile(path, deepFor(path));

    const { code, stdout, stderr } = await project.run([...asked(mission), '--json']);
    await (before === undefined ? rm(path) : writeFile(path, before));

    expect([0, 1]).toContain(code);
    expect(stdout + stderr).toMatch(/it is nested more than 100 levels deep/i);
  });

  test('as what is typed is refused', async () => {
    const typed = nested(DEEP);
    const ended = await project.all([
      ['feature', 'update', 'f1', '--mission', mission, '--report', typed, '--json'],
      ['config', 'set', 'memory.enabled', typed, '--json'],
      ['config', 'set', 'containers.prefix', typed, '--user', '--json'],
    ]);
    const codes = ended.map(({ stdout }) => (JSON.parse(stdout) as { code: string }).code);
    expect(
      codes.every((code) => /_INVALID|_DAMAGED|NOT_JSON/.test(code)),
      codes.join(),
    ).toBe(true);
  });

  test('as a message of a page ends the connection', async () => {
    const cuts: string[] = [];
    const engine = await engineWithoutDocker();
    const wire = serveWire({ send: () => Promise.resolve(), cut: (reason) => cuts.push(reason) }, engine);
    wire.received(JSON.stringify({ i: '1', p: { u: '/x', b: { json: nested(MOST_DEPTH - 5) } } }));
    expect(cuts).toEqual([]);
    wire.received(`{"i":"1","p":{"b":${nested(DEEP)}}}`);
    expect(cuts).toEqual(['a message nested too deep']);
  });
});
