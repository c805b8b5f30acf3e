import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { missionKey, type MissionSummary, Plan } from '../../electron/contract/missions.ts';
import type { ProjectEntry } from '../../electron/contract/projects.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import type { HandoffWords } from '../../electron/contract/handoffs.ts';
import { createMission } from '../../electron/engine/project/missions/create.ts';
import { decideMission } from '../../electron/engine/project/missions/mission/update.ts';
import { initProject } from '../../electron/engine/project/setup/init.ts';
import { findProject, type Project } from '../../electron/engine/project/records/project.ts';
import { git, tempFolder } from './project.ts';
import { planOf } from './state.ts';
import { until } from './until.ts';

/** A repository with `.maestro/` and one approved mission of so many features. */
export interface ProjectOnDisk {
  readonly root: string;
  readonly project: Project;
  readonly mission: string;
  /** A file of the mission: `features/f1.json`. */
  readonly file: (path: string) => string;
}

export async function projectOnDisk({ features = 3 } = {}): Promise<ProjectOnDisk> {
  const root = await realpath(await tempFolder('maestro-missions'));
  await git(root, 'init', '-q', '-b', 'main');
  await git(root, 'commit', '-q', '--allow-empty', '-m', 'first');
  const project = findProject({ cwd: root, home: await tempFolder('maestro-home') });
  await initProject(project);
  const { mission } = await createMission(project, Plan.parse(planOf(features)));
  await decideMission(project, { id: mission.id, verdict: 'approved' });
  const folder = join(project.folder, 'missions', mission.id);
  return { root, project, mission: mission.id, file: (path) => join(folder, path) };
}

/** Opens a project in an engine and waits until all of it was read. */
export async function openReady(engine: Engine, root: string): Promise<ProjectEntry> {
  await engine.client.projects.open({ path: root });
  return until('the project to be read', () => entryOf(engine, root, 'ready'));
}

/** The project's entry in the snapshot, when it is in this state. */
export function entryOf(engine: Engine, root: string, state?: ProjectEntry['state']): ProjectEntry | undefined {
  const entry = engine.context.state.snapshot.projects[root];
  return state === undefined || entry?.state === state ? entry : undefined;
}

export function summaryIn(engine: Engine, { root, mission }: ProjectOnDisk): MissionSummary | undefined {
  return engine.context.state.snapshot.missions[missionKey(root, mission)];
}

/** Waits until the project's stamp has grown beyond what it was. */
export function untilGrown(engine: Engine, { path, stamp }: ProjectEntry): Promise<ProjectEntry> {
  return until('the stamp to grow', () => {
    const now = entryOf(engine, path);
    return now !== undefined && now.stamp > stamp ? now : undefined;
  });
}

/** Words of a handoff that is always accepted. */
export const WORDS: HandoffWords = {
  ...{ mode: 'execute', sessionCore: 'core', summary: 'all_is_well', nextAction: 'go_on', confidenceWork: 0.9 },
  ...{ decisions: [], signals: [], artifacts: ['a'], readMore: ['r'], risks: [], drivers: [], divergences: [] },
  ...{ boundaries: [], planPaths: [], maestroSync: [], touchedFiles: [], completed: ['one', 'two'], validation: [] },
};
