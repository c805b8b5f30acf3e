import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LastLines, PEEKED_LINE_CHARS } from '../../../electron/contract/terminals.ts';
import { lastOf, shownLine } from '../../../electron/engine/terminals/lines-rules.ts';

test('the last lines end with the last one that says anything', () => {
  expect(lastOf(['one', 'two  ', '', 'three ', '', '   '], 3)).toEqual(['two', '', 'three']);
  expect(lastOf(['', ' '], 3)).toEqual([]);
});

test('nothing in a line commands a terminal or hides, and no line is longer than a peek may be', () => {
  expect(shownLine('\u001b[31mred \u202eevil')).toBe('␛[31mred \ufffdevil');
  expect(shownLine('x'.repeat(5_000))).toBe(`${'x'.repeat(PEEKED_LINE_CHARS - 1)}…`);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1_500 }), (line) => {
      const shown = shownLine(line);

      expect(LastLines.safeParse({ lines: [shown] }).success).toBe(true);
      // eslint-disable-next-line no-control-regex
      expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
      expect(/[\ud800-\udbff](?![\udc00-\udfff])/.test(shown)).toBe(false);
    }),
    { numRuns: 40 },
  );
});
