import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { cutTo, plain } from '../../../electron/cli/output/text.ts';

test('text is cut to a width and says so', () => {
  expect(cutTo('abcdef', 4)).toBe('abc…');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
      expect(stringWidth(cutTo(text, width))).toBeLessThanOrEqual(width);
    }),
  );
  expect(cutTo('\u001b[31mabcdef\u001b[39m', 4)).toBe('\u001b[31mabc\u001b[39m…');
});

test('what a container says cannot steer the terminal', () => {
  expect(plain('a\u001b]0;owned\u0007b\r\nc\u202Ed')).not.toMatch(/[\p{Cc}\u202e]/u);
});
