import type { ContainerName } from '../../../contract/ids.ts';
import type { MissionStatus } from '../../../contract/missions.ts';
import { getMission, listFeatures } from '../missions/mission/store.ts';
import type { Project } from '../records/project.ts';
import { findLaunches } from './store.ts';
import { type Standing, standingsOf } from './waves-rules.ts';

export interface Explained {
  readonly mission: string;
  readonly status: MissionStatus;
  readonly features: readonly (Standing & {
    /** The container that was made for it last. */
    readonly container: ContainerName | null;
  })[];
}

/** Why each feature of a mission does not run now. MISSION_NOT_FOUND. */
export function explainMission(project: Project, id: string): Explained {
  const mission = getMission(project, id);
  const features = standingsOf(mission, listFeatures(project, mission)).map((standing) => ({
    ...standing,
    container:
      findLaunches(project, id, standing.id).findLast(({ container }) => container !== null)?.container ?? null,
  }));
  return { mission: id, status: mission.status, features };
}
