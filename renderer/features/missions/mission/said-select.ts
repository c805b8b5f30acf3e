import type { AssertionResult } from '../../../../electron/contract/assertions.ts';
import type { FeatureStatus } from '../../../../electron/contract/features.ts';
import type { MissionStatus } from '../../../../electron/contract/missions.ts';
import type { Proof } from '../../../../electron/contract/proofs.ts';
import type { LaunchedCopies, PickedCopy } from '../../../../electron/contract/tournaments.ts';
import type { Told } from '../../../client/told.ts';
import { count } from '../../../ui/format.ts';
import { proofWords } from './proof-select.ts';
import { STATUS_WORDS } from './mission-select.ts';

const MISSION_SAID: Readonly<Record<MissionStatus, string>> = {
  draft: 'is a draft again',
  approved: 'is approved',
  rejected: 'is rejected',
  executing: 'is marked as executing',
  paused: 'is marked as paused',
  validating: 'is marked as validating',
  completed: 'is completed',
  failed: 'is given up',
};

/** What was done to a mission, a feature or an assertion, as it is told afterwards. */
export const said = {
  mission: (title: string, status: MissionStatus): string => `${title} ${MISSION_SAID[status]}.`,
  feature: (feature: string, status: FeatureStatus): string =>
    `${feature} has the status ${STATUS_WORDS[status].toLowerCase()}.`,
  /** What a launch of several agents made. */
  copies:
    (feature: string) =>
    ({ launches, failed }: LaunchedCopies): Told => {
      const lost = failed.map(({ agent, problem }) => `${agent} could not begin: ${problem.sentence}`);
      const text = [`${count(launches.length, 'agent is', 'agents are')} at ${feature}.`, ...lost].join(' ');
      return { text, final: 'Their containers can be removed.' };
    },
  picked: (feature: string, shortName: string) => (picked: PickedCopy) => {
    const kept = picked.failed.map(({ name, problem }) => `${name} could not be moved: ${problem.sentence}`);
    const gone = picked.removed.length === 0 ? [] : [`The others are in the trash: ${picked.removed.join(', ')}.`];
    return [`${feature} has the work of ${shortName}.`, ...gone, ...kept].join(' ');
  },
  combined: (feature: string): Told => ({
    text: `An agent takes the best of the copies of ${feature} together.`,
    final: 'Its container can be removed.',
  }),
  provenCopies: (feature: string): string => `The checks of ${feature} were run on its copies.`,
  /** What a run of one check said. */
  checked: ({ proofs: [proof] }: { readonly proofs: readonly Proof[] }): string =>
    proof === undefined ? 'Nothing was checked.' : `${proof.assertion}: ${proofWords(proof)}`,
  checkEnded: (assertion: string): string => `The check of ${assertion} was ended.`,
  checkSet: (assertion: string, isSet: boolean): string =>
    isSet ? `${assertion} has a check.` : `${assertion} has no check any more.`,
  judged: (assertion: string, result: AssertionResult): string =>
    result === 'pending' ? `${assertion} is open again.` : `${assertion} is ${STATUS_WORDS[result].toLowerCase()}.`,
} as const;
