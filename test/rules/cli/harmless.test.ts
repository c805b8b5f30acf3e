import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownText } from '../../../electron/contract/text.ts';
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

test('whatever is printed, no mark turns or hides a text, and what is plain stays as it is', () => {
  expect(harmless('\u001b[31muser\u202etxt.exe\u001b[0m ma\u200bin')).toBe(
    '\u001b[31muser\ufffdtxt.exe\u001b[0m ma\ufffdin',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const printed = harmless(text);
      expect(printed).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u{e0000}-\u{e0fff}]/u);
      expect(harmless(shownText(text))).toBe(shownText(text));
    }),
  );
});

test('JSON keeps every value, shows no mark, and stays what it is when it is printed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u202e', 'a\u200d', '\u{e0041}', '\ufe0f'))),
      (value) => {
        const text = harmlessJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(harmless(text)).toBe(text);
      },
    ),
  );
});

test('JSON keeps its value, and shows no control character', () => {
  const value = { title: '\u009b2J\u001b[2J\u007f' };
  expect(JSON.parse(harmlessJson(value))).toEqual(value);
  expect(harmlessJson(value)).toMatch(/^[\n\x20-\x7e]*$/);
});
