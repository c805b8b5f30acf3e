import { expect, test } from 'vitest';
import { type Place, pressed } from '../../../electron/cli/menu.ts';

function after(keys: readonly string[], count = 12): Place | 'take' | 'leave' {
  let place: Place = { at: 0, digits: '' };
  for (const name of keys) {
    const next = pressed(place, { name }, count);
    if (typeof next === 'string') return next;
    place = next;
  }
  return place;
}

test('arrows go round', () => {
  expect(after(['down', 'j'])).toMatchObject({ at: 2 });
  expect(after(['up'])).toMatchObject({ at: 11 });
  expect(after(['end', 'down'])).toMatchObject({ at: 0 });
});

test('digits are the number of a row, two of them one number where there is such a row', () => {
  expect(after(['1', '2'])).toMatchObject({ at: 11 });
  expect(after(['1', '3'])).toMatchObject({ at: 2 });
  expect(after(['9', '0'])).toMatchObject({ at: 8 });
  expect(after(['3', 'up', '1'])).toMatchObject({ at: 0 });
});

test('Enter takes, and Esc, q and Ctrl-C leave', () => {
  expect(after(['down', 'return'])).toBe('take');
  for (const name of ['escape', 'q']) expect(after([name])).toBe('leave');
  expect(pressed({ at: 0, digits: '' }, { name: 'c', ctrl: true }, 2)).toBe('leave');
  expect(after(['x'])).toEqual({ at: 0, digits: '' });
});
