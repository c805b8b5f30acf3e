import type { AssertionResult } from '../../../../electron/contract/assertions.ts';
import type { FeatureStatus } from '../../../../electron/contract/features.ts';
import type { MissionStatus } from '../../../../electron/contract/missions.ts';
import type { Proof } from '../../../../electron/contract/proofs.ts';
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
  /** What a run of one check said. */
  checked: ({ proofs: [proof] }: { readonly proofs: readonly Proof[] }): string =>
    proof === undefined ? 'Nothing was checked.' : `${proof.assertion}: ${proofWords(proof)}`,
  checkEnded: (assertion: string): string => `The check of ${assertion} was ended.`,
  checkSet: (assertion: string, isSet: boolean): string =>
    isSet ? `${assertion} has a check.` : `${assertion} has no check any more.`,
  judged: (assertion: string, result: AssertionResult): string =>
    result === 'pending' ? `${assertion} is open again.` : `${assertion} is ${STATUS_WORDS[result].toLowerCase()}.`,
} as const;
