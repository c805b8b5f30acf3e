import { useEffect, useMemo, useRef } from 'react';
import { create } from 'zustand';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { useView, type View } from '../../client/view.ts';
import { foldedColumns, type Folded } from './columns-select.ts';
import { type FleetRow, fleetRows } from './select.ts';
import { type Held, useHeld } from './useHeld.ts';
import { cursorAfter } from '../../ui/cursor.ts';

/** Rows that an action is meant for besides the current one. They live as long as the page. */
export const useSelection = create<{ readonly keys: ReadonlySet<string> }>(() => ({ keys: new Set() }));

export interface Fleet extends Held<FleetRow> {
  readonly keys: readonly string[];
  /** The rows in the order that they should have by now. */
  readonly wanted: readonly FleetRow[];
  readonly cursor: string | null;
  readonly selected: ReadonlySet<string>;
  readonly view: View;
  readonly folded: readonly Folded[];
}

/** What the fleet shows now: its rows in order, the current row and the selected ones. */
export function useFleet(snapshot: Snapshot): Fleet {
  const view = useView();
  const { filter, query, sort } = view;
  const sorted = useMemo(() => fleetRows(snapshot, { filter, query, sort }), [snapshot, filter, query, sort]);
  const before = useMemo(() => formerKeys(snapshot), [snapshot]);
  const held = useHeld({ rows: sorted, choice: JSON.stringify([filter, query, sort]), before });
  const { rows } = held;
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const folded = useMemo(() => foldedColumns(Object.values(snapshot.containers)), [snapshot.containers]);
  const selected = useSelection((selection) => selection.keys);
  const last = useRef<readonly string[]>(keys);
  useEffect(() => {
    const cursor = cursorAfter(last.current, keys, useView.getState().cursor);
    last.current = keys;
    if (cursor !== useView.getState().cursor) useView.setState({ cursor });
  }, [keys]);
  const cursor = view.cursor !== null && keys.includes(view.cursor) ? view.cursor : (keys[0] ?? null);
  return { ...held, keys, wanted: sorted, cursor, selected, view, folded };
}

/** A container's row stands where its creation stood. */
function formerKeys({ creations }: Snapshot): ReadonlyMap<string, string> {
  return new Map(Object.values(creations).flatMap(({ name, id }) => (name === null ? [] : [[name, id]])));
}

/** The selected rows that are on screen; without any, the current one. */
export function targets({ keys, cursor, selected }: Fleet): readonly string[] {
  const chosen = keys.filter((key) => selected.has(key));
  if (chosen.length > 0) return chosen;
  return cursor === null ? [] : [cursor];
}

/** Makes a row the current one. */
export function makeCurrent(key: string): void {
  useView.setState({ cursor: key });
}

/** Selects a row, or takes it out of the selection. */
export function toggleSelected(key: string): void {
  useSelection.setState(({ keys }) => {
    const next = new Set(keys);
    if (!next.delete(key)) next.add(key);
    return { keys: next };
  });
}

/** Adds rows to the selection. */
export function select(chosen: readonly string[]): void {
  useSelection.setState(({ keys }) => ({ keys: new Set([...keys, ...chosen]) }));
}

/** Selects nothing. */
export function clearSelection(): void {
  useSelection.setState({ keys: new Set() });
}
