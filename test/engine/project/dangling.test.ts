import { existsSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { stateChecks } from '../../../electron/engine/project/health/checks.ts';
import { createHandoff } from '../../../electron/engine/project/handoffs/create.ts';
import { countPending } from '../../../electron/engine/project/handoffs/store.ts';
import { addCorrection, addLearning } from '../../../electron/engine/project/memory/memory.ts';
import { promoteCorrection } from '../../../electron/engine/project/memory/ratchet.ts';
import { saveCheckpoint } from '../../../electron/engine/project/missions/checkpoints/checkpoints.ts';
import { updateFeature } from '../../../electron/engine/project/missions/features/update.ts';
import { createMission } from '../../../electron/engine/project/missions/create.ts';
import { addNote } from '../../../electron/engine/project/notes/notes.ts';
import { listPrinciples } from '../../../electron/engine/project/principles/store.ts';
import type { Project } from '../../../electron/engine/project/records/project.ts';
import { files, folders } from '../../../electron/engine/project/records/tree.ts';
import { ingestReplies } from '../../../electron/engine/project/replies/ingest.ts';
import { editConfig } from '../../../electron/engine/project/config/edit-config.ts';
import { createTask } from '../../../electron/engine/project/tasks/tasks.ts';
import { Plan } from '../../../electron/contract/missions.ts';
import { projectOnDisk, type ProjectOnDisk, WORDS } from '../../support/missions.ts';
import { planOf } from '../../support/state.ts';

type Place = (on: ProjectOnDisk) => string;

/** Everything that may read or write records, as far as it gets. */
const WORK: readonly ((project: Project, mission: string) => unknown)[] = [
  (project, mission) => updateFeature(project, { mission, feature: 'f1', status: 'in-progress' }),
  (project, mission) => saveCheckpoint(project, mission),
  (project) => createMission(project, Plan.parse(planOf(1))),
  (project) => createHandoff(project, { words: WORDS }),
  (project) => addNote(project, { content: 'first' }),
  (project) => addLearning(project, { content: 'first' }),
  (project) => createTask(project, { title: 'first' }),
  (project) => ingestReplies(project),
  (project) => editConfig(project, { keyPath: 'memory.enabled', value: true, scope: 'project' }),
  async (project) => {
    const { id } = await addCorrection(project, { rule: 'no install', keywords: ['npm'], globs: [] });
    await promoteCorrection(project, { correction: id, check: 'npm i' });
  },
];

const PLACES: readonly [string, Place][] = [
  ...Object.entries(files)
    .filter(([name]) => !['mainConfig', 'ratchetFailure'].includes(name))
    .map(([name, place]): [string, Place] => [`files.${name}`, ({ project }) => place(project)]),
  ...Object.entries(folders)
    .filter(([name]) => name !== 'ours')
    .map(([name, place]): [string, Place] => [`folders.${name}`, ({ project }) => place(project)]),
  ['a mission', ({ file }) => file('.')],
  ['mission.json', ({ file }) => file('mission.json')],
  ['assertions.json', ({ file }) => file('assertions.json')],
  ['a feature', ({ file }) => file('features/f1.json')],
  ['the features', ({ file }) => file('features')],
  ['a checkpoint', ({ file }) => file('checkpoints/20260101-000000-000.json')],
  ['a handoff', ({ project }) => join(folders.handoffs(project), '2026-01-01-001.json')],
  ['a correction', ({ project }) => join(folders.corrections(project), '2026-01-01-001.json')],
  ['a learning', ({ project }) => join(folders.rawLearnings(project), '2026-01-01-1-x.json')],
  ['a reply', ({ project, mission }) => join(folders.replies(project), mission, 'f1.yaml')],
  ['all state', ({ project }) => project.folder],
];

test.each(PLACES)(
  '%s that is a link to nothing is named as damage, and nothing is written through it',
  async (_, at) => {
    const on = await projectOnDisk();
    const [path, target] = [at(on), join(on.root, 'nowhere', 'else')];
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { recursive: true, force: true });
    await symlink(target, path);

    const told = stateChecks(on.project).map(({ message }) => message);
    for (const work of WORK) await Promise.resolve(work(on.project, on.mission)).catch(() => undefined);

    expect(told).toContain(`${path} is damaged. It is a link to something that is not there.`);
    expect(existsSync(dirname(target))).toBe(false);
  },
);

test('a handoff that is a link to nothing leaves the others, and counts as none that waits', async () => {
  const { project, root } = await projectOnDisk();
  await createHandoff(project, { words: WORDS });
  await symlink(join(root, 'nowhere'), join(folders.handoffs(project), '2026-01-01-001.json'));

  expect(countPending(project)).toBe(1);
});

test('a list whose file is a link to nothing is not empty, but unreadable', async () => {
  const { project, root } = await projectOnDisk();
  await rm(files.principles(project), { force: true });
  await symlink(join(root, 'nowhere'), files.principles(project));

  expect(() => listPrinciples(project)).toThrow(/a link to something that is not there/);
});
