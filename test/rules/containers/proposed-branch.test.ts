import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  branchQuestion,
  isWorthAsking,
  readBranchAnswer,
} from '../../../electron/engine/containers/proposed-branch-rules.ts';
import { branchSlug } from '../../../electron/engine/containers/slug.ts';

test.each(['feat/sign-in', ' fix/safari-payments\n', '`docs/readme`', '"test/login"', "'chore/a1'"])(
  'a plain name is taken: %j',
  (answer) => {
    expect(readBranchAnswer(answer)).toBe(answer.replaceAll(/[`"'\s]/g, ''));
  },
);

test.each([
  ...['', '\n', 'sign-in', 'feat/', '/sign-in', 'feat/a/b', 'feat//a', 'main', 'feature/sign-in', 'Feat/sign-in'],
  ...['../../x', 'feat/../x', 'feat/..', 'feat/a.lock', 'feat/@{1}', '--upload-pack=touch x', '-feat/x', 'feat/-x'],
  ...[
    'feat/x-',
    'feat/x y',
    'feat/x\nfix/y',
    'feat/x\n\nIt says what it is.',
    'The branch: feat/x',
    'feat/x\0',
    'feat/\u001b[31mx',
  ],
  ...[
    'feat/x\u202e',
    'feat/löschen',
    'feat/x;id',
    'feat/$(id)',
    '`feat/x"',
    '``feat/x``',
    'refs/heads/feat/x',
    'feat/x:y',
    'feat/x~1',
  ],
  `feat/${'x'.repeat(36)}`,
  `feat/${'x-'.repeat(50_000)}x`,
])('anything else is no name: %j', (answer) => {
  expect(readBranchAnswer(answer)).toBeUndefined();
});

test('whatever is answered, a name is of the form that names have without it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
      const named = [text, `feat/${text}`].map(readBranchAnswer).filter((name) => name !== undefined);
      for (const name of named) expect(name).toMatch(/^(feat|fix|docs|refactor|test|chore)\/[a-z0-9]+(-[a-z0-9]+)*$/);
    }),
  );
});

test('a name that a task makes would be taken as an answer as well', () => {
  fc.assert(
    fc.property(fc.lorem(), (task) => {
      const slug = branchSlug(task) ?? 'feat/task';
      expect(readBranchAnswer(slug)).toBe(slug);
    }),
  );
});

test('a task goes in as one JSON string on the last line, and of a long one the start', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (task) => {
      const lines = branchQuestion(task).split('\n');
      expect(lines.at(-1)).toBe('');
      expect(JSON.parse(lines.at(-2) ?? '')).toBe(task.trim());
    }),
  );
  expect(branchQuestion('x'.repeat(2_000_000)).length).toBeLessThan(6_000);
});

test('who left the last question unanswered is spared for fifteen minutes', () => {
  const now = new Date('2026-11-28T12:00:00Z');
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  expect([undefined, ago(15), ago(90), ago(-1)].map((at) => isWorthAsking(at, now))).toEqual([true, true, true, true]);
  expect([ago(0), ago(14.9)].map((at) => isWorthAsking(at, now))).toEqual([false, false]);
});
