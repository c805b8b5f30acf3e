import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import {
  getCheckpoint,
  loadCheckpoint,
  saveCheckpoint,
} from '../../../electron/engine/project/missions/checkpoints/checkpoints.ts';
import { updateFeature } from '../../../electron/engine/project/missions/features/update.ts';
import { createHandoff } from '../../../electron/engine/project/handoffs/create.ts';
import { linkProject } from '../../../electron/engine/project/graph/graph.ts';
import { injectBlocks } from '../../../electron/engine/project/setup/install.ts';
import { addCorrection } from '../../../electron/engine/project/memory/memory.ts';
import { inspectConfig } from '../../../electron/engine/project/config/inspector.ts';
import { createMission } from '../../../electron/engine/project/missions/create.ts';
import { readPlan } from '../../../electron/engine/project/missions/plan-rules.ts';
import { getFeature, getMission } from '../../../electron/engine/project/missions/mission/store.ts';
import { updateMission } from '../../../electron/engine/project/missions/mission/update.ts';
import { addNote } from '../../../electron/engine/project/notes/notes.ts';
import { readConfigFile } from '../../../electron/engine/project/config/config.ts';
import { keepCopy } from '../../../electron/engine/project/records/keep-copy.ts';
import { editConfig } from '../../../electron/engine/project/config/edit-config.ts';
import { withFileLock } from '../../../electron/engine/project/records/lock.ts';
import { files, folders } from '../../../electron/engine/project/records/tree.ts';
import { checkRatchet, promoteCorrection } from '../../../electron/engine/project/memory/ratchet.ts';
import { stateChecks } from '../../../electron/engine/project/health/checks.ts';
import { cutJson, repairState } from '../../../electron/engine/project/health/repair.ts';
import { createTask, listTasks } from '../../../electron/engine/project/tasks/tasks.ts';
import { projectOnDisk, type ProjectOnDisk, WORDS } from '../../support/missions.ts';
import { tempFolder } from '../../support/project.ts';

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

const correction = ({ project }: Pick<ProjectOnDisk, 'project'>) =>
  addCorrection(project, { rule: 'no install', keywords: ['npm'], globs: [] });

test('a suite of patterns that is damaged is not replaced by a new one, and passes no check', async () => {
  const { project } = await projectOnDisk();
  const { id } = await correction({ project });
  await write(files.suite(project), '{"assertions": [');

  await expect(promoteCorrection(project, { correction: id, check: 'npm i' })).rejects.toMatchObject({
    problem: { code: 'FILE_DAMAGED' },
  });
  await expect(checkRatchet(project)).rejects.toMatchObject({ problem: { code: 'FILE_DAMAGED' } });
  expect(await readFile(files.suite(project), 'utf8')).toBe('{"assertions": [');
});

test('a pattern that would take for ever is stopped, and fails', async () => {
  const { project, root } = await projectOnDisk();
  const { id } = await correction({ project });
  await writeFile(join(root, 'long.txt'), `${'a'.repeat(60)}!`);
  await promoteCorrection(project, { correction: id, check: '^(a+)+$' });
  await promoteCorrection(project, { correction: id, check: 'never there' });

  const { results } = await checkRatchet(project);

  expect(results.map(({ passed }) => passed)).toEqual([false, true]);
  expect(results[0]?.detail).toContain('takes too long');
});

test('a mission that was copied by hand is a mission of its own', async () => {
  const { project, mission, file } = await projectOnDisk();
  const copy = '2026-01-01-001';
  await cp(file('.'), join(project.folder, 'missions', copy), { recursive: true });

  await updateFeature(project, { mission: copy, feature: 'f1', status: 'in-progress' });
  await updateMission(project, { mission: copy, title: 'The copy' });

  expect(getMission(project, mission)).toMatchObject({ title: 'Many', status: 'approved' });
  expect(getFeature(project, mission, 'f1').status).toBe('pending');
  expect(getMission(project, copy)).toMatchObject({ id: copy, title: 'The copy', status: 'executing' });
  expect(getFeature(project, copy, 'f1')).toMatchObject({ missionId: copy, status: 'in-progress' });
});

test('a checkpoint says nothing about a feature that it does not know, whatever its name', async () => {
  const { project, mission, file } = await projectOnDisk();
  await saveCheckpoint(project, mission);
  const { id: _, ...rest } = JSON.parse(await readFile(file('features/f1.json'), 'utf8')) as { id: string };
  await writeFile(file('features/constructor.json'), JSON.stringify({ id: 'constructor', ...rest }));

  const { diff } = await loadCheckpoint(project, { mission, id: getCheckpoint(project, { mission }).id });

  expect(diff).toEqual({ features: [], assertions: [], gone: [] });
  expect(getFeature(project, mission, 'constructor').status).toBe('pending');
});

test.each([
  ['an alias of nothing', 'defaultAgent: *nobody\n'],
  [
    'aliases without end',
    `a: &a [x]\n${'bcdefghij'.replaceAll(
      /./g,
      (name) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`)
          .join(', ')}]\n`,
    )}`,
  ],
])('a configuration with %s is called unusable', async (_what, text) => {
  const { project } = await projectOnDisk();
  await write(files.config(project), text);
  expect(() => readConfigFile(files.config(project))).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'CONFIG_INVALID' }) as object }) as Error,
  );
  await write(files.mainConfig(project), text);
  await expect(editConfig(project, { scope: 'project', keyPath: 'memory.enabled', value: true })).rejects.toMatchObject(
    { problem: { code: 'CONFIG_INVALID' } },
  );
});

test('the environment of workers is masked whatever the worker is called', async () => {
  const { project } = await projectOnDisk();
  await write(files.config(project), 'workers:\n  "a.b":\n    command: x\n    env: {TOKEN: hunter2}\n');
  expect(JSON.stringify(inspectConfig(project))).not.toContain('hunter2');
  await write(files.config(project), 'workers:\n  "a.b":\n    env: {TOKEN: 424242}\n');
  expect(JSON.stringify(inspectConfig(project))).not.toContain('424242');
});

test('a key named __proto__ is kept and changes nothing else', async () => {
  const { project } = await projectOnDisk();
  await editConfig(project, { scope: 'project', keyPath: '__proto__.polluted', value: true });
  await editConfig(project, { scope: 'project', keyPath: 'workers.__proto__.command', value: 'x' });
  inspectConfig(project);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(await readFile(files.config(project), 'utf8')).toContain('polluted: true');
});

test('neither an instruction block nor a copy is written through a link of the project', async () => {
  const { project } = await projectOnDisk();
  const elsewhere = await tempFolder();
  await writeFile(join(elsewhere, 'mine'), 'mine\n');
  const agents = join(project.folder, 'AGENTS.md');
  await rm(agents);
  await symlink(join(elsewhere, 'mine'), agents);
  await symlink(elsewhere, join(project.folder, 'ours'));

  await expect(injectBlocks(project)).rejects.toMatchObject({ problem: { code: 'PATH_UNSAFE' } });
  expect(() => keepCopy(project, files.config(project), 'replaced')).toThrow('symbolic link');
  expect(await readFile(join(elsewhere, 'mine'), 'utf8')).toBe('mine\n');
});

test('a handoff waits for a process of the older tool that is creating one', async () => {
  const { project } = await projectOnDisk();
  const lock = join(project.folder, 'handoffs', '.create.lock');
  await writeFile(lock, '');

  const creating = createHandoff(project, { words: WORDS });
  const older = join(project.folder, 'handoffs', '2099-01-01-001.json');
  await expect(Promise.race([creating, new Promise((resolve) => setTimeout(resolve, 200, 'waits'))])).resolves.toBe(
    'waits',
  );
  await writeFile(older, '{}');
  await rm(lock);

  const { id } = await creating;
  expect((await readdir(join(project.folder, 'handoffs'))).sort()).toEqual(
    [`${id}.json`, '2099-01-01-001.json'].sort(),
  );
});

test('taking damaged lines out loses no task that is created meanwhile', async () => {
  const { project } = await projectOnDisk();
  await createTask(project, { title: 'first' });
  await writeFile(files.tasks(project), `${await readFile(files.tasks(project), 'utf8')}damaged\n`);

  await withFileLock(project, join(dirname(files.tasks(project)), '.tasks.lock'), async () => {
    const repairing = repairState(project);
    await expect(Promise.race([repairing, new Promise((resolve) => setTimeout(resolve, 200, 'waits'))])).resolves.toBe(
      'waits',
    );
    return { repairing };
  }).then(({ repairing }) => repairing);
  expect(listTasks(project).map(({ title }) => title)).toEqual(['first']);
});

test('what is damaged or left over is named by its path, also where a reader fails, and repaired there', async () => {
  const { project } = await projectOnDisk();
  const leftover = join(folders.handoffs(project), 'handoff.json.tmp');
  await write(files.suite(project), '{} {"left": "over"}');
  await write(leftover, '');

  const paths = stateChecks(project).flatMap(({ path }) => path ?? []);
  const repairs = await repairState({ ...project, now: () => new Date(Date.now() + 3_600_000) });

  expect(paths).toEqual([files.suite(project), leftover]);
  expect(repairs.map(({ path }) => path)).toEqual([leftover, files.suite(project)]);
  expect(await readFile(files.suite(project), 'utf8')).toBe('{}\n');
});

test('the end of a document is found in one pass, also in a large file', () => {
  const whole = { list: Array.from({ length: 200_000 }, (_, n) => ({ n, text: '}"\\' })) };
  const text = JSON.stringify(whole);
  expect(cutJson(`${text}\n{"left": "over"}`)).toEqual(whole);
  expect(cutJson(text.slice(0, -100))).toBeUndefined();
  expect(cutJson('[1, {"a": "]"}] x')).toEqual([1, { a: ']' }]);
});

test('nothing is written that could not be read again', async () => {
  const { project } = await projectOnDisk();
  await addNote(project, { content: 'first' });
  await expect(addNote(project, { content: 'x'.repeat(17 * 1024 * 1024) })).rejects.toMatchObject({
    problem: { code: 'INPUT_INVALID' },
  });
  await addNote(project, { content: 'second' });
});

test.each<[string, (at: ProjectOnDisk) => Promise<unknown>]>([
  ['a feature', ({ project, mission }) => updateFeature(project, { mission, feature: 'f1' })],
  ['a mission', ({ project, mission }) => updateMission(project, { mission, title: '' })],
  ['a note', ({ project }) => addNote(project, { content: ' ' })],
  ['a link', ({ project }) => linkProject(project, { target: ' ', relation: 'consumes' })],
  ['a correction', ({ project }) => addCorrection(project, { rule: 'x', keywords: [], globs: [] })],
])('%s of nothing is refused, whoever asks', async (_what, act) => {
  const made = await projectOnDisk();
  await expect(act(made)).rejects.toMatchObject({ problem: { code: 'INPUT_INVALID' } });
});

test('a long chain of features is checked and created while everything else goes on', async () => {
  const { project } = await projectOnDisk();
  const ids = Array.from({ length: 3_000 }, (_, n) => `f${n}`);
  const plan = {
    ...{ title: 'Long', milestones: [{ id: 'm', title: 'm', description: '', order: 0 }] },
    features: ids.map((id, n) => ({
      ...{ id, milestoneId: 'm', title: id, description: '', workerType: 'codex', verificationSteps: ['v'] },
      dependsOn: n + 1 < ids.length ? [`f${n + 1}`] : [],
    })),
  };
  const read = readPlan(plan);
  if (!('plan' in read)) throw new Error('It is a plan.');
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 1);

  await createMission(project, read.plan);
  clearInterval(turning);

  expect(turns).toBeGreaterThan(3);
  expect(
    readPlan({ ...plan, features: [...plan.features.slice(0, -1), { ...plan.features.at(-1), dependsOn: ['f0'] }] }),
  ).toMatchObject({ flaws: [{ expected: 'no loop' }] });
});
