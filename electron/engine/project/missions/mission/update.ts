import { type Mission, type MissionStatus, MissionUpdate } from '../../../../contract/missions.ts';
import { checked, fail } from '../../../errors.ts';
import type { Project } from '../../records/project.ts';
import { canMoveMission, MISSION_MOVES, moveMission } from './status-rules.ts';
import { changeMission, getMission, writeMission } from './store.ts';

/** Approves or rejects a draft. TRANSITION_ILLEGAL for anything but a draft. */
export async function decideMission(
  project: Project,
  { id, verdict }: { id: string; verdict: 'approved' | 'rejected' },
): Promise<Mission> {
  return changeMission(project, id, async () => {
    const mission = getMission(project, id);
    if (mission.status !== 'draft') throw illegalMove(mission, verdict);
    return writeMission(project, moveMission(mission, verdict, project.now().toISOString()));
  });
}

/** Changes status, title or description; empty texts change nothing. TRANSITION_ILLEGAL, INPUT_INVALID. */
export async function updateMission(project: Project, input: MissionUpdate): Promise<Mission> {
  const update = checked(MissionUpdate, input);
  if (update.status === undefined && !update.title && !update.description)
    throw fail('INPUT_INVALID', 'There is nothing to change.', { hints: ['Give --status, --title or --description.'] });
  return changeMission(project, update.mission, async () => {
    const before = getMission(project, update.mission);
    const at = project.now().toISOString();
    const { status } = update;
    if (status !== undefined && !canMoveMission(before.status, status)) throw illegalMove(before, status);
    const moved = status === undefined ? before : moveMission(before, status, at);
    return writeMission(project, {
      ...moved,
      ...(update.title ? { title: update.title } : {}),
      ...(update.description ? { description: update.description } : {}),
      updatedAt: at,
    });
  });
}

function illegalMove(mission: Mission, to: MissionStatus): Error {
  const next = MISSION_MOVES[mission.status];
  return fail('TRANSITION_ILLEGAL', `Mission ${mission.id} is ${mission.status} and cannot become ${to}.`, {
    hints: [
      next.length === 0 ? `${mission.status} is final.` : `From ${mission.status} it can become ${next.join(' or ')}.`,
    ],
  });
}
