import type { Container } from '../../../contract/containers.ts';
import type { Feature } from '../../../contract/features.ts';
import type { Launch } from '../../../contract/launches.ts';
import type { Run } from '../../../contract/runs.ts';
import type { Context } from '../../context.ts';
import { findLaunches } from '../launches/store.ts';
import { copiesOf } from '../launches/tournament-rules.ts';
import { readMission } from '../missions/mission/store.ts';
import type { Project } from '../records/project.ts';
import { isOwnRun } from './own-runs.ts';
import { pathsOf } from './paths.ts';
import { type Agent, lives, type Scene } from './scene-rules.ts';

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
    agents: atWorkFirst(project, looking.mission, containers),
    tries: triesOf(project, { mission: mission.id, run, features }),
    paths: await pathsOf(project, mission.id, features),
    competing: competingOf(project, mission.id, features),
  };
}

/** Of those that are not done, whose work may be one of several. */
function competingOf(project: Project, mission: string, features: readonly Feature[]): ReadonlySet<string> {
  const begun = features.filter(({ status }) => status === 'review' || status === 'blocked');
  return new Set(begun.filter(({ id }) => copiesOf(findLaunches(project, mission, id)).length > 0).map(({ id }) => id));
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
  return new Map(open.map(({ id }) => [id, triedSince(findLaunches(project, mission, id), since)]));
}

/** The copies of a tournament are one try. */
function triedSince(launches: readonly Launch[], since: string): number {
  const made = launches.filter(({ at, container }) => container !== null && at >= since);
  return new Set(made.map(({ id, tournament, picked }) => tournament ?? picked ?? id)).size;
}

/** The same; of several that compete, one that works. */
function atWorkFirst(project: Project, mission: string, containers: readonly Container[]): Map<string, Agent> {
  const agents = agentsOf(project, mission, containers);
  for (const [feature, agent] of agents) {
    if (lives(agent)) continue;
    const names = new Set<string>(copiesOf(findLaunches(project, mission, feature)).map(({ container }) => container));
    const other = containers.find((one) => names.has(one.name) && lives(one));
    if (other !== undefined) agents.set(feature, other);
  }
  return agents;
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
