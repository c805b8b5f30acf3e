import { type ComponentProps, useEffect, useMemo, useRef, useState } from 'react';
import { useView } from '../../client/view.ts';
import { cursorAfter, moved } from '../../ui/cursor.ts';
import { useHeld } from '../fleet/useHeld.ts';
import type { InboxItem } from './inbox-item.ts';
import { type InboxRow, type InboxSection, rowsOf, sectionsOf } from './still-select.ts';

/** The rows of the inbox as they stand, and the one that keys are about. */
export interface InboxList {
  readonly sections: readonly InboxSection[];
  readonly current: InboxItem | undefined;
  readonly isOld: boolean;
  readonly renew: () => void;
  readonly hold: Pick<ComponentProps<'div'>, 'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'>;
  /** Moves the cursor by so many rows. */
  readonly step: (by: number) => void;
}

const NOBODY: ReadonlyMap<string, string> = new Map();

/** Keeps rows where they are while pointer or focus are among them. */
export function useInboxList(items: readonly InboxItem[]): InboxList {
  const wanted = useMemo(() => rowsOf(items), [items]);
  const held = useHeld({ rows: wanted, choice: '', before: NOBODY });
  const [pointed, setPointed] = useState<readonly InboxRow[] | null>(null);
  const sections = sectionsOf(held.rows, pointed, held.order);
  const keys = sections.flatMap(({ rows }) => rows.flatMap(({ item, isGone }) => (isGone ? [] : [item.key])));
  const waiting = useView((view) => view.waiting);
  const last = useRef<readonly string[]>(keys);
  const all = keys.join('\n');
  useEffect(() => {
    const now = all === '' ? [] : all.split('\n');
    const cursor = cursorAfter(last.current, now, useView.getState().waiting);
    last.current = now;
    if (cursor !== useView.getState().waiting) useView.setState({ waiting: cursor });
  }, [all]);
  const cursor = waiting !== null && keys.includes(waiting) ? waiting : (keys[0] ?? null);
  const { hold, renew } = held;
  const isOld = held.isOld || sections.some(({ id }) => id === 'new');
  const step = (by: number): void => {
    // A key names its row, so it takes over the order that the rows should have by now.
    if (isOld) renew();
    const next = moved(isOld ? wanted.map(({ item }) => item.key) : keys, waiting === null ? null : cursor, by);
    if (next !== null) useView.setState({ waiting: next });
  };
  return {
    sections,
    current: items.find(({ key }) => key === cursor),
    isOld,
    renew: () => {
      setPointed(null);
      renew();
    },
    hold: {
      ...hold,
      onPointerEnter: () => {
        setPointed(held.rows);
        hold.onPointerEnter();
      },
      onPointerLeave: () => {
        setPointed(null);
        hold.onPointerLeave();
      },
    },
    step,
  };
}
