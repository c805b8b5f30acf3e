import type { Snapshot } from '../../electron/contract/snapshot.ts';
import type { Place } from '../client/place.ts';
import { DOCKER_DOWN } from '../features/doctor/select.ts';
import { openCreations } from '../features/fleet/select.ts';
import { inboxItems } from '../features/inbox/inbox-select.ts';

/** Whether what is on screen says that Docker does not answer, so that the footer need not. */
export function tellsDockerDown(
  at: Place['at'],
  {
    containers,
    creations,
    missions,
    projects,
    doctor,
  }: Pick<Snapshot, 'containers' | 'creations' | 'missions' | 'projects' | 'doctor'>,
  dismissed: ReadonlySet<string>,
): boolean {
  if (at === 'system') return doctor?.checks.some(({ id, state }) => id === 'docker' && state === 'failed') === true;
  const isBare = Object.keys(containers).length === 0;
  if (at === 'inbox') return isBare && inboxItems({ containers, creations, missions, projects }).length === 0;
  if (at !== 'fleet') return false;
  if (!isBare) return !dismissed.has(DOCKER_DOWN);
  return openCreations(creations).length === 0;
}
