import { expect, test } from 'vitest';
import { harmless, harmlessJson } from '../../../electron/cli/output/harmless.ts';

test.each([
  ['a title of the window', '\u001b]0;mine\u0007x', ' ]0;mine x'],
  ['a cleared screen', '\u001b[2Jx', ' [2Jx'],
  ['a C1 sequence', '\u009b2Jx', ' 2Jx'],
  ['an overwritten line', 'real\rfake', 'real fake'],
  ['Windows line breaks', 'a\r\nb', 'a\nb'],
  ['tabs, lines and colours', '\u001b[31ma\u001b[0m\tb\nc', '\u001b[31ma\u001b[0m\tb\nc'],
])('%s does nothing to a terminal', (_what, text, shown) => {
  expect(harmless(text)).toBe(shown);
});

test('JSON keeps its value, and shows no control character', () => {
  const value = { title: '\u009b2J\u001b[2J\u007f' };
  expect(JSON.parse(harmlessJson(value))).toEqual(value);
  expect(harmlessJson(value)).toMatch(/^[\n\x20-\x7e]*$/);
});
