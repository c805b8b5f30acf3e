import type { MilestoneProgress } from '../../../contract/milestones.ts';
import type { Mission, MissionStatus } from '../../../contract/missions.ts';
import { milestoneProgress } from './milestones/rules.ts';
import type { Project } from '../records/project.ts';
import { effectiveStatus, missionSummary } from './mission/status-rules.ts';
import { readMission } from './mission/store.ts';

export interface MissionStanding {
  readonly mission: Mission;
  readonly effectiveMissionStatus: MissionStatus;
  readonly milestones: readonly (MilestoneProgress & { readonly order: number })[];
  readonly summary: ReturnType<typeof missionSummary>;
}

/** A mission with the progress of each milestone and the totals. */
export function showMission(project: Project, id: string): MissionStanding {
  const files = readMission(project, id);
  const progress = milestoneProgress(files.mission, files);
  return {
    mission: files.mission,
    effectiveMissionStatus: effectiveStatus(files.mission, progress),
    milestones: progress.map((milestone) => ({ ...milestone, order: milestone.milestone.order })),
    summary: missionSummary(progress),
  };
}
