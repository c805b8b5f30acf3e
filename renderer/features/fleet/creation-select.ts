import type { Creation } from '../../../electron/contract/creation.ts';
import { phaseAt } from '../newContainer/progress-select.ts';

/** What a creation does, as the word of its state. */
export function creationWord({ state, phases }: Creation): string {
  if (state === 'failed') return 'Failed';
  if (state === 'cancelling') return 'Cancelling';
  const { number, total } = phaseAt(phases);
  return `Starting ${number}/${total}`;
}
