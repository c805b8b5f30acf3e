import { handoffIds } from '../../engine/project/handoffs/store.ts';
import { getMission, listAssertions, missionIds } from '../../engine/project/missions/mission/store.ts';
import { findProject, type Project } from '../../engine/project/records/project.ts';
import { listTasks } from '../../engine/project/tasks/tasks.ts';
import type { Entity } from '../table/command.ts';

/** The ids that may stand at the cursor; of the mission that `--mission` names, else of all. A shell shows no errors here. */
export function entityIds(kind: Entity, words: readonly string[]): string[] {
  const project = findProject();
  try {
    if (kind === 'mission') return missionIds(project).reverse();
    if (kind === 'handoff') return handoffIds(project);
    if (kind === 'task') return listTasks(project).map((task) => task.id);
    const named = words[words.indexOf('--mission') + 1];
    const missions = words.includes('--mission') && named !== undefined ? [named] : missionIds(project);
    return missions.flatMap((mission) => idsIn(project, kind, mission));
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

function idsIn(project: Project, kind: 'feature' | 'assertion', mission: string): string[] {
  if (kind === 'feature') return getMission(project, mission).features;
  return listAssertions(project, mission).assertions.map((assertion) => assertion.id);
}
