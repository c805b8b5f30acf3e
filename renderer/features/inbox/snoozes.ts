import { z } from 'zod';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { keeping } from '../../client/demo.ts';
import { tell } from '../../client/told.ts';
import type { InboxItem } from './inbox-item.ts';
import type { Snooze, Snoozes } from './snooze-select.ts';

const NAME = 'maestro.inbox';
/** What was put aside long ago is asked again rather than that the list grows for ever. */
const KEPT = 500;

const Kept = z.object({
  of: z.record(z.string(), z.object({ stamp: z.string(), until: z.number().nullable(), done: z.boolean() })),
});

/** What this user put aside, in every window of this browser, until it is taken back or ends by itself. */
export const useSnoozes = create<{ readonly of: Snoozes }>()(
  persist((): { readonly of: Snoozes } => ({ of: {} }), {
    name: NAME,
    storage: createJSONStorage(keeping),
    merge: (kept, current) => Kept.safeParse(kept).data ?? current,
  }),
);

if ('addEventListener' in globalThis)
  globalThis.addEventListener('storage', ({ key }: StorageEvent) => {
    if (key === NAME) void useSnoozes.persist.rehydrate();
  });

/** For how long an item may be put aside. */
export const TERMS = [
  { label: 'For 10 minutes', ms: 10 * 60_000, until: 'for 10 minutes' },
  { label: 'For 1 hour', ms: 60 * 60_000, until: 'for 1 hour' },
  { label: 'Until its state changes', ms: null, until: 'until its state changes' },
] as const;
export type Term = (typeof TERMS)[number];

/** Puts an item aside, where it can be woken. */
export function snooze(item: InboxItem, { ms, until }: Term): void {
  put(item, { stamp: item.stamp, until: ms === null ? null : Date.now() + ms, done: false });
  tellAside(item, `Put aside ${until}: ${item.title}.`);
}

/** Takes an item off the list until it is another. */
export function markDone(item: InboxItem): void {
  put(item, { stamp: item.stamp, until: null, done: true });
  tellAside(item, `Done: ${item.title}. It comes back when its state changes.`);
}

/** Brings an item back at once. */
export function wake({ key }: Pick<InboxItem, 'key'>): void {
  useSnoozes.setState(({ of }) => ({ of: Object.fromEntries(Object.entries(of).filter(([other]) => other !== key)) }));
}

function put({ key }: InboxItem, aside: Snooze): void {
  const now = Date.now();
  useSnoozes.setState(({ of }) => {
    const others = Object.entries(of).filter(([other, { until }]) => other !== key && (until === null || now < until));
    return { of: Object.fromEntries([...others, [key, aside] as const].slice(-KEPT)) };
  });
}

function tellAside(item: InboxItem, text: string): void {
  const run = () => {
    wake(item);
    return Promise.resolve({ ok: true as const, value: { text: `Back in the inbox: ${item.title}.` } });
  };
  tell({ text, undo: { word: 'Undo', run } });
}
