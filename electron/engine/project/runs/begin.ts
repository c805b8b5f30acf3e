import { randomUUID } from 'node:crypto';
import type { Container } from '../../../contract/containers.ts';
import { CallerId } from '../../../contract/ids.ts';
import { takesAgents } from '../../../contract/launches.ts';
import type { Mission } from '../../../contract/missions.ts';
import { ResumeRun, type Run, RunMission } from '../../../contract/runs.ts';
import { present } from '../../../contract/present.ts';
import { startContainer, stopContainer } from '../../containers/lifecycle.ts';
import { listContainers } from '../../containers/list.ts';
import type { Context } from '../../context.ts';
import { checked, fail } from '../../errors.ts';
import { workersOf } from '../launches/store.ts';
import { getMission, listFeatures } from '../missions/mission/store.ts';
import { updateMission } from '../missions/mission/update.ts';
import { changeRun, latestRun } from '../missions/runs/store.ts';
import type { Project } from '../records/project.ts';
import { disownRun, ownRun } from './own-runs.ts';

/** What finds, starts and stops containers. */
export interface Hands {
  readonly list: (context: Context) => Promise<readonly Container[]>;
  readonly start: (context: Context, of: Pick<Container, 'name'>) => Promise<unknown>;
  readonly stop: (context: Context, of: Pick<Container, 'name'>) => Promise<unknown>;
}

/** Those of Docker. */
export const HANDS: Hands = { list: listContainers, start: startContainer, stop: stopContainer };

interface Acting {
  readonly context: Context;
  readonly project: Project;
  readonly hands?: Hands;
}

/**
 * Begins a run of a mission: from now on its features are launched as they become ready, by whichever host of this user has
 * its project open. MISSION_NOT_FOUND, MISSION_NOT_READY, MILESTONE_NOT_FOUND, RUN_GOING, INPUT_INVALID.
 */
export async function runMission(context: Context, project: Project, wanted: RunMission): Promise<Run> {
  const run = checkRun(context, project, wanted);
  const mission = getMission(project, wanted.mission);
  await ownRun(context, run);
  const latest = await changeRun(project, mission.id, (before) => (before?.state === 'running' ? undefined : run));
  if (latest?.id === run.id) return run;
  await disownRun(context, run);
  throw fail('RUN_GOING', `The mission ${mission.id} runs already.`, {
    hints: [`maestro mission explain ${mission.id}`, `To end that run: maestro mission stop ${mission.id}`],
  });
}

/** A run as it would begin, if its mission may run. Fails as `runMission` does, and writes nothing. */
export function checkRun(context: Pick<Context, 'now'>, project: Project, wanted: RunMission): Run {
  const run = newRun(context, wanted);
  refuseUnready(getMission(project, wanted.mission), run);
  return run;
}

/** A run as it would begin. INPUT_INVALID. */
export function newRun(context: Pick<Context, 'now'>, wanted: RunMission): Run {
  const {
    mission: _,
    until = null,
    budgetUsd = null,
    parallel,
    keepGoing,
    seals,
    ...wishes
  } = checked(RunMission, wanted);
  if (budgetUsd !== null && wishes.agent === 'custom')
    throw fail('INPUT_INVALID', 'What a command of your own costs cannot be known, and so not be bounded.', {
      hints: ['Leave out the budget, or take an agent that Maestro knows.'],
    });
  const id = CallerId.parse(randomUUID());
  const at = context.now().toISOString();
  return { id, state: 'running', at, parallel, until, budgetUsd, keepGoing, seals, wishes, failed: {}, spent: {} };
}

function refuseUnready({ id, status, milestones }: Mission, { until }: Pick<Run, 'until'>): void {
  if (!takesAgents(status))
    throw fail('MISSION_NOT_READY', `The mission ${id} is ${status}.`, {
      hints: [HINTS[status]?.(id) ?? ''].filter(Boolean),
    });
  refuseUnknownEnd({ id, milestones }, until);
}

/** Refuses a run that is to end with what its mission does not have. MILESTONE_NOT_FOUND. */
export function refuseUnknownEnd({ id, milestones }: Pick<Mission, 'id' | 'milestones'>, until: string | null): void {
  if (until === null || milestones.some((milestone) => milestone.id === until)) return;
  throw fail('MILESTONE_NOT_FOUND', `Mission ${id} has no milestone ${JSON.stringify(until)}.`);
}

const HINTS: Partial<Record<Mission['status'], (id: string) => string>> = {
  draft: (id) => `Approve it first: maestro mission approve ${id}`,
  paused: (id) => `Go on with it: maestro mission resume ${id}`,
};

/** Launches nothing more, until it is resumed. Agents at work go on. RUN_NONE. */
export async function pauseRun(context: Pick<Context, 'paths'>, project: Project, mission: string): Promise<Run> {
  const run = await changeState(project, mission, 'paused');
  await disownRun(context, run);
  await moveMission(project, mission, { from: 'executing', to: 'paused' });
  return run;
}

/**
 * Goes on with the newest run of a mission, with another cap or budget where one is given: what could not be launched is
 * tried again, and containers that were stopped with it start again. RUN_NONE, and what starting one fails with.
 */
export async function resumeRun(acting: Acting, wanted: ResumeRun): Promise<Run> {
  const { context, project, hands = HANDS } = acting;
  const { mission, ...given } = checked(ResumeRun, wanted);
  const before = latestRun(project, mission);
  if (before === undefined || before.state === 'finished') throw none(mission, before);
  await moveMission(project, mission, { from: 'paused', to: 'executing' });
  if (before.state === 'stopped') {
    const down = (await atWork(acting, mission)).filter(({ state }) => state === 'stopped');
    await Promise.all(down.map((one) => hands.start(context, one)));
  }
  const resumed: Run = {
    ...before,
    ...present(given),
    ...{ state: 'running', failed: {}, resumedAt: context.now().toISOString() },
  };
  await ownRun(context, resumed);
  const run = await changeRun(project, mission, (latest) =>
    latest?.id === before.id ? { ...resumed, spent: latest.spent } : undefined,
  );
  return run ?? before;
}

/** Ends a run and stops the containers of its features at work; their files and branches stay. RUN_NONE, and what stopping one fails with. */
export async function stopRun(acting: Acting, mission: string): Promise<Run> {
  const { context, project, hands = HANDS } = acting;
  const run = await changeState(project, mission, 'stopped');
  await disownRun(context, run);
  const up = (await atWork(acting, mission)).filter(({ state }) => state !== 'stopped');
  await Promise.all(up.map((one) => hands.stop(context, one)));
  return run;
}

/** The containers of features at work, as they are; Docker is asked only where there may be some. */
async function atWork(
  { context, project, hands = HANDS }: Acting,
  mission: string,
): Promise<Pick<Container, 'name' | 'state'>[]> {
  const working = listFeatures(project, getMission(project, mission)).filter(
    ({ status }) => status === 'in-progress' || status === 'blocked',
  );
  const names = new Set<string>(working.flatMap(({ id }) => workersOf(project, { mission, feature: id })));
  return names.size === 0 ? [] : (await hands.list(context)).filter(({ name }) => names.has(name));
}

async function changeState(project: Project, mission: string, state: 'paused' | 'stopped'): Promise<Run> {
  getMission(project, mission);
  const run = await changeRun(project, mission, (latest) =>
    // One that is stopped has containers to start again: paused, nobody would.
    latest === undefined || ['finished', 'stopped'].includes(latest.state) ? undefined : { ...latest, state },
  );
  if (run === undefined || run.state === 'finished') throw none(mission, run);
  if (run.state !== state)
    throw fail('RUN_NONE', `The run of ${mission} is ${run.state}.`, { hints: [`maestro mission resume ${mission}`] });
  return run;
}

/** The mission says it too, where it may: people and the older tool look there. */
async function moveMission(
  project: Project,
  id: string,
  { from, to }: { readonly from: Mission['status']; readonly to: Mission['status'] },
): Promise<void> {
  if (getMission(project, id).status === from) await updateMission(project, { mission: id, status: to });
}

function none(mission: string, run: Run | undefined): Error {
  const words = run === undefined ? 'was never run' : 'has come to the end of its run';
  return fail('RUN_NONE', `The mission ${mission} ${words}.`, { hints: [`maestro mission run ${mission}`] });
}
