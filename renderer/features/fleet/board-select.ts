import type { ContainerState } from '../../../electron/contract/containers.ts';
import type { FleetRow } from './select.ts';

/** The columns of the board, from what needs the user most to what needs nobody. */
export const BOARD_COLUMNS = [
  'needs-you',
  'trouble',
  'running',
  'quiet',
  'limit',
  'finished',
  'dormant',
  'stopped',
] as const;
export type BoardColumnId = (typeof BOARD_COLUMNS)[number];

export const BOARD_WORDS: Readonly<Record<BoardColumnId, string>> = {
  'needs-you': 'Needs you',
  trouble: 'In trouble',
  running: 'Running',
  quiet: 'Quiet',
  limit: 'Limit',
  finished: 'Finished',
  dormant: 'Dormant',
  stopped: 'Stopped',
};

const COLUMN: Readonly<Record<ContainerState, BoardColumnId>> = {
  'needs-you': 'needs-you',
  error: 'trouble',
  interrupted: 'trouble',
  incomplete: 'trouble',
  stalled: 'trouble',
  starting: 'running',
  running: 'running',
  quiet: 'quiet',
  limit: 'limit',
  finished: 'finished',
  dormant: 'dormant',
  stopped: 'stopped',
};

/** One column of the board, and what stands in it from above. */
export interface BoardColumn {
  readonly id: BoardColumnId;
  readonly rows: readonly FleetRow[];
}

/** The columns that have something in them; within each, rows stand in the order that they came in. */
export function boardColumns(rows: readonly FleetRow[]): BoardColumn[] {
  return BOARD_COLUMNS.map((id) => ({ id, rows: rows.filter((row) => boardColumnOf(row) === id) })).filter(
    (column) => column.rows.length > 0,
  );
}

/** Where a row stands: a creation runs, until it has failed. */
export function boardColumnOf(row: FleetRow): BoardColumnId {
  if (row.kind === 'container') return COLUMN[row.container.state];
  return row.creation.state === 'failed' ? 'trouble' : 'running';
}
