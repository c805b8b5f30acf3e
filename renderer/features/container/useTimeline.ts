import type { Container } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import { type ReadState, useMachineRead } from '../../client/reads.ts';
import { useLedger } from '../isolation/network.ts';
import { type Happened, timelineOf } from './activity-select.ts';

/** What the container tells changes with its facts in the snapshot; this is for what those do not say. */
const LOOK_AGAIN_MS = 30_000;

interface Timeline {
  readonly timeline: ReadState<readonly Happened[]>;
  /** Why the ledger is not among it. */
  readonly ledgerProblem: Problem | null;
}

/** What has happened in a container, read again whenever its facts change. */
export function useTimeline({ name, dockerId, docker, state, since, git, attention, tasks }: Container): Timeline {
  const facts = [docker, state, since, git?.head, git?.sinceBase, attention?.at, tasks?.done, tasks?.doing].join(' ');
  const own = useMachineRead({
    key: ['activity', name, dockerId],
    facts,
    read: (client) => client.activity.list({ name }),
    everyMs: LOOK_AGAIN_MS,
  });
  const ledger = useLedger(name);
  return {
    timeline: {
      ...own,
      value: own.value === undefined ? undefined : timelineOf(own.value, ledger.value ?? []),
    },
    ledgerProblem: ledger.problem,
  };
}
