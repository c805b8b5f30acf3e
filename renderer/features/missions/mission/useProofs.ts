import { useMemo } from 'react';
import type { ProofStanding } from '../../../../electron/contract/proofs.ts';
import { type ReadState, useRead } from '../../../client/reads.ts';
import { useMaestro } from '../../../client/store.ts';
import type { Here } from './actions.ts';

/** What is proven of a mission: read again as its files change, and as its containers commit. */
export function useProofs(here: Here): ReadState<{ readonly standings: readonly ProofStanding[] }> {
  const containers = useMaestro(({ snapshot }) => snapshot?.containers);
  const heads = useMemo(
    () =>
      Object.values(containers ?? {})
        .filter(({ project, feature }) => project.path === here.project && feature?.mission === here.mission)
        .map(({ name, git }) => `${name} ${git?.head ?? ''}`)
        .sort()
        .join('\n'),
    [containers, here],
  );
  return useRead({
    project: here.project,
    of: ['proofs', here.mission, heads],
    read: (client) => client.proofs.list(here),
  });
}
