import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptDrafts } from '../../../renderer/client/drafts.ts';

test('what was typed and not sent is kept, as long as there is room; empty forms are not', () => {
  const long = 'x'.repeat(200_000);
  expect(keptDrafts({ a: 'one', b: '', c: long })).toEqual({ a: 'one' });
  expect(keptDrafts({})).toEqual({});
});

test('whatever is typed, no more is kept than a browser takes', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ maxLength: 50 })), fc.nat(40), (drafts, times) => {
      const grown = Object.fromEntries(Object.entries(drafts).map(([name, text]) => [name, text.repeat(times * 1000)]));
      const kept = Object.entries(keptDrafts(grown));
      expect(kept.reduce((sum, [name, text]) => sum + name.length + text.length, 0)).toBeLessThanOrEqual(200_000);
      for (const [name, text] of kept) expect(grown[name]).toBe(text);
    }),
  );
});
