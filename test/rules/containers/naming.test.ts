import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeBranch, nextName } from '../../../electron/engine/containers/naming.ts';

test('the first container of a branch is number 1', () => {
  expect(nextName('maestro-', 'feat/oauth', [])).toBe('maestro-feat-oauth-1');
});

test('a number is one more than the largest, so that a removed one is not given again while a later one lives', () => {
  expect(nextName('m-', 'feat/a', ['m-feat-a-1', 'm-feat-a-4'])).toBe('m-feat-a-5');
});

test('longer siblings do not count', () => {
  expect(nextName('m-', 'feat/auth', ['m-feat-auth-oauth-7', 'm-feat-auth-2-9', 'm-feat-authx-3'])).toBe(
    'm-feat-auth-1',
  );
});

test.each(['-gw', '-net', '-npm', '-uv', '-history'])('a left thing ending in %s keeps its number', (suffix) => {
  expect(nextName('m-', 'feat/a', [`m-feat-a-3${suffix}`])).toBe('m-feat-a-4');
});

test('other prefixes and names of other people do not count', () => {
  expect(nextName('m-', 'feat/a', ['x-feat-a-3', 'my-m-feat-a-9', 'm-feat-a-x', 'm-feat-a-'])).toBe('m-feat-a-1');
});

test('any branch of git gives a host name with room for its gateway', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), fc.nat(500), (branch, number) => {
      const first = nextName('maestro-', branch, []);
      const next = nextName('maestro-', branch, [first.replace(/1$/, String(number))]);
      expect(next).toBe(first.replace(/1$/, String(number + 1)));
      expect(`${next}-gw`).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
    }),
  );
});

test('a free branch is taken as it is', () => {
  expect(freeBranch('feat/login', ['main', 'feat/logout'])).toBe('feat/login');
});

test('a taken branch is numbered', () => {
  expect(freeBranch('feat/login', ['feat/login', 'feat/login-2'])).toBe('feat/login-3');
});

test('branches that git could not keep beside an existing one are avoided', () => {
  expect(freeBranch('feat/login', ['feat'])).toBe('feat-login');
  expect(freeBranch('feat/login', ['feat/login/form'])).toBe('feat/login-2');
});

test('a task without words is numbered', () => {
  expect(freeBranch(undefined, [])).toBe('feat/task-1');
  expect(freeBranch(undefined, ['feat/task-1'])).toBe('feat/task-2');
});
