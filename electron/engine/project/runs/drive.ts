import { setTimeout as delay } from 'node:timers/promises';
import type { SnapshotEvent } from '../../../contract/snapshot.ts';
import type { MissionSummary } from '../../../contract/missions.ts';
import { getUsage } from '../../containers/using.ts';
import type { Context } from '../../context.ts';
import { withLock } from '../../disk/lock.ts';
import { isProblem, problemOf } from '../../errors.ts';
import { projectOf } from '../follow/opened.ts';
import { launchFeature, type Launching } from '../launches/launch.ts';
import { lockName } from '../launches/lock.ts';
import { latestRun } from '../missions/runs/store.ts';
import { HANDS, type Hands } from './begin.ts';
import { type Prove, PROVE } from './checking.ts';
import { Driver } from './driver.ts';
import { isOwnRun } from './own-runs.ts';
import { agentsOf } from './scene.ts';
import { type ReadUsage, Spending } from './spending.ts';

/** How soon a run goes on here after the process died that drove it. */
const AGAIN_MS = 5_000;

export interface Means {
  readonly launch: Launching;
  readonly usage: ReadUsage;
  readonly hands: Pick<Hands, 'start' | 'stop'>;
  readonly prove: Prove;
}

/**
 * Drives the runs of all open projects for as long as the engine lives. Each is driven by one process of this user at a
 * time; another one goes on where it was, should that die.
 */
export async function driveRuns(
  context: Context,
  means: Means = { launch: launchFeature, usage: getUsage, hands: HANDS, prove: PROVE },
): Promise<void> {
  const drivers = new Map<string, Driven>();
  for await (const event of context.state.watch(context.closing)) {
    for (const [key, summary] of Object.entries(context.state.snapshot.missions)) {
      if (summary.run !== 'running' || drivers.has(key)) continue;
      const driver = driverOf(context, summary, means);
      const ended = drive(context, summary, driver).finally(() => drivers.delete(key));
      drivers.set(key, { summary, driver, ended, seen: agentsSeen(context, summary) });
    }
    for (const [key, driven] of drivers) {
      const seen = agentsSeen(context, driven.summary);
      if (seen !== driven.seen || concerns(event, key)) driven.driver.wake();
      driven.seen = seen;
    }
  }
  await Promise.all([...drivers.values()].map(({ ended }) => ended));
}

interface Driven {
  readonly summary: MissionSummary;
  readonly driver: Driver;
  readonly ended: Promise<void>;
  seen: string;
}

function driverOf(context: Context, { project, id: mission }: MissionSummary, means: Means): Driver {
  const { launch, hands, usage, prove } = means;
  const spending = new Spending(usage);
  return new Driver({ context, project: projectOf(context, project), mission, launch, hands, spending, prove });
}

function concerns(event: SnapshotEvent, mission: string): boolean {
  if (event.kind === 'snapshot') return true;
  const { missions = {}, fields = {} } = event.change;
  return 'docker' in fields || 'loaded' in fields || Object.hasOwn(missions, mission);
}

/** What of its containers decides about a run; that one is at work, and spends, is news once a minute. */
export function agentsSeen({ state }: Pick<Context, 'state'>, { project, id }: MissionSummary): string {
  const agents = agentsOf({ root: project }, id, Object.values(state.snapshot.containers));
  return JSON.stringify(
    [...agents].map(([feature, one]) => [
      ...[feature, one.name, one.state, one.attention, one.limitUntil, one.git?.head],
      one.lastActivityAt?.slice(0, 'YYYY-MM-DDTHH:MM'.length),
    ]),
  );
}

async function drive(context: Context, { project: root, id }: MissionSummary, driver: Driver): Promise<void> {
  const name = lockName('run', [root, id]);
  const lock = { folder: context.paths.locks, name, waitMs: 0, signal: context.closing };
  const isHere = (): boolean => {
    const run = latestRun(projectOf(context, root), id);
    return run?.state === 'running' && isOwnRun(context, run);
  };
  const isOver = (): boolean => context.closing.aborted || !isHere();
  try {
    while (!isOver()) {
      // One that was stopped and resumed meanwhile is driven on.
      const isDone = await withLock(lock, () => driver.drive()).then(() => true, tell);
      if (isDone || isOver()) continue;
      await delay(AGAIN_MS, undefined, { signal: context.closing }).catch(() => undefined);
    }
  } catch (error) {
    tell(error);
  }
  /** Another process that drives it is nothing to tell. */
  function tell(error: unknown): false {
    if (!context.closing.aborted && !isProblem(error, 'LOCK_HELD'))
      context.log.error({ mission: id, problem: problemOf(error) }, 'a run cannot be driven');
    return false;
  }
}
