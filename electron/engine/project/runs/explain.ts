import type { Container } from '../../../contract/containers.ts';
import type { Explained, Hold, Run, RunMission, RunPlan } from '../../../contract/runs.ts';
import type { DockerState } from '../../../contract/snapshot.ts';
import type { Context } from '../../context.ts';
import { findLaunches } from '../launches/store.ts';
import { copiesOf } from '../launches/tournament-rules.ts';
import { standingsOf } from '../launches/waves-rules.ts';
import { getMission, listFeatures } from '../missions/mission/store.ts';
import { findRun } from '../missions/runs/store.ts';
import type { Project } from '../records/project.ts';
import { newRun, refuseUnknownEnd } from './begin.ts';
import { failure, nextOf } from './next-rules.ts';
import { planOf } from './plan-rules.ts';
import { sceneOf } from './scene.ts';

interface Asked {
  readonly mission: string;
  /** All that are there, as far as that is known. */
  readonly containers: readonly Container[];
  /** Unset: nobody follows it here. */
  readonly docker?: DockerState;
}

/** Why each feature of a mission does not run now, and what its run does. MISSION_NOT_FOUND. */
export async function explainMission(
  context: Pick<Context, 'paths'>,
  project: Project,
  { mission: id, containers, docker }: Asked,
): Promise<Explained> {
  const mission = getMission(project, id);
  const run = findRun(project, id) ?? null;
  const scene = run === null ? undefined : await sceneOf(context, project, { mission: id, run, containers });
  const next = scene && nextOf(scene);
  const isOver = run === null || run.state === 'finished';
  const features = standingsOf(mission, listFeatures(project, mission)).map((standing) => {
    const launches = findLaunches(project, id, standing.id);
    return {
      ...standing,
      why: (isOver ? undefined : (next?.waits.get(standing.id) ?? (scene && failure(scene, standing)))) ?? standing.why,
      container: launches.findLast(({ container }) => container !== null)?.container ?? null,
      copies: copiesOf(launches).length,
    };
  });
  const holds = isOver ? [] : [...dockerHolds(run, docker), ...(next?.holds ?? [])];
  return { mission: id, status: mission.status, run, holds, features };
}

/** Without Docker a run waits. */
function dockerHolds({ state }: Run, docker: DockerState | undefined): Hold[] {
  if (state !== 'running' || docker?.state !== 'unreachable') return [];
  return [{ kind: 'docker', feature: null, sentence: docker.problem.sentence }];
}

/** What a run would launch, wave by wave. Nothing is written. MISSION_NOT_FOUND, MILESTONE_NOT_FOUND, INPUT_INVALID. */
export async function planRun(context: Context, project: Project, wanted: RunMission): Promise<RunPlan> {
  const run = newRun(context, wanted);
  const mission = getMission(project, wanted.mission);
  refuseUnknownEnd(mission, run.until);
  const scene = await sceneOf(context, project, { mission: mission.id, run, containers: [] });
  return { mission: mission.id, agent: run.wishes.agent ?? null, parallel: run.parallel, ...planOf(scene) };
}
