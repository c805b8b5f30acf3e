import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { Place } from './place.ts';

export const FILTERS = ['all', 'needs', 'running', 'idle', 'stopped'] as const;
export type Filter = (typeof FILTERS)[number];

/** The columns of the fleet, as they stand. */
export const FLEET_COLUMNS = ['state', 'container', 'agent', 'task', 'git', 'active', 'sign-in', 'isolation'] as const;
export type FleetColumn = (typeof FLEET_COLUMNS)[number];

/** How the fleet is drawn: as a table, as a board by state, or as a grid of what the terminals show. */
export const FLEET_SHAPES = ['table', 'board', 'grid'] as const;
export type FleetShape = (typeof FLEET_SHAPES)[number];

/** What the user chose to look at. It survives a reload of this window, and says nothing about containers themselves. */
export interface View {
  readonly filter: Filter;
  readonly query: string;
  /** Key of the fleet's current row: a container's name or a creation's id. */
  readonly cursor: string | null;
  /** Key of the inbox's current item. */
  readonly waiting: string | null;
  /** The list that was shown last: the way back leads there. */
  readonly list: 'inbox' | 'fleet';
  /** The column that the fleet is sorted by; null: what needs the user first. */
  readonly sort: { readonly column: FleetColumn; readonly down: boolean } | null;
  readonly shape: FleetShape;
  readonly dense: boolean;
  /** Whether the table measures CPU and memory. */
  readonly load: boolean;
  /** Whether the details are open; null follows the width of the window. */
  readonly details: boolean | null;
  readonly screenReader: boolean;
  /** Both sides of a difference stand beside each other. */
  readonly splitDiff: boolean;
  /** Differences in blanks alone are shown. */
  readonly showsBlanks: boolean;
  /** The project and mission that were shown last. */
  readonly project: string | null;
  readonly mission: string | null;
}

const START: View = {
  filter: 'all',
  query: '',
  cursor: null,
  waiting: null,
  list: 'fleet',
  sort: null,
  shape: 'table',
  dense: false,
  load: true,
  details: null,
  screenReader: false,
  splitDiff: false,
  showsBlanks: true,
  project: null,
  mission: null,
};

export const useView = create<View>()(
  persist(() => START, { name: 'maestro.view', storage: createJSONStorage(() => sessionStorage) }),
);

/** The row that keys are about in the list of a place; null where it has none. */
export function useCurrentRow({ at }: Pick<Place, 'at'>): string | null {
  return useView(({ cursor, waiting }) => (at === 'fleet' ? cursor : at === 'inbox' ? waiting : null));
}
