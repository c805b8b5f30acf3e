import { z } from 'zod';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { LOOKS_AT_DEMO } from './demo.ts';

type Drafts = Readonly<Record<string, string>>;

const Kept = z.record(z.string(), z.string());
/** All of it is written with each key: more would be felt. */
const MOST_CHARS = 200_000;

/**
 * What is typed in forms that come and go with what they are about: it is there again when they are, also after a reload
 * of the page. It goes with its window, and is on no disk that outlives it.
 */
const useDrafts = create<Drafts>()(
  persist((): Drafts => ({}), {
    name: LOOKS_AT_DEMO ? 'maestro.demo.drafts' : 'maestro.drafts',
    storage: createJSONStorage(() => sessionStorage),
    partialize: keptDrafts,
    merge: (kept) => Kept.safeParse(kept).data ?? {},
  }),
);

/** The text of one form, by a name of its own. Empty it once it was sent. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const text = useDrafts((drafts) => drafts[name] ?? '');
  return [text, (next) => keepDraft(name, next)];
}

/** The same outside of what is drawn. */
export function draftOf(name: string): string {
  return useDrafts.getState()[name] ?? '';
}

export function keepDraft(name: string, text: string): void {
  useDrafts.setState({ [name]: text });
}

/** What of the drafts a reload finds again (pure): those with a text, the shortest first, as far as there is room. */
export function keptDrafts(drafts: Drafts): Drafts {
  let room = MOST_CHARS;
  const kept = Object.entries(drafts)
    .filter(([, text]) => text !== '')
    .toSorted(([, one], [, other]) => one.length - other.length)
    .filter(([name, text]) => (room -= name.length + text.length) >= 0);
  return Object.fromEntries(kept);
}
