import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import { type FocusEvent, type RefObject, useEffect, useReducer, useRef } from 'react';

/** What a list and its rows need so that the current row really has the focus, and is read out. */
export interface Roving {
  /** Goes on the list. */
  readonly list: {
    readonly tabIndex: -1;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
  /** The focus goes to the current row as soon as that is drawn: a key has moved it. */
  readonly follow: () => void;
}

/** The one row that Tab reaches is the current one; a list that gets the focus gives it to that row. */
export function useRoving(list: RefObject<HTMLElement | null>, row: string | null): Roving {
  const wanted = useRef(false);
  const had = useRef(false);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const active = document.activeElement;
    const isLost = had.current && (active === null || active === document.body);
    const isHere = active === list.current || (active?.hasAttribute('data-roving') === true && isIn(list, active));
    if (row === null || !(wanted.current || isLost || isHere)) return;
    const element = document.getElementById(row);
    if (element === null) return;
    wanted.current = false;
    if (element !== active) element.focus({ preventScroll: true });
  });
  const follow = (): void => {
    wanted.current = true;
    // A key at the end of a list moves to no other row, and still wants this one.
    drawAgain();
  };
  return {
    list: {
      tabIndex: -1,
      onFocus: ({ target, currentTarget }) => {
        had.current = true;
        if (target === currentTarget && row !== null) document.getElementById(row)?.focus({ preventScroll: true });
      },
      onBlur: ({ relatedTarget }) => {
        if (relatedTarget !== null) had.current = false;
      },
    },
    follow,
  };
}

/** What goes on a row: the current one is reached by Tab. */
export function rovingRow(current: boolean): { readonly 'data-roving': true; readonly tabIndex: 0 | -1 } {
  return { 'data-roving': true, tabIndex: current ? 0 : -1 };
}

/** Draws the current row wherever the list stands: it may have the focus. */
export function drawnRange(at: number): (range: Range) => number[] {
  return (range) => {
    const drawn = defaultRangeExtractor(range);
    return at < 0 || drawn.includes(at) ? drawn : [...drawn, at].toSorted((a, b) => a - b);
  };
}

function isIn(list: RefObject<HTMLElement | null>, element: Element): boolean {
  return list.current?.contains(element) === true;
}
