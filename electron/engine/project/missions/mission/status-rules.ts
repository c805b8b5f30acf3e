import type { MilestoneProgress } from '../../../../contract/milestones.ts';
import type { Mission, MissionStatus } from '../../../../contract/missions.ts';

/** The moves that a mission may make. Staying where it is always is allowed. */
export const MISSION_MOVES: Readonly<Record<MissionStatus, readonly MissionStatus[]>> = {
  draft: ['approved', 'rejected'],
  approved: ['executing'],
  rejected: [],
  executing: ['validating', 'paused'],
  paused: ['executing'],
  validating: ['completed', 'failed'],
  completed: [],
  failed: [],
};

/** Whether a mission may go from one status to another. */
export function canMoveMission(from: MissionStatus, to: MissionStatus): boolean {
  return from === to || MISSION_MOVES[from].includes(to);
}

const STAMPS: Partial<Record<MissionStatus, 'approvedAt' | 'rejectedAt' | 'completedAt'>> = {
  approved: 'approvedAt',
  rejected: 'rejectedAt',
  completed: 'completedAt',
};

/** The mission in its new status, with the moment that belongs to that status. */
export function moveMission(mission: Mission, status: MissionStatus, at: string): Mission {
  const stamp = STAMPS[status];
  return { ...mission, status, updatedAt: at, ...(stamp === undefined ? {} : { [stamp]: at }) };
}

const FIXED: ReadonlySet<MissionStatus> = new Set(['draft', 'rejected', 'completed', 'failed']);

/** What a mission is really doing: finished when all is sealed, else what its first unsealed milestone does. */
export function effectiveStatus(mission: Mission, milestones: readonly MilestoneProgress[]): MissionStatus {
  if (FIXED.has(mission.status)) return mission.status;
  const open = milestones.find((milestone) => milestone.status !== 'sealed');
  if (open === undefined) return 'completed';
  return open.status === 'pending' || open.status === 'sealed' ? mission.status : open.status;
}

/** Totals over all milestones, as `mission show` gives them. */
export function missionSummary(milestones: readonly MilestoneProgress[]) {
  const sum = (pick: (progress: MilestoneProgress) => number): number =>
    milestones.reduce((total, progress) => total + pick(progress), 0);
  const totalFeatures = sum((progress) => progress.featureCount);
  const totalCompletedFeatures = sum((progress) => progress.completedFeatures);
  const totalAssertions = sum((progress) => progress.assertionCount);
  const totalTerminalAssertions = sum((progress) => progress.terminalAssertions);
  return {
    totalFeatures,
    totalCompletedFeatures,
    overallFeaturePct: percent(totalCompletedFeatures, totalFeatures),
    totalAssertions,
    totalTerminalAssertions,
    totalWaivedAssertions: sum((progress) => progress.waivedAssertions),
    overallAssertionPct: percent(totalTerminalAssertions, totalAssertions),
  };
}

/** Rounded share in percent; 0 of nothing is 0. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 100);
}
