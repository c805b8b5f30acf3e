import { expect, test } from 'vitest';
import { sidesOf } from '../../../electron/engine/project/records/conflict-rules.ts';

test('both sides of a merge are read, with several conflicts, either line end, and a base between them', () => {
  const text = [
    'a',
    '<<<<<<< HEAD',
    'b',
    '||||||| 1234',
    'base',
    '=======',
    'c',
    '>>>>>>> x',
    'd',
    '<<<<<<<',
    '=======',
    'e',
    '>>>>>>>',
    '',
  ];

  expect(sidesOf(text.join('\n'))).toEqual({ ours: 'a\nb\nd\n', theirs: 'a\nc\nd\ne\n' });
  expect(sidesOf(text.join('\r\n'))?.ours).toBe('a\r\nb\r\nd\r\n');
});

test.each([
  'no marks',
  'a\n=======\nb',
  '<<<<<<< HEAD\na\n=======\nb',
  '<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c',
  '"<<<<<<< x"',
])('what is no whole conflict has no sides: %j', (text) => {
  expect(sidesOf(text)).toBeUndefined();
});
