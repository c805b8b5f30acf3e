import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What the page remembers for the next claim, and which handoff is open in each project. */
export interface Desk {
  /** Who claims from this page. */
  readonly agent: string;
  readonly leaseMinutes: number | null;
  readonly chosen: Readonly<Record<string, string>>;
}

export const useDesk = create<Desk>()(
  persist((): Desk => ({ agent: '', leaseMinutes: 30, chosen: {} }), {
    name: 'maestro.handoffs',
    partialize: ({ agent, leaseMinutes }) => ({ agent, leaseMinutes }),
  }),
);

export function choose(project: string, id: string): void {
  useDesk.setState(({ chosen }) => ({ chosen: { ...chosen, [project]: id } }));
}
