import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idNamed, idsNamed } from '../../../electron/engine/project/records/name-rules.ts';

const assertions = [
  { id: 'auth-impl-assertion-1', text: 'auth-login-works' },
  { id: 'auth-impl-assertion-10', text: 'auth-logout-works' },
  { id: 'auth-plan-assertion-1', text: 'auth-login-works too' },
];

test.each([
  ['auth-impl-assertion-1', 'auth-impl-assertion-1'],
  ['auth-login-works', 'auth-impl-assertion-1'],
  [' auth-logout-works ', 'auth-impl-assertion-10'],
  ['auth-p', 'auth-plan-assertion-1'],
  ['nobody', undefined],
  ['', undefined],
])('%j names %j', (typed, id) => {
  expect(idNamed(typed, assertions)).toBe(id);
});

test('what may be several is refused, and the candidates are named', () => {
  expect(() => idNamed('auth-i', assertions)).toThrow(
    '"auth-i" may be auth-impl-assertion-1 or auth-impl-assertion-10.',
  );
  expect(() =>
    idNamed('same', [
      { id: 'a', text: 'same' },
      { id: 'b', text: 'same' },
    ]),
  ).toThrow('may be a or b');
});

test('any beginning leads to ids that begin so, and a whole id to itself alone', () => {
  const ids = fc.uniqueArray(
    fc.string({ minLength: 1, maxLength: 6 }).filter((id) => id.trim() === id && id !== ''),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(ids, fc.nat(), fc.nat(), (all, at, cut) => {
      const id = all[at % all.length] ?? '';
      const typed = id.slice(0, 1 + (cut % id.length));
      const among = all.map((one) => ({ id: one }));

      expect(idsNamed(id, among)).toEqual([id]);
      const found = idsNamed(typed, among);
      expect(found.length === 0 ? typed.trim() : '').toBe('');
      for (const one of found) expect(one.startsWith(typed.trim())).toBe(true);
    }),
  );
});
