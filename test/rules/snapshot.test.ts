import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missionKey } from '../../electron/contract/missions.ts';
import { applyChange, type Change, type Snapshot } from '../../electron/contract/snapshot.ts';
import { joinChanges } from '../../electron/engine/state.ts';

const entry = fc.option(fc.record({ state: fc.constantFrom('running', 'stopped') }), { nil: null });
const entries = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), entry);
const change = fc.record(
  {
    containers: entries,
    creations: entries,
    projects: entries,
    missions: entries,
    fields: fc.record({ loaded: fc.boolean() }),
  },
  { requiredKeys: [] },
);

function snapshotOf(names: readonly string[]): Snapshot {
  const containers = Object.fromEntries(names.map((name) => [name, { state: 'running' }]));
  const empty = { creations: {}, projects: {}, missions: {} };
  return { revision: 0, loaded: false, containers, ...empty } as unknown as Snapshot;
}

function numbered(draft: object, revision: number): Change {
  return { ...draft, revision };
}

test('two changes joined leave the same snapshot as one after the other', () => {
  fc.assert(
    fc.property(fc.subarray(['a', 'b', 'c']), change, change, (names, first, second) => {
      const start = snapshotOf(names);
      const [one, two] = [numbered(first, 1), numbered(second, 2)];
      expect(applyChange(start, joinChanges(one, two))).toEqual(applyChange(applyChange(start, one), two));
    }),
  );
});

test('entries that a change does not name keep their identity', () => {
  const start = snapshotOf(['a', 'b']);
  const next = applyChange(start, numbered({ containers: { b: null } }, 1));
  expect(next.containers['a']).toBe(start.containers['a']);
  expect(next.containers).not.toHaveProperty('b');
});

test('a change of fields leaves the entries untouched', () => {
  const start = snapshotOf(['a']);
  const next = applyChange(start, numbered({ fields: { loaded: true } }, 1));
  expect(next.loaded).toBe(true);
  expect(next.containers).toBe(start.containers);
});

test('missions of two projects with the same id are two entries', () => {
  expect(missionKey('/a', '2026-11-20-001')).not.toBe(missionKey('/b', '2026-11-20-001'));
});

test('a mission that is removed leaves, and its project stays as it is', () => {
  const key = missionKey('/a', '2026-11-20-001');
  const start = { ...snapshotOf([]), projects: { '/a': { stamp: 1 } }, missions: { [key]: {} } } as unknown as Snapshot;
  const next = applyChange(start, numbered({ missions: { [key]: null } }, 1));
  expect(next.missions).toEqual({});
  expect(next.projects).toBe(start.projects);
});
