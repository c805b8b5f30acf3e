import type { MissionBoard } from '../../../../electron/contract/board.ts';
import type { FeatureStatus } from '../../../../electron/contract/features.ts';
import type { MissionStatus } from '../../../../electron/contract/missions.ts';
import type { AssertionResult } from '../../../../electron/contract/assertions.ts';
import { STATUS_WORDS } from './mission-select.ts';

const MISSION_VERBS: Readonly<Record<MissionStatus, string>> = {
  draft: 'Back to draft',
  approved: 'Approve',
  rejected: 'Reject',
  executing: 'Mark as executing',
  paused: 'Mark as paused',
  validating: 'Mark as validating',
  completed: 'Complete',
  failed: 'Give up',
};

/** What a person does to get a mission there: a decision, or a mark. Only its status is written, and nothing is started by it. */
export function missionVerb(to: MissionStatus): string {
  return MISSION_VERBS[to];
}

const DECISIONS: ReadonlySet<MissionStatus> = new Set(['approved', 'rejected', 'completed']);

/** What a mission's header offers to decide; every other move is a mark, and stands in the menu alone. */
export function decisionsOf({ moves }: Pick<MissionBoard, 'moves'>): readonly MissionStatus[] {
  return moves.filter((status) => DECISIONS.has(status));
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
