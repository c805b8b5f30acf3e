import { z } from 'zod';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { keeping } from '../../client/demo.ts';

/** What a first container is explained by, each beside what it is about. */
export const MARKS = [
  {
    at: '[data-coach="terminals"]',
    title: 'Its terminals',
    words: 'The agent works here, in a container of its own. Type to it whenever you like; leave, and it goes on.',
  },
  {
    at: '[data-coach="talk"]',
    title: 'When it asks',
    words: 'Its questions stand here with their choices, and in the Inbox with those of all others. A number answers.',
  },
  {
    at: '[data-coach="isolation"]',
    title: 'Its network is closed',
    words:
      'It reaches what you allow and nothing else. Details show what it was refused, to allow that once or always.',
  },
  {
    at: 'nav a[href="#/review"]',
    title: 'When it is done',
    words:
      'Its work waits in Review: look at it, comment on it, and bring it home. Your own files stay untouched until then.',
  },
] as const;

const Kept = z.object({ step: z.int().min(0).max(MARKS.length).nullable() });
type Coach = z.infer<typeof Kept>;

/** Which mark a first-time user is at; null: they did not begin, or are done. */
export const useCoach = create<Coach>()(
  persist((): Coach => ({ step: null }), {
    name: 'maestro.coach',
    storage: createJSONStorage(keeping),
    merge: (kept, current) => Kept.safeParse(kept).data ?? current,
  }),
);

/** The next container page explains itself: somebody begins their first container. */
export function coachNext(): void {
  useCoach.setState({ step: 0 });
}

/** The first of the marks from here on that is about something on the page; null: none is (pure). */
export function markFrom(step: number, isThere: (at: string) => boolean): number | null {
  const found = MARKS.findIndex(({ at }, index) => index >= step && isThere(at));
  return found === -1 ? null : found;
}
