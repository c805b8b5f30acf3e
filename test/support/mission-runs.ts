import type { Container } from '../../electron/contract/containers.ts';
import { Plan } from '../../electron/contract/missions.ts';
import type { Run, RunMission } from '../../electron/contract/runs.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { projectsOf } from '../../electron/engine/project/follow/user-projects.ts';
import { launchedBy } from '../../electron/engine/project/launches/launch.ts';
import type { Makers } from '../../electron/engine/project/launches/making.ts';
import { createMission } from '../../electron/engine/project/missions/create.ts';
import { updateFeature } from '../../electron/engine/project/missions/features/update.ts';
import { getMission, listFeatures } from '../../electron/engine/project/missions/mission/store.ts';
import { decideMission } from '../../electron/engine/project/missions/mission/update.ts';
import { latestRun } from '../../electron/engine/project/missions/runs/store.ts';
import { Output } from '../../electron/engine/project/proofs/output.ts';
import { type Proving, runChecks } from '../../electron/engine/project/proofs/prove.ts';
import type { Prove } from '../../electron/engine/project/runs/checking.ts';
import { driveRuns } from '../../electron/engine/project/runs/drive.ts';
import { engineWithoutDocker } from './connections.ts';
import { openReady, projectOnDisk, type ProjectOnDisk } from './missions.ts';
import { planOf } from './state.ts';

/** How a run begins where a test wants nothing special. */
export const WANTED: Omit<RunMission, 'mission'> = {
  ...{ parallel: 4, keepGoing: false, seals: false, preset: 'standard', domains: [], limits: {} },
};

/** A mission of a shape of its own: dependencies by feature. */
export async function missionOf(
  on: Readonly<Record<string, readonly string[]>>,
  more: object = {},
): Promise<ProjectOnDisk> {
  const at = await projectOnDisk();
  const ids = Object.keys(on);
  const { features } = planOf(ids.length) as { features: object[] };
  const named = features.map((one, index) => ({ ...one, id: ids[index], dependsOn: on[ids[index] ?? ''], ...more }));
  const plan = { ...planOf(ids.length), features: named };
  const { mission } = await createMission(at.project, Plan.parse(plan));
  await decideMission(at.project, { id: mission.id, verdict: 'approved' });
  return { ...at, mission: mission.id };
}

/** Checks that run nowhere: one that is called `fails` does, any other has a test that passed. */
const MADE_UP: Pick<Proving, 'fresh' | 'subject'> = {
  subject: () => Promise.resolve({ commit: 'a'.repeat(40), branch: 'feat/a', base: null, uncommitted: 0 }),
  fresh: ({ now }, { check }) => {
    const output = new Output();
    output.add(Buffer.from('# pass 1\n'));
    const exitCode = check.command === 'fails' ? 1 : 0;
    return Promise.resolve({ at: now().toISOString(), durationMs: 1, exitCode, output, matched: null });
  },
};

export interface Stage {
  readonly engine: Engine;
  readonly at: ProjectOnDisk;
  /** What was made, in order. */
  readonly made: string[];
  readonly started: string[];
  readonly stopped: string[];
  /** Features whose checks were run, in order. */
  readonly proven: string[];
  readonly status: () => Record<string, string>;
  readonly run: () => Run | undefined;
  readonly finish: (...features: string[]) => Promise<void>;
}

/** An engine that drives runs, whose containers are made up. */
export async function stage(at: ProjectOnDisk, makers: Partial<Makers> = {}): Promise<Stage> {
  const engine = await engineWithoutDocker();
  const { context } = engine;
  const [made, started, stopped, proven]: [string[], string[], string[], string[]] = [[], [], [], []];
  const launch = launchedBy({
    create: (_, { id }, { feature }) => {
      made.push(feature.feature);
      return Promise.resolve({ name: `made-${id}` } as unknown as Container);
    },
    isMade: () => Promise.resolve(false),
    base: () => Promise.resolve(null),
    ...makers,
  });
  const hands = {
    start: (_: unknown, { name }: { name: string }) => Promise.resolve(started.push(name)),
    stop: (_: unknown, { name }: { name: string }) => Promise.resolve(stopped.push(name)),
  };
  void projectsOf(context).watch();
  await openReady(engine, at.root);
  context.state.change({ fields: { loaded: true, docker: { state: 'ready', version: '1', apiVersion: '1' } } });
  const prove: Prove = async (_, project, { mission, assertions, signal }) => {
    proven.push(...assertions);
    await runChecks(context, project, { input: { mission, assertions, acceptChanges: false }, signal, ...MADE_UP });
  };
  void driveRuns(context, { launch, hands, usage: () => Promise.resolve({ usd: 6 }), prove });
  return {
    ...{ engine, at, made, started, stopped, proven },
    status: () => {
      const features = listFeatures(at.project, getMission(at.project, at.mission));
      return Object.fromEntries(features.map(({ id, status }) => [id, status]));
    },
    run: () => latestRun(at.project, at.mission),
    finish: async (...features) => {
      for (const feature of features) {
        for (const status of ['review', 'done'] as const)
          await updateFeature(at.project, { mission: at.mission, feature, status });
      }
    },
  };
}
