import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { listFolders } from '../../../electron/engine/settings/folders.ts';
import { readSettings, rememberProject } from '../../../electron/engine/settings/settings.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { git, tempFolder, testUser, whenDone, writeFiles } from '../../support/project.ts';
import { until } from '../../support/until.ts';

test('settings come from the configuration', async () => {
  const user = await testUser({ containers: { default_agent: 'codex', resources: { memory: '1g', cpus: 'x' } } });

  const settings = await readSettings(user);

  expect(settings.defaults).toEqual({
    agent: 'codex',
    model: null,
    startMode: 'yolo',
    limits: { memoryBytes: 1024 ** 3, cpus: 2, pids: 512 },
  });
  expect(settings.problems).toEqual([expect.stringMatching(/^containers\.resources\.cpus: /)]);
});

test('a configuration that is no YAML gives the defaults and says so', async () => {
  const user = await testUser();
  await writeFile(user.paths.config, 'a: [');

  expect(await readSettings(user)).toMatchObject({ prefix: 'maestro-', problems: [/config\.yml is no valid YAML/] });
});

test('the newest twelve projects are remembered, each once, and gone ones are left out', async () => {
  const { context } = createEngine({ paths: (await testUser()).paths });
  const root = await tempFolder();
  for (let index = 0; index < 14; index++) {
    await mkdir(`${root}/${index}`);
    await rememberProject(context, `${root}/${index}`);
  }
  await rememberProject(context, `${root}/5`);
  await rememberProject(context, `${root}/gone`);

  const { recentProjects } = await readSettings(context);

  expect(recentProjects.map((path) => path.slice(root.length + 1))).toEqual([
    '5',
    '13',
    '12',
    '11',
    '10',
    '9',
    '8',
    '7',
    '6',
    '4',
    '3',
  ]);
  expect(context.state.snapshot.settings.recentProjects).toEqual(recentProjects);
});

test('an edit of the configuration reaches the snapshot', async () => {
  const user = await testUser();
  const engine = createEngine({ paths: user.paths });
  whenDone(() => engine.close());
  engine.watch();
  await until('the first settings', () => engine.context.state.snapshot.settings.prefix === user.prefix);

  await writeFile(user.paths.config, 'containers: {prefix: other-}\n');

  await until('the edited settings', () => engine.context.state.snapshot.settings.prefix === 'other-');
});

test('folders are listed by name, without hidden ones, files and what leads nowhere', async () => {
  const root = await tempFolder();
  await writeFiles(root, { 'b/x': '', 'a/x': '', '.hidden/x': '', file: '' });
  await symlink('a', `${root}/link`);
  await symlink('nowhere', `${root}/dangling`);
  await git(`${root}/b`, 'init', '-q');

  const listed = await listFolders({ path: root });

  expect(listed.folders.map(({ name, isGit }) => [name, isGit])).toEqual([
    ['a', false],
    ['b', true],
    ['link', false],
  ]);
  expect(await listFolders({ path: `${root}/b` })).toMatchObject({ parent: root, isGit: true });
});

test('no path is the home folder, and the root has no parent', async () => {
  expect((await listFolders({ path: '' })).path).toBe(process.env['HOME']);
  expect((await listFolders({ path: '/' })).parent).toBeNull();
});

test('a folder that is not there is named', async () => {
  await expect(listFolders({ path: '/nowhere/at/all' })).rejects.toMatchObject({
    problem: { code: 'FILE_UNREADABLE', sentence: /\/nowhere\/at\/all: it does not exist/ },
  });
});
