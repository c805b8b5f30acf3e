import { type Mission, type MissionStatus, MissionUpdate } from '../../../../contract/missions.ts';
import { checked, fail } from '../../../errors.ts';
import type { Project } from '../../records/project.ts';
import { illegalMove } from './illegal-move.ts';
import { canMoveMission, MISSION_MOVES, moveMission } from './status-rules.ts';
import { changeMission, getMission, writeMission } from './store.ts';

/** Approves or rejects a draft. TRANSITION_ILLEGAL for anything but a draft. */
export async function decideMission(
  project: Project,
  { id, verdict }: { id: string; verdict: 'approved' | 'rejected' },
): Promise<Mission> {
  return changeMission(project, id, async () => {
    const mission = getMission(project, id);
    if (mission.status !== 'draft') throw refused(mission, verdict);
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
    if (status !== undefined && !canMoveMission(before.status, status)) throw refused(before, status);
    const moved = status === undefined ? before : moveMission(before, status, at);
    return writeMission(project, {
      ...moved,
      ...(update.title ? { title: update.title } : {}),
      ...(update.description ? { description: update.description } : {}),
      updatedAt: at,
    });
  });
}

function refused({ id, status: from }: Mission, to: MissionStatus): Error {
  return illegalMove({ what: `Mission ${id}`, from, to, next: MISSION_MOVES[from] });
}
