import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ContainerState } from '../../../electron/contract/containers.ts';
import { BOARD_COLUMNS, boardColumnOf, boardColumns } from '../../../renderer/features/fleet/board-select.ts';
import { fleetRows } from '../../../renderer/features/fleet/select.ts';
import { takingTurns } from '../../../renderer/features/fleet/turns.ts';
import { orderOf, type Standing, walked, type Way } from '../../../renderer/features/fleet/walk-select.ts';
import { container, snapshotOf } from '../../support/container.ts';
import { creation } from '../../../electron/demo/fleet.ts';

const ALL = { filter: 'all', query: '' } as const;
const states = fc.array(fc.constantFrom(...ContainerState.options), { maxLength: 40 });

function rowsOf(wanted: readonly ContainerState[]) {
  return fleetRows(snapshotOf(wanted.map((state, index) => container(`c${index}`, { state }))), ALL);
}

test('every container stands in exactly one column of the board, in the order of the table', () => {
  fc.assert(
    fc.property(states, (wanted) => {
      const rows = rowsOf(wanted);
      const columns = boardColumns(rows);

      expect(
        columns
          .flatMap((column) => column.rows)
          .map(({ key }) => key)
          .toSorted(),
      ).toEqual(rows.map(({ key }) => key).toSorted());
      for (const column of columns) expect(column.rows).toEqual(rows.filter((row) => boardColumnOf(row) === column.id));
    }),
  );
});

test('columns stand by need, those without anything not at all, and trouble beside what asks', () => {
  const columns = boardColumns(rowsOf(['stopped', 'running', 'needs-you', 'stalled', 'interrupted', 'starting']));

  expect(columns.map(({ id, rows }) => [id, rows.length])).toEqual([
    ['needs-you', 1],
    ['trouble', 2],
    ['running', 2],
    ['stopped', 1],
  ]);
  expect(new Set(ContainerState.options.map((state) => boardColumns(rowsOf([state]))[0]?.id))).toEqual(
    new Set(BOARD_COLUMNS),
  );
});

test('a creation stands where things run, and a failed one where trouble is', () => {
  const creations = {
    a: creation('creation-a', {}),
    b: creation('creation-b', { state: 'failed' }),
  };
  const columns = boardColumns(fleetRows(snapshotOf([], { creations }), ALL));

  expect(columns.map(({ id, rows }) => [id, rows[0]?.key])).toEqual([
    ['trouble', 'creation-b'],
    ['running', 'creation-a'],
  ]);
});

const BOARD: Standing = { kind: 'columns', columns: [['a1', 'a2', 'a3'], ['b1'], ['c1', 'c2']] };
const GRID: Standing = { kind: 'lines', keys: ['1', '2', '3', '4', '5', '6', '7'], across: 3 };

test.each<[string, Way, string]>([
  ['a1', 'down', 'a2'],
  ['a3', 'down', 'a3'],
  ['a1', 'up', 'a1'],
  ['a3', 'right', 'b1'],
  ['b1', 'right', 'c1'],
  ['c2', 'right', 'c2'],
  ['c2', 'left', 'b1'],
  ['a1', 'left', 'a1'],
  ['a2', 'last', 'a3'],
  ['c2', 'first', 'c1'],
])('on the board, from %s %s leads to %s', (from, way, to) => {
  expect(walked(BOARD, from, way)).toBe(to);
});

test.each<[string, Way, string]>([
  ['1', 'down', '4'],
  ['5', 'down', '7'],
  ['7', 'down', '7'],
  ['6', 'down', '7'],
  ['2', 'up', '2'],
  ['5', 'up', '2'],
  ['3', 'right', '4'],
  ['1', 'left', '1'],
  ['7', 'right', '7'],
  ['5', 'first', '1'],
  ['5', 'last', '7'],
])('in the grid, from %s %s leads to %s', (from, way, to) => {
  expect(walked(GRID, from, way)).toBe(to);
});

test('from nowhere every key leads to the first, and in nothing to nothing', () => {
  for (const way of ['down', 'up', 'left', 'right', 'first', 'last'] as const) {
    expect(walked(BOARD, null, way)).toBe('a1');
    expect(walked(GRID, 'gone', way)).toBe('1');
    expect(walked({ kind: 'columns', columns: [] }, null, way)).toBeNull();
    expect(walked({ kind: 'lines', keys: [], across: 3 }, null, way)).toBeNull();
  }
});

test('a selection that grows takes the board column by column', () => {
  expect(orderOf(BOARD)).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'c2']);
});

test('no more run at once than may, and what nobody wants any more is left out', async () => {
  const inTurn = takingTurns(2);
  const ends: (() => void)[] = [];
  const unwanted = new AbortController();
  const began: number[] = [];
  const work = (number: number, signal = new AbortController().signal) =>
    inTurn(signal, () => {
      began.push(number);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const works = [work(1), work(2), work(3, unwanted.signal), work(4)];
  await Promise.resolve();
  expect(began).toEqual([1, 2]);

  unwanted.abort();
  ends[0]?.();
  await expect(works[2]).rejects.toThrow();
  await expect.poll(() => began).toEqual([1, 2, 4]);
  ends.slice(1).forEach((end) => end());
  await Promise.all([works[0], works[1], works[3]]);
});
