import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { onDisk, toBytes } from '../../../electron/engine/disk/bytes.ts';
import { copied, treeOf } from '../../support/copied.ts';
import { tempFolder, writeFiles } from '../../support/project.ts';

test('a folder that is no repository arrives byte for byte, modes, links and empty folders included', async () => {
  const project = await tempFolder();
  await writeFiles(project, { 'a.txt': 'a', 'deep/er/b': 'b', '.env': 'SECRET=1', 'empty-file': '' });
  await mkdir(`${project}/empty/folder`, { recursive: true });
  await chmod(`${project}/deep/er/b`, 0o755);
  await chmod(`${project}/empty`, 0o700);
  await symlink('a.txt', `${project}/link`);
  await symlink('/nowhere/at/all', `${project}/dangling`);

  const { workspace } = await copied(project);

  expect(await treeOf(workspace)).toEqual(await treeOf(project));
});

test('unusual and long names survive, also those that are not UTF-8', async () => {
  const project = await tempFolder();
  const names = [
    'new\nline',
    'quo"te\'s',
    '-dash',
    '日本語',
    'back\\slash',
    ' space ',
    'x'.repeat(255),
    '*?[]',
    '.wh.white',
  ];
  for (const name of names) await writeFile(`${project}/${name}`, name);
  await writeFile(onDisk(`${toBytes(project)}/caf\xe9`), 'latin1');
  const deep = `${project}/${Array.from({ length: 20 }, () => 'folder-with-a-name').join('/')}`;
  await mkdir(deep, { recursive: true });
  await symlink('y'.repeat(300), `${deep}/link`);

  const { workspace } = await copied(project);

  expect(await treeOf(workspace)).toEqual(await treeOf(project));
});

test('node_modules stays behind at any depth, and .maestroignore has gitignore’s words', async () => {
  const project = await tempFolder();
  await writeFiles(project, {
    'node_modules/a/index.js': '',
    'packages/b/node_modules/c.js': '',
    'packages/b/index.js': '',
    'build/out.o': '',
    'keep.log': '',
    'drop.log': '',
    'src/build/kept': '',
    '.maestroignore': '/build\n*.log\n!keep.log\n',
  });

  const { workspace } = await copied(project);

  const files = (await treeOf(workspace)).filter((line) => line.startsWith('file')).map((line) => line.split(' ')[1]);
  expect(files).toEqual(['.maestroignore', 'keep.log', 'packages/b/index.js', 'src/build/kept']);
});

test('a sparse file of 100 MiB keeps its size and content', async () => {
  const project = await tempFolder();
  await writeFile(`${project}/sparse`, 'start');
  await truncate(`${project}/sparse`, 100 * 1024 * 1024);

  const { workspace } = await copied(project);

  execFileSync('cmp', [`${project}/sparse`, `${workspace}/sparse`]);
});

test('pipes and sockets are left out', async () => {
  const project = await tempFolder();
  execFileSync('mkfifo', [`${project}/pipe`]);
  await writeFile(`${project}/file`, '');

  const { workspace } = await copied(project);

  expect(await treeOf(workspace)).toEqual(['file file 644 ']);
});

test('the host’s tree is only read', async () => {
  const project = await tempFolder();
  await writeFiles(project, { 'a/b': 'b', 'node_modules/c': '' });
  const facts = (): string => execFileSync('find', [project, '-printf', '%p %i %m %s %T@ %C@\n'], { encoding: 'utf8' });
  const before = facts();

  await copied(project);

  expect(facts()).toBe(before);
});

test('additional folders become siblings with their node_modules; a taken name is left out and said', async () => {
  const project = await tempFolder();
  const parent = await tempFolder();
  await writeFiles(parent, { 'helpers/node_modules/x.js': 'x', 'etc/passwd': 'no' });

  const { root, notes } = await copied(project, [`${parent}/helpers`, `${parent}/etc`, `${parent}/gone`]);

  expect(await treeOf(root, (path) => path === 'workspace')).toEqual([
    'folder helpers 755',
    'folder helpers/node_modules 755',
    'file helpers/node_modules/x.js 644 eA==',
  ]);
  expect(notes).toHaveLength(2);
});
