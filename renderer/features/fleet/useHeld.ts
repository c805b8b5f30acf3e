import { type FocusEvent, useEffect, useState } from 'react';
import { heldRows } from './order-select.ts';
import type { FleetRow } from './select.ts';

/** What holds the order of the rows, and lets it go. */
export interface Held {
  readonly rows: readonly FleetRow[];
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
}

interface Wanted {
  readonly rows: readonly FleetRow[];
  /** What the user chose to see: another choice is another order at once. */
  readonly choice: string;
  /** The key that a row had before. */
  readonly before: ReadonlyMap<string, string>;
}

/** Keeps the rows where they are while the pointer or the focus is among them. */
export function useHeld({ rows: wanted, choice, before }: Wanted): Held {
  const [by, setBy] = useState({ pointer: false, focus: false });
  const [kept, setKept] = useState({ order: keysOf(wanted), choice });
  const isHeld = (by.pointer || by.focus) && kept.choice === choice;
  const rows = isHeld ? heldRows(kept.order, wanted, before) : wanted;
  const order = keysOf(rows);
  const id = order.join('\n');
  useEffect(() => {
    setKept({ order: id.split('\n'), choice });
  }, [id, choice]);
  const isOld = isHeld && keysOf(wanted).join('\n') !== id;
  return {
    rows,
    isOld,
    renew: () => setKept({ order: keysOf(wanted), choice }),
    hold: {
      onPointerEnter: () => setBy({ ...by, pointer: true }),
      onPointerLeave: () => setBy({ ...by, pointer: false }),
      onFocus: () => setBy({ ...by, focus: true }),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setBy({ ...by, focus: false });
      },
    },
  };
}

function keysOf(rows: readonly FleetRow[]): string[] {
  return rows.map(({ key }) => key);
}
