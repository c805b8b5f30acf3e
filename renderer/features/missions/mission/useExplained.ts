import { useMemo } from 'react';
import type { Container } from '../../../../electron/contract/containers.ts';
import type { Explained } from '../../../../electron/contract/runs.ts';
import { type ReadState, useRead } from '../../../client/reads.ts';
import { useMaestro } from '../../../client/store.ts';
import type { Here } from './actions.ts';

/** Why each feature of a mission does not run now, and what its run does: read again as files and containers change. */
export function useExplained(here: Here): ReadState<Explained> {
  const containers = useMaestro(({ snapshot }) => snapshot?.containers);
  const docker = useMaestro(({ snapshot }) => snapshot?.docker.state);
  const seen = useMemo(() => `${docker ?? ''} ${signOf(containers ?? {}, here)}`, [containers, docker, here]);
  return useRead({
    project: here.project,
    of: ['explain', here.mission, seen],
    read: (client) => client.missions.explain(here),
  });
}

/** What of its containers an explanation rests on. */
function signOf(containers: Readonly<Record<string, Container>>, { project, mission }: Here): string {
  return Object.values(containers)
    .filter((one) => one.project.path === project && one.feature?.mission === mission)
    .map(({ name, state, limitUntil, attention }) => [name, state, limitUntil, attention?.text].join(' '))
    .sort()
    .join('\n');
}
