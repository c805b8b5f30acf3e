import type { DoctorCheck } from '../../../electron/contract/doctor.ts';
import type { ImageBuild } from '../../../electron/contract/images.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';

/** Checks with trouble, the worst first. */
export function troubles(checks: readonly DoctorCheck[]): DoctorCheck[] {
  return [...checks.filter(({ state }) => state === 'failed'), ...checks.filter(({ state }) => state === 'warning')];
}

/** What stays dismissed: the same finding of the same weight. */
export function findingKey({ id, state }: Pick<DoctorCheck, 'id' | 'state'>): string {
  return `${id} ${state}`;
}

/** The build as the fleet shows it: what goes on, what failed, and the end of what the user asked for here. */
export function shownBuild(build: ImageBuild | null, watched: boolean): ImageBuild | null {
  if (build === null || build.state === 'cancelled') return null;
  return build.state === 'done' && !watched ? null : build;
}

const OF_IMAGES: ReadonlySet<DoctorCheck['id']> = new Set(['base-image', 'images']);

/** What the fleet tells already, and what is nothing to act on while agents work. */
const ELSEWHERE: ReadonlySet<DoctorCheck['id']> = new Set(['docker', 'tools']);

/** The checks to show in the fleet: those with trouble that nothing else on screen tells already. */
export function shownTroubles(
  { doctor, docker }: Pick<Snapshot, 'doctor' | 'docker'>,
  hidden: { readonly build: boolean; readonly dismissed: ReadonlySet<string> },
): DoctorCheck[] {
  if (docker.state !== 'ready') return [];
  return troubles(doctor?.checks ?? [])
    .filter(({ id }) => !ELSEWHERE.has(id) && !(hidden.build && OF_IMAGES.has(id)))
    .filter((check) => !hidden.dismissed.has(findingKey(check)));
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

/** The finding that Docker does not answer, as what is dismissed names it. */
export const DOCKER_DOWN = 'docker unreachable';

/** What stays dismissed: a finding that is over is told again when it comes back. While it is looked at, nobody knows. */
export function stillDismissed(
  dismissed: ReadonlySet<string>,
  { doctor, docker }: Pick<Snapshot, 'doctor' | 'docker'>,
): ReadonlySet<string> {
  if (doctor === null) return dismissed;
  const open = new Set(troubles(doctor.checks).map(findingKey));
  const unknown = new Set<string>(doctor.checks.flatMap(({ id, state }) => (state === 'checking' ? [id] : [])));
  const isOpen = (finding: string): boolean => {
    if (finding === DOCKER_DOWN) return docker.state !== 'ready';
    return open.has(finding) || unknown.has(finding.split(' ')[0] ?? '');
  };
  const kept = [...dismissed].filter(isOpen);
  return kept.length === dismissed.size ? dismissed : new Set(kept);
}
