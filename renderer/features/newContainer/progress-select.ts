import { type Phase } from '../../../electron/contract/creation.ts';

/** The step that a creation is at, counted from one; the failed one when it failed. */
export function phaseAt(phases: readonly Phase[]): { number: number; total: number; phase: Phase | undefined } {
  const found = phases.findIndex(({ state }) => state === 'running' || state === 'failed');
  const at = found === -1 ? phases.filter(({ state }) => state === 'done').length : found;
  const index = Math.min(at, Math.max(0, phases.length - 1));
  return { number: index + 1, total: phases.length, phase: phases[index] };
}

/** How much of a creation is done, from 0 to 1; the copy counts by its bytes. */
export function progressOf(phases: readonly Phase[]): number {
  if (phases.length === 0) return 0;
  const parts = phases.map(({ state, bytes }) => {
    if (state === 'done') return 1;
    if (state !== 'running' || bytes?.total == null || bytes.total === 0) return 0;
    return Math.min(1, bytes.sent / bytes.total);
  });
  return parts.reduce((sum, part) => sum + part, 0) / phases.length;
}
