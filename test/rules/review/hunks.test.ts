import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meetingLines, readHunks } from '../../../electron/engine/review/hunk-rules.ts';

test('hunks are read by file, also where contents look like a patch and names are odd', () => {
  const patch = [
    'diff --git a/x b/x',
    '--- a/x',
    '+++ b/x',
    '@@ -2,2 +2,2 @@ context',
    '--- a/evil',
    '-b',
    '\\ No newline at end of file',
    '+++ b/evil',
    '+@@ -9 +9 @@',
    '\\ No newline at end of file',
    '@@ -7,0 +8 @@',
    '+new',
    'diff --git "a/t\\tb\\303\\251" "b/t\\tb\\303\\251"',
    '--- /dev/null',
    '+++ "b/t\\tb\\303\\251"',
    '@@ -0,0 +1 @@',
    '+one',
    'diff --git a/a b b/a b',
    '--- a/a b\t',
    '+++ /dev/null',
    '@@ -1 +0,0 @@',
    '-one',
    '',
  ].join('\n');

  expect([...readHunks(patch)]).toEqual([
    [
      'x',
      [
        { from: 2, to: 3 },
        { from: 7, to: 7 },
      ],
    ],
    ['t\tbé', [{ from: 0, to: 0 }]],
    ['a b', [{ from: 1, to: 1 }]],
  ]);
});

const ranges = fc.array(
  fc.tuple(fc.nat(60), fc.nat(8)).map(([from, more]) => ({ from, to: from + more })),
  { maxLength: 12 },
);

function numbers(list: readonly { from: number; to: number }[]): number[] {
  const all = list.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
  return [...new Set(all)].sort((one, other) => one - other);
}

test('lines meet where both sides have them, whatever their order', () => {
  fc.assert(
    fc.property(ranges, ranges, (one, other) => {
      const met = meetingLines(one, other);
      const both = numbers(one).filter((line) => numbers(other).includes(line));
      expect(numbers(met)).toEqual(both);
      expect(meetingLines(other, one)).toEqual(met);
    }),
  );
});
