import { create } from 'zustand';
import type { FleetShape } from '../../client/view.ts';
import { boardColumns } from './board-select.ts';
import type { FleetRow } from './select.ts';
import type { Standing } from './walk-select.ts';

/** How many tiles of the grid its window has room for, side by side and one below the other. */
export const useRoom = create<{ readonly across: number; readonly down: number }>(() => ({ across: 1, down: 1 }));

/** Where rows stand in a shape of the fleet, for the keys that walk. */
export function standingOf(shape: FleetShape, rows: readonly FleetRow[], across: number): Standing {
  if (shape === 'board') return { kind: 'columns', columns: boardColumns(rows).map((column) => keysOf(column.rows)) };
  return { kind: 'lines', keys: keysOf(rows), across: shape === 'grid' ? across : 1 };
}

function keysOf(rows: readonly FleetRow[]): string[] {
  return rows.map(({ key }) => key);
}
