import { join } from 'node:path';
import { fail } from '../../errors.ts';
import { FEATURE_ID } from '../../../contract/missions.ts';
import { isSequentialId } from './id-rules.ts';
import type { Project } from './project.ts';

/** Where everything lies. Ids are checked here, at the border, so that no id ever becomes a path that leads elsewhere. */
export const folders = {
  missions: (project: Project) => join(project.folder, 'missions'),
  handoffs: (project: Project) => join(project.folder, 'handoffs'),
  corrections: (project: Project) => join(project.folder, 'memory', 'corrections'),
  rawLearnings: (project: Project) => join(project.folder, 'memory', 'learnings', 'raw'),
  tasks: (project: Project) => join(project.folder, 'tasks'),
  replies: (project: Project) => join(project.folder, 'replies'),
  /** What is Maestro's alone: the older tool refuses records with keys it does not know. */
  ours: (project: Project) => join(project.folder, 'ours'),
};

export const files = {
  config: (project: Project) => join(project.folder, 'config.yaml'),
  userConfig: (project: Project) => join(project.user, 'config.yaml'),
  mainConfig: (project: Project) => join(project.user, 'config.yml'),
  notes: (project: Project) => join(project.folder, 'notes.json'),
  compiled: (project: Project) => join(project.folder, 'memory', 'learnings', '_compiled.json'),
  suite: (project: Project) => join(project.folder, 'memory', 'ratchet', 'suite.json'),
  baseline: (project: Project) => join(project.folder, 'memory', 'ratchet', 'baseline.json'),
  ratchetFailure: (project: Project) => join(folders.ours(project), 'ratchet-failure.json'),
  principles: (project: Project) => join(project.folder, 'principles.jsonl'),
  outcomes: (project: Project) => join(project.folder, 'principles', 'outcomes.jsonl'),
  tasks: (project: Project) => join(project.folder, 'tasks', 'tasks.jsonl'),
  graph: (project: Project) => join(project.user, 'graph', 'projects.json'),
};

/** Everything of one mission. MISSION_NOT_FOUND when the id cannot be one. */
export function missionTree(project: Project, id: string) {
  if (!isSequentialId(id)) throw missionNotFound(id);
  const folder = join(folders.missions(project), id);
  return {
    folder,
    record: join(folder, 'mission.json'),
    assertions: join(folder, 'assertions.json'),
    features: join(folder, 'features'),
    checkpoints: join(folder, 'checkpoints'),
    workers: join(folder, 'workers'),
    lock: join(folder, '.update.lock'),
    feature: (feature: string) => join(folder, 'features', `${checkedFeature(feature)}.json`),
    worker: (feature: string) => join(folder, 'workers', checkedFeature(feature)),
  };
}

/** MISSION_NOT_FOUND for this id. */
export function missionNotFound(id: string): Error {
  return fail('MISSION_NOT_FOUND', `There is no mission ${JSON.stringify(id)}.`);
}

function checkedFeature(id: string): string {
  if (FEATURE_ID.test(id)) return id;
  throw fail('INPUT_INVALID', `${JSON.stringify(id)} is no feature id.`, {
    hints: ['Feature ids have letters, digits, dashes and underscores, and begin with a letter or digit.'],
  });
}
