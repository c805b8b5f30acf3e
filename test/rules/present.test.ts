import { expect, test } from 'vitest';
import { present } from '../../electron/contract/present.ts';

test('keys without a value are absent, and the others keep their order', () => {
  const kept = present({ b: 0, a: undefined, d: null, c: '' });

  expect(Object.entries(kept)).toEqual([
    ['b', 0],
    ['d', null],
    ['c', ''],
  ]);
});

test('what is absent overwrites nothing', () => {
  const update: { title?: string | undefined } = { title: undefined };

  expect({ title: 'old', ...present(update) }).toEqual({ title: 'old' });
});
