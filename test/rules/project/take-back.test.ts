import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHANGED_SINCE, takeBack } from '../../../electron/engine/project/follow/take-back-rules.ts';

interface Entry {
  readonly id: string;
  readonly result: string;
  readonly updatedAt: number;
}

const IDS = ['a', 'b', 'c', 'd', 'e'];
const RESULTS = fc.constantFrom('pending', 'passed', 'failed');
const FILE = fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1 }).map((ids) => ids.map((id) => entry(id)));
/** What somebody did to the entry of an id; null: took it away. */
const DEEDS = fc.array(fc.tuple(fc.constantFrom(...IDS), fc.option(RESULTS)), { maxLength: 4 });

function entry(id: string, result = 'first', updatedAt = 0): Entry {
  return { id, result, updatedAt };
}

function changed(file: readonly Entry[], deeds: readonly (readonly [string, string | null])[], at: number): Entry[] {
  return deeds.reduce<Entry[]>(
    (entries, [id, result]) => {
      if (result === null) return entries.filter((one) => one.id !== id);
      const next = entry(id, result, at);
      return entries.some((one) => one.id === id)
        ? entries.map((one) => (one.id === id ? next : one))
        : [...entries, next];
    },
    [...file],
  );
}

function byId(entries: readonly Entry[]): Record<string, Entry> {
  return Object.fromEntries(entries.map((one) => [one.id, one]));
}

test('what others did to other entries stays, whatever is taken back of a list', () => {
  fc.assert(
    fc.property(FILE, DEEDS, DEEDS, (before, mine, theirs) => {
      const own = new Set(mine.map(([id]) => id));
      const apart = theirs.filter(([id]) => !own.has(id));
      const after = changed(before, mine, 1);
      const now = changed(after, apart, 2);

      const left = takeBack({ entries: before }, { entries: after }, { entries: now }) as { entries: Entry[] };

      expect(byId(left.entries)).toEqual(byId(changed(before, apart, 2)));
    }),
  );
});

test('what was changed twice is not taken back', () => {
  const before = { title: 'one', owner: 'ada' };
  const after = { title: 'two', owner: 'ada' };

  expect(takeBack(before, after, { title: 'three', owner: 'ada' })).toBe(CHANGED_SINCE);
  expect(takeBack(before, after, { title: 'two', owner: 'bob' })).toEqual({ title: 'one', owner: 'bob' });
  expect(takeBack([1], [1, 2], [1, 2, 3])).toBe(CHANGED_SINCE);
});

test('an entry that is put back stands where it stood, and when a record was written last is no second change', () => {
  const [a, b, c] = [entry('a'), entry('b'), entry('c')];

  expect(takeBack([a, b, c], [a, c], [a, entry('c', 'passed', 5)])).toEqual([a, b, entry('c', 'passed', 5)]);
  expect(takeBack({ x: 1, updatedAt: 1 }, { x: 2, updatedAt: 2 }, { x: 2, y: 3, updatedAt: 3 })).toEqual({
    x: 1,
    y: 3,
    updatedAt: 3,
  });
});
