import type { MilestoneProgress } from '../../../../contract/milestones.ts';
import type { Milestone, Mission } from '../../../../contract/missions.ts';
import { fail } from '../../../errors.ts';
import { changeMission, getMission, type MissionFiles, readMission, writeMission } from '../mission/store.ts';
import type { Project } from '../../records/project.ts';
import { blockingAssertions, milestoneProgress, orderedMilestones, sealWarnings } from './rules.ts';

export interface MilestoneStanding {
  readonly mission: Mission;
  readonly milestone: Milestone;
  readonly progress: MilestoneProgress;
}

export interface Sealed extends MilestoneStanding {
  readonly sealed: boolean;
  readonly autoTransitioned: boolean;
  readonly blockingAssertionIds: readonly string[];
}

/** All milestones of a mission in their order. */
export function listMilestones(
  project: Project,
  mission: string,
): { mission: Mission; milestones: MilestoneProgress[] } {
  const files = readMission(project, mission);
  return { mission: files.mission, milestones: milestoneProgress(files.mission, files) };
}

/** One milestone. MILESTONE_NOT_FOUND lists the ones there are. */
export function getMilestone(project: Project, { mission, id }: { mission: string; id: string }): MilestoneStanding {
  return reportOf(readMission(project, mission), id);
}

function reportOf(files: MissionFiles, id: string): MilestoneStanding {
  const all = milestoneProgress(files.mission, files);
  const progress = all.find((milestone) => milestone.milestoneId === id);
  if (progress === undefined) throw notFound(files.mission, id);
  return { mission: files.mission, milestone: progress.milestone, progress };
}

/**
 * Seals a milestone whose assertions are all passed or waived. Sealing twice changes nothing. Undone features and
 * skipped milestones are told, and forbid it only when `strict`. SEAL_BLOCKED names what stands in the way.
 */
export async function sealMilestone(
  project: Project,
  { mission: missionId, id, strict = false }: { mission: string; id: string; strict?: boolean },
): Promise<Sealed> {
  return changeMission(project, missionId, async () => {
    const files = readMission(project, missionId);
    const before = reportOf(files, id);
    if (before.progress.status === 'sealed') {
      return { ...before, sealed: true, autoTransitioned: false, blockingAssertionIds: [] };
    }
    refuseOpen(files, id);
    const all = milestoneProgress(files.mission, files);
    const warnings = sealWarnings(files, all, id);
    if (strict && warnings.length > 0)
      throw fail('SEAL_BLOCKED', warnings.join(' '), { hints: ['Leave out --strict to seal all the same.'] });
    for (const sentence of warnings) project.notice({ kind: 'warning', sentence });

    const done = [...(files.mission.completedMilestoneIds ?? []), id];
    await writeMission(project, {
      ...getMission(project, missionId),
      updatedAt: project.now().toISOString(),
      completedMilestoneIds: done,
    });
    return {
      ...before,
      progress: { ...before.progress, status: 'sealed' },
      sealed: true,
      autoTransitioned: before.progress.status === 'executing',
      blockingAssertionIds: [],
    };
  });
}

function refuseOpen(files: MissionFiles, id: string): void {
  const open = blockingAssertions(id, files.assertions).map((assertion) => `${assertion.id} (${assertion.result})`);
  const unreadable = files.unreadableAssertions.map((name) => `${name} (unreadable)`);
  const blocking = [...open, ...unreadable];
  if (blocking.length === 0) return;
  const noun = blocking.length === 1 ? 'assertion stands' : 'assertions stand';
  throw fail('SEAL_BLOCKED', `Milestone ${id} was not sealed: ${blocking.length} ${noun} in the way.`, {
    hints: [
      ...blocking,
      `Settle each: maestro validate update ASSERTION --mission ${files.mission.id} --result passed --evidence "…"`,
    ],
  });
}

function notFound(mission: Mission, id: string): Error {
  const known = orderedMilestones(mission).map((milestone) => milestone.id);
  return fail('MILESTONE_NOT_FOUND', `Mission ${mission.id} has no milestone ${JSON.stringify(id)}.`, {
    hints: [`It has ${known.join(', ')}.`],
  });
}
