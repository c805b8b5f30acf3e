import { moved } from '../../ui/cursor.ts';

/** Where the rows stand: one after the other with so many side by side, or in columns. */
export type Standing =
  | { readonly kind: 'lines'; readonly keys: readonly string[]; readonly across: number }
  | { readonly kind: 'columns'; readonly columns: readonly (readonly string[])[] };

export type Way = 'down' | 'up' | 'left' | 'right' | 'first' | 'last';

/** The row that a key leads to; the first one when the cursor was nowhere. */
export function walked(standing: Standing, from: string | null, way: Way): string | null {
  return standing.kind === 'lines' ? inLines(standing, from, way) : inColumns(standing.columns, from, way);
}

/** All rows, one after the other, as a selection that grows takes them. */
export function orderOf(standing: Standing): readonly string[] {
  return standing.kind === 'lines' ? standing.keys : standing.columns.flat();
}

/** Beyond the end of a line the next one begins; above the first line and below the last is nothing. */
function inLines({ keys, across }: Standing & { kind: 'lines' }, from: string | null, way: Way): string | null {
  const by = { down: across, up: -across, left: -1, right: 1, first: -keys.length, last: keys.length }[way];
  const at = from === null ? -1 : keys.indexOf(from);
  if (at === -1) return keys[0] ?? null;
  const isOut = way === 'up' ? at < across : way === 'down' && lineOf(at, across) === lineOf(keys.length - 1, across);
  return isOut ? from : moved(keys, from, by);
}

function lineOf(index: number, across: number): number {
  return Math.floor(index / across);
}

/** To the side it goes straight on, or as far down as that column reaches. */
function inColumns(columns: readonly (readonly string[])[], from: string | null, way: Way): string | null {
  const at = from === null ? -1 : columns.findIndex((column) => column.includes(from));
  const column = columns[at];
  if (column === undefined || from === null) return columns[0]?.[0] ?? null;
  if (way === 'left' || way === 'right') {
    const beside = columns[at + (way === 'left' ? -1 : 1)] ?? column;
    return beside[Math.min(column.indexOf(from), beside.length - 1)] ?? from;
  }
  const by = { down: 1, up: -1, first: -column.length, last: column.length }[way];
  return moved(column, from, by);
}
