import { expect, test } from 'vitest';
import { table } from '../../../electron/cli/output/printed-table.ts';

test('columns line up whatever is in them', () => {
  const rows = ['日本', 'abc', '🔔', 'e\u0301', '\u001b[31mred\u001b[0m'].map((cell) => [cell, 'x']);

  expect(table(['A', 'B'], rows).split('\n')).toEqual([
    ...['A     B', '-     -', '日本  x', 'abc   x', '🔔    x', 'e\u0301     x', '\u001b[31mred\u001b[0m   x'],
  ]);
});
