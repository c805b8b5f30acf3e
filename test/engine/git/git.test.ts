import { chown, readFile, stat, symlink } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { branchSlug } from '../../../electron/engine/containers/slug.ts';
import { freeBranch } from '../../../electron/engine/containers/naming.ts';
import { git as runGit, isBranchName, readProject } from '../../../electron/engine/git/git.ts';
import { git, gitProject, tempFolder, writeFiles } from '../../support/project.ts';

/** The user's own git settings for one test. */
async function userSettings(content: string): Promise<void> {
  const folder = await tempFolder();
  await writeFiles(folder, { '.gitconfig': content });
  const home = process.env['HOME'];
  process.env['HOME'] = folder;
  onTestFinished(() => {
    process.env['HOME'] = home;
  });
}

const NOTHING = { head: null, branches: [], remoteBranches: [], sshHosts: [], remoteHosts: [] };

test('a repository tells its commit, branches and the hosts of its remotes', async () => {
  const project = await gitProject();
  await git(project, 'branch', 'feat/x');
  await git(project, 'remote', 'add', 'origin', 'git@Git.example.test:me/it.git');
  await git(project, 'remote', 'add', 'web', 'https://user:pw@web.example.test:8443/it.git');
  await git(project, 'remote', 'add', 'local', '/srv/it.git');
  await git(project, 'update-ref', 'refs/remotes/origin/feat/y', 'HEAD');

  expect(await readProject(project)).toEqual({
    head: await git(project, 'rev-parse', 'HEAD'),
    branches: ['feat/x', 'main'],
    remoteBranches: ['feat/y'],
    identity: { name: 'Ada', email: 'ada@example.test' },
    sshHosts: ['git.example.test'],
    remoteHosts: ['git.example.test', 'web.example.test'],
  });
});

test('a linked worktree and a detached head tell their own commit', async () => {
  const project = await gitProject();
  const linked = `${await tempFolder()}/linked`;
  await git(project, 'worktree', 'add', '-q', '--detach', linked);
  await git(linked, 'commit', '-q', '--allow-empty', '-m', 'more');

  expect((await readProject(linked)).head).toBe(await git(linked, 'rev-parse', 'HEAD'));
});

test('a repository without commits has no commit', async () => {
  const project = await tempFolder();
  await git(project, 'init', '-q');

  expect(await readProject(project)).toMatchObject({ ...NOTHING });
});

test('a folder is no repository because one is around it', async () => {
  const project = await gitProject({ 'sub/file': '' });

  expect(await readProject(`${project}/sub`)).toMatchObject(NOTHING);
});

test('the identity comes from the user’s own settings, also where an include depends on the folder', async () => {
  const project = await tempFolder();
  await git(project, 'init', '-q');
  await userSettings(
    `[user]\n name = Ada\n email = home@example.test\n[includeIf "gitdir:${project}/"]\n path = work\n`,
  );
  await writeFiles(process.env['HOME'] ?? '', { work: '[user]\n email = work@example.test\n' });

  expect((await readProject(project)).identity).toEqual({ name: 'Ada', email: 'work@example.test' });
});

test('without name and mail there is no identity', async () => {
  await userSettings('[user]\n name = Ada\n');

  expect((await readProject(await tempFolder())).identity).toBeNull();
});

test('a repository of another owner is read all the same', async () => {
  const project = await gitProject();
  if (process.getuid?.() === 0) await chown(project, 12_345, 12_345);

  expect((await readProject(project)).branches).toEqual(['main']);
});

test('reading runs nothing that the repository configures, and writes nothing', async () => {
  const project = await gitProject({ a: '1', '.gitattributes': '* filter=evil diff=evil\n' });
  const trap = `${project}/trap`;
  for (const key of [
    'core.fsmonitor',
    'core.pager',
    'core.sshCommand',
    'filter.evil.clean',
    'diff.evil.command',
    'alias.config',
  ])
    await git(project, 'config', key, key.startsWith('alias') ? `!touch ${trap}` : `touch ${trap}`);
  const index = await readFile(`${project}/.git/index`);

  await readProject(project);
  await runGit(['ls-files'], { folder: project });

  await expect(stat(trap)).rejects.toThrow('ENOENT');
  expect(await readFile(`${project}/.git/index`)).toEqual(index);
});

test('a surrounding git command does not lead astray', async () => {
  const project = await gitProject();
  process.env['GIT_DIR'] = '/nowhere';
  onTestFinished(() => {
    delete process.env['GIT_DIR'];
  });

  expect((await readProject(project)).branches).toEqual(['main']);
});

test('a broken repository fails with the command to try', async () => {
  const project = await tempFolder();
  await symlink('/nowhere', `${project}/.git`);

  await expect(readProject(project)).rejects.toMatchObject({
    problem: { code: 'GIT_FAILED', detail: expect.stringContaining(`git -C ${project} `) as string },
  });
});

test('without git, that is said', async () => {
  const path = process.env['PATH'];
  process.env['PATH'] = await tempFolder();
  onTestFinished(() => {
    process.env['PATH'] = path;
  });

  await expect(isBranchName('main')).rejects.toMatchObject({ problem: { code: 'GIT_MISSING' } });
});

test.each(['feat/x', 'x', 'a.b', 'ünïcode', 'feat/Ä-1', '@x'])('%s is a branch name', async (name) => {
  expect(await isBranchName(name)).toBe(true);
});

test.each([
  '',
  '-x',
  '--all',
  'HEAD',
  'a..b',
  'a b',
  'x.lock',
  '/x',
  'x/',
  'a//b',
  'a~1',
  'a:b',
  '.x',
  '@{-1}',
  'a\0b',
  'a\nb',
])('%j is no branch name', async (name) => {
  expect(await isBranchName(name)).toBe(false);
});

test('git accepts the branch of every task', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 3_000 }),
      fc.array(fc.string()),
      async (task, existing) => {
        expect(await isBranchName(freeBranch(branchSlug(task), existing))).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});
