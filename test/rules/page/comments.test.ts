import { expect, test } from 'vitest';
import type { PlacedComment } from '../../../electron/contract/comments.ts';
import { CallerId } from '../../../electron/contract/ids.ts';
import {
  countsOf,
  countsText,
  inOrder,
  passes,
  subjectOf,
  threadsOf,
} from '../../../renderer/features/review/comments/comment-select.ts';
import { patchLines } from '../../../renderer/features/review/diff/patch-select.ts';

const LINES = patchLines(`diff --git a/a b/a
@@ -1,4 +1,5 @@
 one
-two
-three
+TWO
+2.5
+THREE
 four
@@ -20 +21 @@
-twenty
+TWENTY
`);
// hunk one -two -three +TWO +2.5 +THREE four hunk -twenty +TWENTY
const [ONE, TWO, THREE, NEW_TWO, , NEW_THREE, FOUR, , TWENTY] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

function placed(fields: Partial<PlacedComment>): PlacedComment {
  const spot = { path: 'a', side: 'new' as const, from: 1, to: 1 };
  const anchor = { base: null, head: 'a'.repeat(40), was: null, quoted: ['one'] };
  const moments = { madeAt: '2026-01-01T00:00:00.000Z', changedAt: '2026-01-01T00:00:00.000Z' };
  const place = { kind: 'at' as const, spot: fields.spot ?? spot, moved: false };
  const rest = { prompt: null, problem: null, since: null, branch: 'b', text: 't', state: 'draft' as const };
  return { id: CallerId.parse('comment-1'), spot, anchor, ...moments, place, ...rest, ...fields };
}

test('picked lines are those of the side on which picking began, whichever way, and end with their hunk', () => {
  const of = (from: number, to: number) => subjectOf(LINES, { from, to }, 'a');

  expect(of(NEW_TWO, NEW_TWO)).toEqual({ spot: { path: 'a', side: 'new', from: 2, to: 2 }, quoted: ['TWO'], at: 4 });
  expect(of(TWO, THREE)?.spot).toEqual({ path: 'a', side: 'old', from: 2, to: 3 });
  expect(of(THREE, TWO)).toEqual(of(TWO, THREE));
  expect(of(TWO, FOUR)).toEqual({
    spot: { path: 'a', side: 'old', from: 2, to: 4 },
    quoted: ['two', 'three', 'four'],
    at: FOUR,
  });
  expect(of(ONE, NEW_THREE)).toEqual({
    spot: { path: 'a', side: 'new', from: 1, to: 4 },
    quoted: ['one', 'TWO', '2.5', 'THREE'],
    at: NEW_THREE,
  });
  expect(of(FOUR, TWENTY)?.spot).toMatchObject({ from: 5, to: 5 });
  expect(of(0, 1)).toBeUndefined();
});

test('comments stand below the last of their lines, and those without lines above all', () => {
  const old = placed({ id: CallerId.parse('comment-old'), spot: { path: 'a', side: 'old', from: 2, to: 3 } });
  const now = placed({ id: CallerId.parse('comment-now'), spot: { path: 'a', side: 'new', from: 3, to: 3 } });
  const gone = placed({ id: CallerId.parse('comment-gone'), place: { kind: 'outdated' } });
  const far = placed({ id: CallerId.parse('comment-far'), spot: { path: 'a', side: 'new', from: 90, to: 90 } });
  const other = placed({ id: CallerId.parse('comment-other'), spot: { path: 'b', side: 'new', from: 1, to: 1 } });

  const { below, above } = threadsOf(LINES, [old, now, gone, far, other], 'a');

  expect([...below]).toEqual([
    [3, [old]],
    [5, [now]],
  ]);
  expect(above).toEqual([gone, far]);
});

test('comments are counted by how far they are and by file, filtered, and stand in the order of the files', () => {
  const all = [
    placed({ spot: { path: 'b', side: 'new', from: 9, to: 9 } }),
    placed({ state: 'answered', spot: { path: 'a', side: 'new', from: 9, to: 9 } }),
    placed({ state: 'resolved', spot: { path: 'a', side: 'new', from: 3, to: 3 } }),
    placed({ state: 'reopened', spot: { path: 'gone', side: 'new', from: 1, to: 1 } }),
    placed({ spot: { path: 'b', side: 'new', from: 2, to: 2 } }),
  ];

  expect(countsText(all)).toBe('2 drafts, 1 reopened, 1 answered and 1 resolved');
  expect([...countsOf(all)]).toEqual([
    ['b', 2],
    ['a', 1],
    ['gone', 1],
  ]);
  expect(all.filter((comment) => passes(comment, 'open'))).toHaveLength(3);
  expect(all.filter((comment) => passes(comment, 'answered'))).toHaveLength(1);
  expect(inOrder(all, [{ path: 'a' }, { path: 'b' }]).map(({ spot }) => `${spot.path}:${spot.from}`)).toEqual([
    'a:3',
    'a:9',
    'b:2',
    'b:9',
    'gone:1',
  ]);
});
