import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Correction } from '../../../electron/contract/memory.ts';
import {
  about,
  fromComment,
  fromMended,
  fromWords,
  isCorrection,
} from '../../../electron/engine/project/proposals/propose-rules.ts';

test.each([
  'No, use npm ci.',
  'no - that is the old address',
  'Do not touch the lockfile',
  "please don't commit generated files",
  'Never push to main',
  'Use pnpm instead',
  'Take the port from the config instead of writing it down',
  'I want the word, not the number, but only here',
])('%j corrects an agent', (text) => {
  expect(isCorrection(text)).toBe(true);
});

test.each([
  'Go on',
  'yes',
  '1',
  'Now write the tests',
  'Nothing else is needed',
  'Note that the tests run',
  'Use npm ci',
])('%j does not', (text) => {
  expect(isCorrection(text)).toBe(false);
});

test('any text is looked at in no time, however long it is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      const [long] = [`${text} `.repeat(500)];
      expect(typeof isCorrection(long)).toBe('boolean');
    }),
  );
});

test('a comment is a rule for the files beside its own, brought up by its words', () => {
  const comment = { id: 'c', text: 'Never build SQL from strings, use parameters instead.', path: 'src/db/users.ts' };
  expect(fromComment(comment, 'fix-1')).toMatchObject({
    kind: 'correction',
    keywords: ['build', 'strings', 'parameters'],
    globs: ['src/db/*.ts'],
    because: 'You resolved this comment on src/db/users.ts of fix-1.',
  });
  expect(fromComment({ ...comment, path: 'Makefile' }, 'fix-1').globs).toEqual(['Makefile']);
});

test('the same is the same proposal, and another is another', () => {
  const said = { container: 'fix-1', at: '2026-11-28T10:00:00.000Z' };
  expect(fromWords('No, use npm ci', said).id).toBe(fromWords('No, use npm ci', said).id);
  expect(fromWords('No, use npm ci', said).id).not.toBe(fromWords('No, use pnpm', said).id);
  const mended = {
    assertion: 'a-1',
    command: 'npm test',
    flaws: ['2 tests failed'],
    failedAt: 'a'.repeat(40),
    passedAt: 'b'.repeat(40),
  };
  expect(fromMended(mended)).toMatchObject({
    kind: 'learning',
    text: 'a-1: npm test failed (2 tests failed) at aaaaaaaaaaaa, and passes since bbbbbbbbbbbb.',
  });
  expect(fromMended(mended).id).toBe(fromMended({ ...mended, passedAt: 'c'.repeat(40) }).id);
});

test('an objection counts for the rules that it is about, and for no hard one that only stands in every prompt', () => {
  const rule = (id: string, change: Partial<Correction>): Correction => ({
    ...{ id, rule: id, source: id, severity: 'soft', createdAt: 'x', updatedAt: 'x' },
    trigger: { keywords: [], fileGlobs: [] },
    ...change,
  });
  const rules = [
    rule('npm', { trigger: { keywords: ['install'], fileGlobs: [] } }),
    rule('sql', { trigger: { keywords: [], fileGlobs: ['src/db/*.ts'] } }),
    rule('hard', { severity: 'hard' }),
  ];
  expect(about(rules, { text: 'Do not install it globally', paths: [] })).toEqual(['npm']);
  expect(about(rules, { text: 'No strings here', paths: ['src/db/users.ts'] })).toEqual(['sql']);
});
