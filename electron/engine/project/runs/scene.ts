import type { Container } from '../../../contract/containers.ts';
import type { Feature } from '../../../contract/features.ts';
import type { Run } from '../../../contract/runs.ts';
import type { Context } from '../../context.ts';
import { findLaunches } from '../launches/store.ts';
import { readMission } from '../missions/mission/store.ts';
import type { Project } from '../records/project.ts';
import { isOwnRun } from './own-runs.ts';
import { pathsOf } from './paths.ts';
import type { Agent, Scene } from './scene-rules.ts';

interface Looking {
  readonly mission: string;
  readonly run: Run;
  readonly containers: readonly Container[];
  readonly launching?: ReadonlySet<string>;
}

/** What decides about a run, as files and containers say it now. MISSION_NOT_FOUND, FILE_DAMAGED. */
export async function sceneOf(context: Pick<Context, 'paths'>, project: Project, looking: Looking): Promise<Scene> {
  const { run, containers, launching = new Set() } = looking;
  const { mission, features, assertions } = readMission(project, looking.mission);
  return {
    ...{ mission, features, assertions, run, launching },
    isOurs: isOwnRun(context, run),
    agents: agentsOf(project, looking.mission, containers),
    tries: triesOf(project, { mission: mission.id, run, features }),
    paths: await pathsOf(project, mission.id, features),
  };
}

interface Tried {
  readonly mission: string;
  readonly run: Run;
  readonly features: readonly Feature[];
}

/** Of those that could be launched: the others do not matter. */
function triesOf(project: Project, { mission, run, features }: Tried): Map<string, number> {
  const since = run.resumedAt ?? run.at;
  const open = features.filter(({ status }) => status === 'pending' || status === 'assigned');
  return new Map(
    open.map(({ id }) => [
      id,
      findLaunches(project, mission, id).filter(({ at, container }) => container !== null && at >= since).length,
    ]),
  );
}

/** The newest container of each feature of a mission. */
export function agentsOf(
  project: Pick<Project, 'root'>,
  mission: string,
  containers: readonly Container[],
): Map<string, Agent> {
  const own = containers.filter(
    ({ project: { path }, feature }) => path === project.root && feature?.mission === mission,
  );
  const inTime = own.sort((one, other) => one.createdAt.localeCompare(other.createdAt));
  return new Map(inTime.flatMap((one) => (one.feature === undefined ? [] : [[one.feature.feature, one]])));
}
