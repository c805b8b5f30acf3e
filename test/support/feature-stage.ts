import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Launch, Launched } from '../../electron/contract/launches.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { containerEngine, inside } from './containers.ts';
import type { TestEngine } from './docker.ts';
import { gitProject } from './project.ts';
import { approvedMission, planOf, type StateProject, within } from './state.ts';
import { until } from './until.ts';

/** An agent that commits one file, and waits. */
export function commits(file: string, text = file): readonly string[] {
  const work = `printf '%s\n' '${text}' >${file} && git add ${file} && git commit -qm 'Write ${file}' && sleep infinity`;
  return ['bash', '-c', work];
}

export interface Stage {
  readonly engine: TestEngine;
  readonly project: StateProject;
  readonly mission: string;
  launch(feature: string, command: readonly string[]): Promise<Launched>;
  /** Waits until the agent of a feature has committed, and finishes the feature. */
  finish(feature: string, launched: Launched): Promise<void>;
}

/** A mission of three features, of which the third builds on the two before; `first` is what its first one has besides. */
export async function stage(first: object = {}): Promise<Stage> {
  const [engine, folder] = await Promise.all([containerEngine(), gitProject()]);
  const project = within(folder, engine.user.home);
  await project.json(['init']);
  const { features } = planOf(3) as { features: { id: string }[] };
  const own: Readonly<Record<string, object>> = { f1: first, f3: { dependsOn: ['f1', 'f2'] } };
  const plan = { features: features.map((one) => ({ ...one, ...own[one.id] })) };
  const mission = await approvedMission(project, planOf(3, plan));
  const move = (feature: string, status: string) =>
    project.json(['feature', 'update', feature, '--mission', mission, '--status', status]);
  return {
    engine,
    project,
    mission,
    launch: async (feature, command) => {
      const words = ['feature', 'launch', feature, '--mission', mission, '--json', '--', ...command];
      const { code, stdout, stderr } = await project.run(words);
      return code === 0 ? (JSON.parse(stdout) as Launched) : Promise.reject(new Error(`${stdout}${stderr}`));
    },
    finish: async (feature, { launch }) => {
      const made = await getContainer(engine.context, launch.container ?? '');
      await until(`${feature} to be committed`, async () => {
        const subject = await inside(made, 'git -C /workspace log -1 --format=%s');
        return subject.startsWith('Write ') || Promise.reject(new Error(subject));
      });
      await move(feature, 'review');
      await move(feature, 'done');
    },
  };
}

export async function statusOf({ project, mission }: Stage, feature: string): Promise<string | undefined> {
  const { features } = await project.json<{ features: { id: string; status: string }[] }>([
    'feature',
    'list',
    '--mission',
    mission,
  ]);
  return features.find(({ id }) => id === feature)?.status;
}

export function kept({ project, mission }: Stage, feature: string): Launch[] {
  const path = join(project.folder, '.maestro/ours/launches', mission, `${feature}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { launches: Launch[] }).launches : [];
}
