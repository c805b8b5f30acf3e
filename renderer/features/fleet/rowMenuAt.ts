import { create } from 'zustand';
import { makeCurrent } from './useFleet.ts';

/** The row whose menu is open, and where on screen it opens. */
export interface RowMenuAt {
  readonly key: string;
  readonly anchor: Element;
}

/** A closed menu still knows its row, so that it can leave the screen where it stood. */
export const useRowMenu = create<{ readonly open: boolean; readonly at: RowMenuAt | null }>(() => ({
  open: false,
  at: null,
}));

/** Opens the menu of a row at an element, and makes the row the current one. */
export function openRowMenu(key: string, anchor: Element): void {
  makeCurrent(key);
  useRowMenu.setState({ open: true, at: { key, anchor } });
}

/** Closes the menu; it fades where it stood. */
export function closeRowMenu(): void {
  useRowMenu.setState({ open: false });
}

/** Opens the menu of a row that is on screen, as its key does. */
export function openRowMenuByKey(key: string): void {
  const row = document.getElementById(rowId(key));
  const anchor = row?.querySelector('[data-menu]') ?? row;
  if (anchor !== null) openRowMenu(key, anchor);
}

/** The element of a row. */
export function rowId(key: string): string {
  return `row-${key}`;
}
