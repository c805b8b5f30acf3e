import { mkdir, readFile, rename, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHandoff } from '../../../electron/engine/project/handoffs/create.ts';
import { engineWithoutDocker } from '../../support/connections.ts';
import { entryOf, projectOnDisk, openReady, summaryIn, untilGrown, WORDS } from '../../support/missions.ts';
import { git, tempFolder } from '../../support/project.ts';
import { program } from '../../support/program.ts';
import { until } from '../../support/until.ts';

async function edit(path: string, from: string | RegExp, to: string): Promise<void> {
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}

test('opening a project brings its missions into the snapshot', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  const entry = await openReady(engine, project.root);

  expect(entry).toMatchObject({ sources: ['open', 'recent'], missionCount: 1, damaged: [], problem: null });
  expect(summaryIn(engine, project)).toMatchObject({
    status: 'approved',
    features: { total: 3, done: 0 },
    assertions: { total: 3, settled: 0 },
    currentMilestone: 'f1',
  });
});

test('a folder inside a project opens the project', async () => {
  const [engine, { root }] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  await mkdir(join(root, 'src', 'deep'), { recursive: true });
  expect(await engine.client.projects.open({ path: join(root, 'src', 'deep') })).toMatchObject({ path: root });
});

test('what another process does to a feature is shown', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  await openReady(engine, project.root);
  const worker = await program(`
    import { updateFeature } from './engine/project/missions/features/update.ts';
    import { findProject } from './engine/project/records/project.ts';
    const [cwd, mission] = process.argv.slice(2);
    await updateFeature(findProject({ cwd }), { mission, feature: 'f1', status: 'in-progress' });
  `);
  await worker.run(project.root, project.mission);

  // Two files change, the feature's and the mission's, and a look may fall between them.
  await until('the mission to be executing', () => summaryIn(engine, project)?.status === 'executing');
  expect(summaryIn(engine, project)).toMatchObject({ effectiveStatus: 'executing', features: { active: 1 } });
});

test('the stamp grows with an edit in place that keeps size and meaning', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  const before = await openReady(engine, project.root);
  await edit(project.file('features/f2.json'), '"title": "f2"', '"title": "g2"');
  const after = await untilGrown(engine, before);

  const { features } = await engine.client.missions.board({ project: project.root, mission: project.mission });
  expect(after.stamp).toBeGreaterThan(before.stamp);
  expect(features.map(({ feature }) => feature.title)).toContain('g2');
});

test.each(['notes.json', 'memory/corrections/2026-11-20-001.json', 'skills/codex/SKILL.md', 'handoffs/x.txt'])(
  'the stamp grows with %s',
  async (path) => {
    const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
    const before = await openReady(engine, project.root);
    const file = join(project.project.folder, path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, '[]');
    await untilGrown(engine, before);
  },
);

test('a file that is written in many small steps ends up as it is', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  await openReady(engine, project.root);
  const file = project.file('mission.json');
  for (let step = 0; step < 40; step++) await edit(file, /"title": "[^"]*"/, `"title": "Step ${String(step % 10)}"`);
  await until('the last title', () => summaryIn(engine, project)?.title === 'Step 9');
});

test('a damaged file is named, and everything else keeps working', async () => {
  const [engine, project, other] = await Promise.all([engineWithoutDocker(), projectOnDisk(), projectOnDisk()]);
  await Promise.all([openReady(engine, project.root), openReady(engine, other.root)]);
  const file = project.file('features/f2.json');
  const whole = await readFile(file, 'utf8');
  await writeFile(file, '{"id": ');

  const entry = await until('the damage', () => entryOf(engine, project.root)?.damaged[0]);
  expect(entry).toMatchObject({ path: file, sentence: expect.stringContaining('not JSON') as string });
  expect(summaryIn(engine, project)).toMatchObject({ features: { total: 2 } });
  expect(entryOf(engine, other.root)).toMatchObject({ state: 'ready', damaged: [] });
  const board = await engine.client.missions.board({ project: project.root, mission: project.mission });
  expect(board.damaged).toMatchObject([{ path: file }]);

  await writeFile(file, whole);
  await until('the repair', () => entryOf(engine, project.root)?.damaged.length === 0);
  expect(summaryIn(engine, project)).toMatchObject({ features: { total: 3 } });
});

test('a mission whose own file is damaged leaves the list and is named', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  await openReady(engine, project.root);
  await writeFile(project.file('mission.json'), '{}');
  await until('the mission to go', () => summaryIn(engine, project) === undefined);
  expect(entryOf(engine, project.root)).toMatchObject({
    missionCount: 0,
    damaged: [{ path: project.file('mission.json') }],
  });
});

test('a mission whose folder is removed disappears', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  await openReady(engine, project.root);
  await rm(project.file('.'), { recursive: true });
  await until('the mission to go', () => summaryIn(engine, project) === undefined);
  expect(entryOf(engine, project.root)).toMatchObject({ missionCount: 0, damaged: [] });
});

test('a project whose folder is moved away is missing, and comes back', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  await openReady(engine, project.root);
  await rename(project.root, `${project.root}-away`);
  await until('it to be missing', () => entryOf(engine, project.root, 'missing'));
  expect(summaryIn(engine, project)).toBeUndefined();
  const board = engine.client.missions.board({ project: project.root, mission: project.mission });
  await expect(board).rejects.toMatchObject({ data: { code: 'PROJECT_NOT_FOLDER' } });

  await rename(`${project.root}-away`, project.root);
  await until('it to be back', () => entryOf(engine, project.root, 'ready'));
  await until('its mission', () => summaryIn(engine, project));
});

test('a folder without .maestro is followed too, and becomes ready when it gets one', async () => {
  const [engine, root] = await Promise.all([engineWithoutDocker(), tempFolder()]);
  await git(root, 'init', '-q');
  await engine.client.projects.open({ path: root });
  await until('it to be read', () => entryOf(engine, root, 'uninitialized'));
  const { created } = await engine.client.projects.init({ path: root });
  expect(created).toContain(join(root, '.maestro', 'config.yaml'));
  await until('it to be ready', () => entryOf(engine, root, 'ready'));
});

test('a closed project leaves the snapshot and is followed no more', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  await openReady(engine, project.root);
  await engine.client.projects.close({ path: project.root });
  await utimes(project.file('mission.json'), new Date(), new Date());
  expect(entryOf(engine, project.root)).toBeUndefined();
  expect(summaryIn(engine, project)).toBeUndefined();
  expect(await readFile(project.file('mission.json'), 'utf8')).toContain(project.mission);
});

test('handoffs that wait are counted, and damaged ones are named instead', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  await openReady(engine, project.root);
  await createHandoff(project.project, { words: WORDS });
  await until('the handoff', () => entryOf(engine, project.root)?.pendingHandoffs === 1);

  await writeFile(join(project.project.folder, 'handoffs', '2026-11-20-001.json'), 'no json');
  await until('the damage', () => entryOf(engine, project.root)?.damaged.length === 1);
  expect(entryOf(engine, project.root)).toMatchObject({ pendingHandoffs: 1 });
});

test('missions that lie behind a link are followed, and a link that leads back does no harm', async () => {
  const [engine, project, elsewhere] = await Promise.all([engineWithoutDocker(), projectOnDisk(), tempFolder()]);
  const missions = join(project.project.folder, 'missions');
  await rename(missions, join(elsewhere, 'missions'));
  await symlink(join(elsewhere, 'missions'), missions);
  await symlink('.', join(elsewhere, 'missions', 'again'));
  await openReady(engine, project.root);
  await edit(join(elsewhere, 'missions', project.mission, 'mission.json'), '"title": "Many"', '"title": "Moved"');
  await until('the title', () => summaryIn(engine, project)?.title === 'Moved');
});

test('a project that cannot be read says why, and is tried again', async () => {
  const [engine, project] = await Promise.all([engineWithoutDocker(), projectOnDisk()]);
  const missions = join(project.project.folder, 'missions');
  await rename(missions, `${missions}-kept`);
  await symlink(missions, missions);
  await engine.client.projects.open({ path: project.root });
  const { problem } = await until('it to fail', () => entryOf(engine, project.root, 'failed'));
  expect(problem).toMatchObject({ code: 'FILE_UNREADABLE' });

  await unlink(missions);
  await rename(`${missions}-kept`, missions);
  await until('it to be ready', () => entryOf(engine, project.root, 'ready'));
  await until('its mission', () => summaryIn(engine, project));
});

test('a process ends by itself when its engine is closed', async () => {
  const [project, home] = await Promise.all([projectOnDisk(), tempFolder()]);
  const ending = await program(`
    import { userPaths } from './engine/disk/paths.ts';
    import { createEngine } from './engine/engine.ts';
    const [home, path] = process.argv.slice(2);
    const engine = createEngine({ paths: userPaths(home) });
    engine.watch();
    console.log((await engine.client.projects.open({ path })).path);
    await engine.close();
  `);
  expect(await ending.run(home, project.root)).toContain(project.root);
});
