import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What the page remembers for the next claim, and which handoff is open in each project. */
export interface ClaimChoices {
  /** Who claims from this page. */
  readonly agent: string;
  readonly leaseMinutes: number | null;
  readonly chosen: Readonly<Record<string, string>>;
}

export const useClaimChoices = create<ClaimChoices>()(
  persist((): ClaimChoices => ({ agent: '', leaseMinutes: 30, chosen: {} }), {
    name: 'maestro.handoffs',
    partialize: ({ agent, leaseMinutes }) => ({ agent, leaseMinutes }),
  }),
);

/** Remembers which handoff of a project is shown beside the list. */
export function chooseHandoff(project: string, id: string): void {
  useClaimChoices.setState(({ chosen }) => ({ chosen: { ...chosen, [project]: id } }));
}
