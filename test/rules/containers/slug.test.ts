import fc from 'fast-check';
import { expect, test } from 'vitest';
import { branchSlug } from '../../../electron/engine/containers/slug.ts';

test.each([
  ['implement OAuth authentication', 'feat/oauth-authentication'],
  ['Fix the bug in issue #123 where payments fail on Safari', 'fix/bug-issue-123-payments-fail-safari'],
  ['Add tests for the login page', 'test/tests-login-page'],
  ['update the README with install steps', 'docs/update-readme-install-steps'],
  ['Please bump dependencies', 'chore/dependencies'],
  ['refactor the parser', 'refactor/parser'],
  ['refactor', 'refactor/refactor'],
  ["Don't crash when a user's name is empty", 'fix/dont-crash-users-name-empty'],
  ['\n\n  \nAdd a `--json` flag\n\nand many more lines', 'feat/json-flag'],
  ['修复登录错误', 'feat/xiu-fu-deng-lu-cuo-wu'],
  ['Исправь ошибку входа', 'feat/isprav-oshibku-vhoda'],
  ['constructor __proto__ toString', 'feat/constructor-proto-tostring'],
])('%j becomes %s', (task, branch) => {
  expect(branchSlug(task)).toBe(branch);
});

test('a task without letters and digits gives no branch', () => {
  expect(branchSlug('🎉🎉 … !!!')).toBeUndefined();
});

test('a huge task is named by its start', () => {
  expect(branchSlug(`Add search\n${'x'.repeat(2_000_000)}`)).toBe('feat/search');
});

test('every branch is short, plain and typed', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem(), fc.string({ unit: 'binary' })), (task) => {
      const branch = branchSlug(task);
      expect(branch ?? 'feat/x').toMatch(/^(feat|fix|docs|refactor|test|chore)\/[a-z0-9]+(-[a-z0-9]+)*$/);
      expect((branch ?? '').length).toBeLessThanOrEqual(40);
    }),
    { numRuns: 500 },
  );
});
