import { create } from 'zustand';
import { byUrgency } from '../../../electron/contract/containers.ts';
import { ask } from '../../client/ask.ts';
import { useMaestro } from '../../client/store.ts';
import type { Found } from './usage-select.ts';

/** A conversation is streamed as a whole: many at once would only wait for each other. */
const AT_ONCE = 4;

interface UsageRead {
  readonly found: Readonly<Record<string, Found>>;
  /** How many are still to be read; 0: nothing is. */
  readonly left: number;
  /** When everything had been read last. */
  readonly at: string | null;
}

export const useUsage = create<UsageRead>(() => ({ found: {}, left: 0, at: null }));

/** Reads what the agents of all containers have used; one that cannot be read keeps no other. */
export async function readUsage(): Promise<void> {
  const containers = Object.values(useMaestro.getState().snapshot?.containers ?? {});
  const names = containers.toSorted(byUrgency).map(({ name }) => name);
  if (useUsage.getState().left > 0 || names.length === 0) return;
  useUsage.setState({ left: names.length });
  const rest = names.values();
  const worker = async (): Promise<void> => {
    for (const name of rest) {
      const answer = await ask((client) => client.usage.get({ name }));
      const one: Found = answer.ok ? { usage: answer.value } : { problem: answer.problem };
      useUsage.setState(({ found, left, at }) => ({
        found: { ...found, [name]: one },
        left: left - 1,
        at: left === 1 ? new Date().toISOString() : at,
      }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
