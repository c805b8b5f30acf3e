import type { Snapshot } from '../../electron/contract/snapshot.ts';
import type { Place } from '../client/place.ts';
import { DOCKER_DOWN } from '../features/doctor/select.ts';
import { openCreations } from '../features/fleet/select.ts';

/** Whether what is on screen says that Docker does not answer, so that the footer need not. */
export function tellsDockerDown(
  at: Place['at'],
  { containers, creations, doctor }: Pick<Snapshot, 'containers' | 'creations' | 'doctor'>,
  dismissed: ReadonlySet<string>,
): boolean {
  if (at === 'system') return doctor?.checks.some(({ id, state }) => id === 'docker' && state === 'failed') === true;
  if (at !== 'fleet') return false;
  if (Object.keys(containers).length > 0) return !dismissed.has(DOCKER_DOWN);
  return openCreations(creations).length === 0;
}
