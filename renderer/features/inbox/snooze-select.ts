import type { InboxItem } from './inbox-item.ts';

/** What the user put aside: for a time, or until it is not the same thing any more. */
export interface Snooze {
  /** Of the item as it was. */
  readonly stamp: string;
  /** In milliseconds since 1970; null: only another state ends it. */
  readonly until: number | null;
  /** It is done with, so that nobody lists it. */
  readonly done: boolean;
}
export type Snoozes = Readonly<Record<string, Snooze>>;

/** Whether an item is put aside at a moment (pure): another state ends that before its time. */
export function isAside({ stamp }: Pick<InboxItem, 'stamp'>, snooze: Snooze | undefined, now: number): boolean {
  if (snooze?.stamp !== stamp) return false;
  return snooze.until === null || now < snooze.until;
}

/** What of the items is shown, and what of those that are put aside may be woken (pure). Both keep their order. */
export function parted(
  items: readonly InboxItem[],
  snoozes: Snoozes,
  aside: ReadonlySet<string>,
): { readonly shown: readonly InboxItem[]; readonly snoozed: readonly InboxItem[] } {
  return {
    shown: items.filter(({ key }) => !aside.has(key)),
    snoozed: items.filter(({ key }) => aside.has(key) && snoozes[key]?.done === false),
  };
}
