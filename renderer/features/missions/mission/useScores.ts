import { useMemo } from 'react';
import type { Scoreboard } from '../../../../electron/contract/tournaments.ts';
import { type ReadState, useRead } from '../../../client/reads.ts';
import { useMaestro } from '../../../client/store.ts';
import type { Here } from './actions.ts';
import { workersOf } from './launch-select.ts';

/** What the copies of a feature made: read again as the project's files change, and as its containers commit, come and go. */
export function useScores(here: Here, feature: string): ReadState<Scoreboard> {
  const containers = useMaestro(({ snapshot }) => snapshot?.containers);
  const seen = useMemo(
    () =>
      workersOf(containers ?? {}, { ...here, feature })
        .map(({ name, state, git }) => `${name} ${state} ${git?.head ?? ''} ${git?.changed ?? ''}`)
        .sort()
        .join('\n'),
    [containers, here, feature],
  );
  return useRead({
    project: here.project,
    of: ['scores', here.mission, feature, seen],
    read: (client) => client.tournaments.scores({ ...here, feature }),
  });
}
