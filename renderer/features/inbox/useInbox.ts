import { useMemo } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { useClock } from '../../ui/clock.ts';
import type { InboxItem } from './inbox-item.ts';
import { inboxItems } from './inbox-select.ts';
import { isAside, parted } from './snooze-select.ts';
import { useSnoozes } from './snoozes.ts';

/** What waits for the user now. */
export interface Inbox {
  readonly shown: readonly InboxItem[];
  /** Put aside, and to be woken. */
  readonly snoozed: readonly InboxItem[];
  /** How many of those that are shown block somebody. */
  readonly blocking: number;
}

/** The inbox of a snapshot without what the user has put aside; what ends by time ends on screen. */
export function useInbox({ containers, creations, missions, projects }: Snapshot): Inbox {
  const items = useMemo(
    () => inboxItems({ containers, creations, missions, projects }),
    [containers, creations, missions, projects],
  );
  const snoozes = useSnoozes((state) => state.of);
  const aside = useClock((now) =>
    items
      .filter((item) => isAside(item, snoozes[item.key], now))
      .map(({ key }) => key)
      .join('\n'),
  );
  return useMemo(() => {
    const keys = new Set(aside.split('\n'));
    const { shown, snoozed } = parted(items, snoozes, keys);
    return { shown, snoozed, blocking: shown.filter(({ group }) => group === 'blocking').length };
  }, [items, snoozes, aside]);
}
