import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Correction } from '../../../electron/contract/memory.ts';
import { globPattern, lint, recall, score, taskTokens } from '../../../electron/engine/project/memory/rules.ts';

function correction(id: string, keywords: string[], change: Partial<Correction> = {}): Correction {
  const at = '2026-11-20T10:00:00.000Z';
  return {
    id,
    rule: id,
    source: id,
    trigger: { keywords, fileGlobs: [] },
    severity: 'soft',
    createdAt: at,
    updatedAt: at,
    ...change,
  };
}

const occasion = (text: string, paths: string[] = []) => ({ tokens: taskTokens(text), paths });

test('one of two keywords is enough, one of three is not', () => {
  const found = recall(
    [correction('two', ['npm', 'x1']), correction('three', ['npm', 'x1', 'x2'])],
    occasion('install with npm'),
  );

  expect(found.map(({ id }) => id)).toEqual(['two']);
});

test('a file alone is just enough', () => {
  const globs = correction('g', [], { trigger: { keywords: [], fileGlobs: ['src/**'] } });

  expect(score(globs, occasion('', ['src/a/b.ts']))).toBe(0.3);
  expect(recall([globs], occasion('', ['src/a/b.ts']))).toHaveLength(1);
  expect(recall([globs], occasion('', ['test/b.ts']))).toHaveLength(0);
});

test('hard corrections are always recalled, after the fitting ones', () => {
  const found = recall(
    [correction('hard', ['zebra'], { severity: 'hard' }), correction('fit', ['npm'])],
    occasion('npm'),
  );

  expect(found.map(({ id }) => id)).toEqual(['fit', 'hard']);
});

test('what is recalled does not depend on the order of what fits differently well', () => {
  const pool = ['npm', 'install package', 'x', 'package'].map((words, index) =>
    correction(`c${index}`, words.split(' '), index === 2 ? { severity: 'hard' } : {}),
  );

  fc.assert(
    fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), (shuffled) => {
      const ids = (list: readonly Correction[]) => recall(list, occasion('install the package')).map(({ id }) => id);
      expect(new Set(ids(shuffled))).toEqual(new Set(ids(pool)));
      expect(
        recall(shuffled, occasion('install the package')).map((one) => score(one, occasion('install the package'))),
      ).toEqual(
        recall(pool, occasion('install the package')).map((one) => score(one, occasion('install the package'))),
      );
    }),
  );
});

test('at most ten are recalled', () => {
  expect(
    recall(
      Array.from({ length: 30 }, (_, index) => correction(`c${index}`, ['npm'])),
      occasion('npm'),
    ),
  ).toHaveLength(10);
});

test.each([
  ['*.ts', 'a.ts', true],
  ['*.ts', 'src/a.ts', false],
  ['**/*.ts', 'src/deep/a.ts', true],
  ['src/**', 'src/a/b', true],
  ['{a,b}.js', 'b.js', true],
  ['[a-c].js', 'b.js', true],
  ['[!a].js', 'a.js', false],
  ['a?.js', 'ab.js', true],
  ['a+b.js', 'a+b.js', true],
])('the glob %s on %s: %s', (glob, path, expected) => {
  expect(globPattern(glob).test(path)).toBe(expected);
});

test.each(['**/'.repeat(30), '*'.repeat(30)])('wildcards in a row are as quick as one', (wildcards) => {
  const glob = globPattern(`${wildcards}end.ts`);
  expect(glob.test(`${'deep/'.repeat(60)}other.ts`)).toBe(false);
  expect(glob.test('a/b/end.ts')).toBe(true);
});

test('every text is a glob that compiles', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from('[]{}()*?!^-,\\/.ab+|$')) }),
      (glob) => void globPattern(glob),
    ),
  );
});

test('the memory complains about what nobody will ever recall', () => {
  const base = { rawCount: 1, compiled: undefined, suite: { assertions: [] }, now: new Date(), maxAgeDays: 7 };
  const warnings = lint({
    ...base,
    corrections: [correction('a', ['k']), correction('b', ['k']), correction('c', [])],
  });

  expect(warnings.map(({ category }) => category)).toEqual(['correction', 'correction', 'learning']);
});
