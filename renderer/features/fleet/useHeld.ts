import { type FocusEvent, useState } from 'react';
import { heldRows } from './order-select.ts';

interface Keyed {
  readonly key: string;
}

/** What holds the order of the rows, and lets it go. */
export interface Held<Row extends Keyed> {
  readonly rows: readonly Row[];
  /** Goes on the table: pointer or focus in it hold the order. */
  readonly hold: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
  /** Takes over the order that the rows should have by now. */
  readonly renew: () => void;
  /** The rows should stand in another order by now. */
  readonly isOld: boolean;
  /** The order that is held; null: none is. */
  readonly order: readonly string[] | null;
}

interface Wanted<Row extends Keyed> {
  readonly rows: readonly Row[];
  /** What the user chose to see: another choice is another order at once. */
  readonly choice: string;
  /** The key that a row had before. */
  readonly before: ReadonlyMap<string, string>;
}

/** Keeps the rows where they are while the pointer or the focus is among them. */
export function useHeld<Row extends Keyed>({ rows: wanted, choice, before }: Wanted<Row>): Held<Row> {
  const [by, setBy] = useState({ pointer: false, focus: false });
  const [kept, setKept] = useState<{ readonly order: readonly string[]; readonly choice: string } | null>(null);
  const now = { order: keysOf(wanted), choice };
  if (kept !== null && kept.choice !== choice) setKept(now);
  const rows = kept === null ? wanted : heldRows(kept.order, wanted, before);
  const turn = (change: Partial<typeof by>): void => {
    const next = { ...by, ...change };
    setBy(next);
    if (next.pointer || next.focus) setKept(kept ?? now);
    else setKept(null);
  };
  return {
    rows,
    order: kept?.order ?? null,
    isOld: rows.some(({ key }, index) => key !== now.order[index]),
    renew: () => setKept(kept === null ? null : now),
    hold: {
      onPointerEnter: () => turn({ pointer: true }),
      onPointerLeave: () => turn({ pointer: false }),
      onFocus: () => turn({ focus: true }),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) turn({ focus: false });
      },
    },
  };
}

function keysOf(rows: readonly Keyed[]): string[] {
  return rows.map(({ key }) => key);
}
