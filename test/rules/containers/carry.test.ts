import { expect, test } from 'vitest';
import { modeHere, placeOf, staysInside } from '../../../electron/engine/containers/carry-rules.ts';

test('an entry goes below the target, or nowhere', () => {
  expect(placeOf('dist/a//./b', 'linux')).toEqual(['dist', 'a', 'b']);
  for (const name of ['/etc/passwd', 'dist/../../x', '..', '', './', 'a\0b'])
    expect(placeOf(name, 'linux')).toBeUndefined();
  expect(placeOf('dist/C:\\x', 'win32')).toBeUndefined();
});

test('a link stays below the first name, whatever stands on its way', () => {
  const place = ['dist', 'a', 'link'];
  for (const target of ['b', '../b', './b/c', '..']) expect(staysInside(place, target), target).toBe(true);
  for (const target of ['/b', '../../b', 'b/../c', '../b/../c', '', 'b\\c'])
    expect(staysInside(place, target), target).toBe(false);
  expect(staysInside(['dist'], 'b')).toBe(false);
});

test('a file runs as nobody else, and its owner can read it', () => {
  expect(modeHere(0o6755)).toBe(0o755);
  expect(modeHere(0o000)).toBe(0o600);
  expect(modeHere(undefined)).toBe(0o644);
});
