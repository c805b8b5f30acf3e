import type { MissionSummary } from '../../../contract/missions.ts';
import { present } from '../../../contract/present.ts';
import type { Run } from '../../../contract/runs.ts';
import { isSettled } from './assertions/rules.ts';
import { ACTIVE } from './features/status-rules.ts';
import { milestoneProgress } from './milestones/rules.ts';
import { effectiveStatus } from './mission/status-rules.ts';
import type { MissionFiles } from './mission/store.ts';

/** A mission as a list shows it. `project` is the root of its project. */
export function summaryOf(
  project: string,
  { mission, features, assertions }: MissionFiles,
  { run, checks }: { readonly run: Pick<Run, 'state' | 'still'> | undefined; readonly checks: string | undefined },
): MissionSummary {
  const milestones = milestoneProgress(mission, { features, assertions });
  const { id, title, status, createdAt, updatedAt } = mission;
  return {
    ...{ project, id, title, status, createdAt, updatedAt },
    effectiveStatus: effectiveStatus(mission, milestones),
    features: {
      total: features.length,
      done: features.filter((feature) => feature.status === 'done').length,
      active: features.filter((feature) => ACTIVE.has(feature.status)).length,
      blocked: features.filter((feature) => feature.status === 'blocked').length,
    },
    assertions: {
      total: assertions.length,
      settled: assertions.filter(isSettled).length,
      failed: assertions.filter((assertion) => assertion.result === 'failed').length,
    },
    milestones: {
      total: milestones.length,
      sealed: milestones.filter((milestone) => milestone.status === 'sealed').length,
    },
    currentMilestone: milestones.find((milestone) => milestone.status !== 'sealed')?.milestone.title ?? null,
    ...present({ run: run?.state, still: run?.state === 'running' ? run.still : undefined, checks }),
  };
}
