import type { MissionSummary } from '../../electron/contract/missions.ts';

const AT = '2026-05-04T09:00:00.000Z';

/** A mission as a list shows it. */
export function missionSummary(change: Partial<MissionSummary>): MissionSummary {
  const counts = { features: { total: 1, done: 0, active: 0, blocked: 0 }, milestones: { total: 1, sealed: 0 } };
  const times = { createdAt: AT, updatedAt: AT, currentMilestone: null };
  const words = { project: '/p/shop', id: '2026-05-04-001' as MissionSummary['id'], title: 'Pay by card' };
  const assertions = { total: 0, settled: 0, failed: 0 };
  return { ...words, ...counts, ...times, assertions, status: 'executing', effectiveStatus: 'executing', ...change };
}
