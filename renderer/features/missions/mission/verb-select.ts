import type { FeatureStatus } from '../../../../electron/contract/features.ts';
import type { MissionStatus } from '../../../../electron/contract/missions.ts';
import type { AssertionResult } from '../../../../electron/contract/assertions.ts';
import { STATUS_WORDS } from './mission-select.ts';

const MISSION_VERBS: Readonly<Record<MissionStatus, string>> = {
  draft: 'Back to draft',
  approved: 'Approve',
  rejected: 'Reject',
  executing: 'Start',
  paused: 'Pause',
  validating: 'Validate',
  completed: 'Complete',
  failed: 'Give up',
};

/** What a person does to get a mission there. */
export function missionVerb(from: MissionStatus, to: MissionStatus): string {
  return from === 'paused' && to === 'executing' ? 'Resume' : MISSION_VERBS[to];
}

/** Missions that stand here stand here for ever. */
export function isFinal(status: MissionStatus): boolean {
  return status === 'rejected' || status === 'completed' || status === 'failed';
}

/** What a person does to get a feature there: only its status is written, and nothing is started by it. */
export function featureVerb(from: FeatureStatus, to: FeatureStatus): string {
  if (from === 'review' && to === 'pending') return 'Send back';
  return `Set status: ${STATUS_WORDS[to].toLowerCase()}`;
}

/** What a person does to give an assertion this result. */
export const JUDGE_VERBS: Readonly<Record<AssertionResult, string>> = {
  passed: 'Pass',
  failed: 'Fail',
  blocked: 'Block',
  waived: 'Waive',
  pending: 'Reopen',
};
