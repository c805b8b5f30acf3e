import type { DoctorCheck } from '../../../electron/contract/doctor.ts';
import type { ImageBuild } from '../../../electron/contract/images.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';

/** Checks with trouble, the worst first. */
export function troubles(checks: readonly DoctorCheck[]): DoctorCheck[] {
  return [...checks.filter(({ state }) => state === 'failed'), ...checks.filter(({ state }) => state === 'warning')];
}

/** The worst that a doctor's report holds. */
export function worst(doctor: Snapshot['doctor']): 'failed' | 'warning' | 'ok' {
  return (troubles(doctor?.checks ?? [])[0]?.state ?? 'ok') as 'failed' | 'warning' | 'ok';
}

/** How far a build is, from 0 to 1. The step under way counts as not done. */
export function buildProgress({ state, stepNumber, stepCount }: ImageBuild): number {
  if (state === 'done') return 1;
  return stepCount === 0 ? 0 : Math.max(0, stepNumber - 1) / stepCount;
}
