import fc from 'fast-check';
import { expect, test } from 'vitest';
import { table } from '../../../electron/cli/output/printed-table.ts';
import { cutTo, displayWidth, plain } from '../../../electron/cli/output/text.ts';

test('wide letters, emoji and colours count as a terminal draws them', () => {
  expect(displayWidth('feat/x')).toBe(6);
  expect(displayWidth('日本')).toBe(4);
  expect(displayWidth('🔔 ok')).toBe(5);
  expect(displayWidth('e\u0301')).toBe(1);
  expect(displayWidth('\u001b[31mred\u001b[0m')).toBe(3);
});

test('columns line up whatever is in them', () => {
  const lines = table(
    ['A', 'B'],
    [
      ['日本', 'x'],
      ['abc', 'y'],
    ],
  ).split('\n');

  expect(lines).toEqual(['A     B', '-     -', '日本  x', 'abc   y']);
});

test('text is cut to a width and says so', () => {
  expect(cutTo('abcdef', 4)).toBe('abc…');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
      expect(displayWidth(cutTo(text, width))).toBeLessThanOrEqual(width);
    }),
  );
});

test('what a container says cannot steer the terminal', () => {
  expect(plain('a\u001b]0;owned\u0007b\r\nc\u202Ed')).not.toMatch(/[\p{Cc}\u202e]/u);
});
