import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CallerId, ContainerName } from '../../../electron/contract/ids.ts';
import type { Launch } from '../../../electron/contract/launches.ts';
import type { Score } from '../../../electron/contract/tournaments.ts';
import type { Seen } from '../../../electron/engine/project/launches/follow-rules.ts';
import {
  afterPick,
  byEvidence,
  copiesOf,
  copyMarks,
  statusOfCopies,
} from '../../../electron/engine/project/launches/tournament-rules.ts';

const idOf = (at: number): CallerId => CallerId.parse(`${String(at).padStart(8, '0')}-0000-4000-8000-000000000000`);
const [OLD, NEW] = [idOf(901), idOf(902)];

function launch(at: number, change: Partial<Launch> = {}): Launch {
  const rest = { agent: 'claude' as const, branch: `b-${at}`, base: 'c0', at: '2026-11-28T10:00:00.000Z' };
  return { id: idOf(at), container: ContainerName.parse(`one-${at}`), ...rest, ...change };
}

const copies = (count: number, change: Partial<Launch> = {}): Launch[] =>
  Array.from({ length: count }, (_, at) => launch(at + 1, { tournament: NEW, ...change }));

test('copies compete where the newest launch is one of several; one alone, or one that was not made, does not', () => {
  const namesOf = (launches: readonly Launch[]) => copiesOf(launches).map(({ container }) => container);
  expect(namesOf([launch(8, { tournament: OLD }), launch(9, { tournament: OLD }), ...copies(2)])).toEqual([
    'one-1',
    'one-2',
  ]);
  expect(namesOf([...copies(2), launch(7)])).toEqual([]);
  expect(namesOf(copies(1))).toEqual([]);
  expect(namesOf([...copies(1), launch(5, { tournament: NEW, container: null })])).toEqual([]);
  expect(namesOf([])).toEqual([]);
});

const seen = fc.constantFrom<Seen>(
  { kind: 'handed-in', head: 'c1', words: 'Done.' },
  { kind: 'handed-in', head: 'c2', words: 'Done.' },
  { kind: 'asks', at: '2026-11-28T10:00:00.000Z' },
  { kind: 'works' },
  { kind: 'limited', until: null },
  { kind: 'ended', why: 'Its agent ended.' },
);

test('whatever is seen of the copies, their feature leaves work only when nobody works, and to review if anybody handed in', () => {
  const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), seen), { maxLength: 30 });
  fc.assert(
    fc.property(events, (happened) => {
      const all = copies(3);
      for (const [at, what] of happened) {
        const one = all[at] as Launch;
        const marked = copyMarks(one, what);
        if (marked !== undefined) {
          expect(copyMarks(marked, what)).toBeUndefined();
          all[at] = marked;
        }
      }
      const isOver = ({ handedIn, ended }: Launch): boolean => handedIn !== undefined || ended !== undefined;
      const expected = all.some(({ handedIn }) => handedIn !== undefined) ? 'review' : 'pending';
      expect(statusOfCopies(all)).toBe(all.every(isOver) ? expected : undefined);
    }),
  );
});

test('a copy whose agent goes on after it had ended is at work again', () => {
  const [ended] = copies(1, { ended: 'It was stopped.' }) as [Launch];
  expect(copyMarks(ended, { kind: 'works' })).not.toHaveProperty('ended');
});

test('after a pick that work is the feature’s, and no launch is lost', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(), (count, nth) => {
      const before = [launch(50), ...copies(count)];
      const picked = copiesOf(before)[nth % count] as (typeof before)[number] & { container: ContainerName };
      const after = afterPick(before, picked);
      expect(copiesOf(after)).toEqual([]);
      expect(after.at(-1)).toMatchObject({ id: picked.id, picked: NEW });
      expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
      const over = after.slice(0, -1).filter(({ tournament }) => tournament === NEW);
      expect(over.every(({ ended }) => ended === `${picked.container} was picked.`)).toBe(true);
      expect(after.find(({ id }) => id === idOf(50))).toEqual(launch(50));
    }),
  );
});

test('a lasting order: proofs first, then who handed in, who failed least, and who changes least', () => {
  const score = (shortName: string, change: Partial<Score>): Score => ({
    ...{ container: ContainerName.parse(shortName), shortName, agent: 'claude', model: null, branch: 'b' },
    ...{ state: 'finished', handedIn: true, ended: null, tests: null, comments: 0, seconds: 1, usd: null, unseen: [] },
    ...{ proofs: { passed: 0, failed: 0, unproven: 0, open: 0 }, diff: null },
    ...change,
  });
  const proofs = (passed: number, failed: number) => ({ proofs: { passed, failed, unproven: 0, open: 0 } });
  const diff = (added: number) => ({ diff: { commits: 1, files: 1, added, removed: 0, uncommitted: 0, risks: 0 } });
  const expected = [
    score('proven-small', { ...proofs(2, 0), ...diff(10) }),
    score('proven-big', { ...proofs(2, 0), ...diff(500) }),
    score('less-proven', { ...proofs(1, 1), ...diff(1) }),
    score('failed', { ...proofs(0, 2), ...diff(1) }),
    score('open', { handedIn: false, ...diff(1) }),
    score('unseen', { handedIn: false }),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(expected, { minLength: expected.length }), (shuffled) => {
      expect([...shuffled].sort(byEvidence)).toEqual(expected);
    }),
  );
});
