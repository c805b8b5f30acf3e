import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { copied, treeOf } from '../../support/copied.ts';
import { git, gitProject, tempFolder, writeFiles } from '../../support/project.ts';

const FILE_PROTOCOL = ['-c', 'protocol.file.allow=always'] as const;

/** Git's own verdict on a copied checkout: whole, clean, and at this commit. */
async function verdict(workspace: string): Promise<{ status: string; fsck: string; head: string }> {
  const safe = ['-c', `safe.directory=*`];
  return {
    status: await git(workspace, ...safe, 'status', '--porcelain'),
    fsck: await git(workspace, ...safe, 'fsck', '--full', '--no-dangling', '--no-progress'),
    head: await git(workspace, ...safe, 'rev-parse', 'HEAD'),
  };
}

async function wholeAt(folder: string): Promise<{ status: string; fsck: string; head: string }> {
  return { status: '', fsck: '', head: await git(folder, 'rev-parse', 'HEAD') };
}

test('a repository arrives with its history, index, remotes, hooks and uncommitted work', async () => {
  const project = await gitProject({ a: '1', '.gitignore': 'ignored\n' });
  await git(project, 'remote', 'add', 'origin', 'git@host.test:me/it.git');
  await writeFiles(project, {
    a: '2',
    staged: 's',
    untracked: 'u',
    ignored: 'i',
    '.git/hooks/pre-commit': '#!/bin/sh',
  });
  await git(project, 'add', 'staged');

  const { workspace } = await copied(project);

  expect(await treeOf(workspace)).toEqual(await treeOf(project));
  expect(await git(workspace, 'status', '--porcelain')).toBe(await git(project, 'status', '--porcelain'));
  expect(await git(workspace, 'remote', 'get-url', 'origin')).toBe('git@host.test:me/it.git');
});

test('a repository without commits arrives as one', async () => {
  const project = await tempFolder();
  await git(project, 'init', '-q', '-b', 'trunk');
  await writeFiles(project, { a: '1' });

  const { workspace } = await copied(project);

  expect(await git(workspace, 'status', '--porcelain', '--branch')).toBe('## No commits yet on trunk\n?? a');
});

test('locks, half-written objects and the worktrees of other places stay behind', async () => {
  const project = await gitProject();
  const elsewhere = await tempFolder();
  await git(project, 'worktree', 'add', '-q', `${elsewhere}/tree`, '-b', 'other');
  await writeFiles(project, {
    '.git/index.lock': '',
    '.git/refs/heads/main.lock': '',
    '.git/objects/pack/tmp_pack_x': '',
  });

  const { workspace } = await copied(project);

  expect(await verdict(workspace)).toEqual(await wholeAt(project));
  expect(await git(workspace, 'worktree', 'list', '--porcelain')).not.toContain('other');
  expect((await treeOf(workspace)).join('\n')).not.toMatch(/\.lock|tmp_pack/);
});

test('a linked worktree becomes a repository of its own, on its own branch', async () => {
  const main = await gitProject({ a: '1' });
  const project = `${await tempFolder()}/linked`;
  await git(main, 'branch', 'kept');
  await git(main, 'worktree', 'add', '-q', project, '-b', 'linked');
  await writeFiles(project, { b: '2', c: '3' });
  await git(project, 'add', 'b');
  await git(project, 'commit', '-q', '-m', 'second');
  await git(project, 'add', 'c');

  const { workspace } = await copied(project);
  await rm(main, { recursive: true });

  expect(await git(workspace, 'status', '--porcelain', '--branch')).toBe('## linked\nA  c');
  expect(await git(workspace, 'log', '--format=%s')).toBe('second\nfirst');
  expect(await git(workspace, 'branch', '--format=%(refname:short)')).toBe('kept\nlinked\nmain');
  expect(await git(workspace, 'reflog', '--format=%gs')).toContain('commit: second');
  expect(await git(workspace, 'fsck', '--full', '--no-progress')).toBe('');
});

test('a worktree of a bare repository becomes a normal repository', async () => {
  const main = await gitProject({ a: '1' });
  const bare = `${await tempFolder()}/bare.git`;
  await git(main, 'clone', '-q', '--bare', main, bare);
  const project = `${await tempFolder()}/linked`;
  await git(bare, 'worktree', 'add', '-q', project, '-b', 'linked');

  const { workspace } = await copied(project);

  expect(await git(workspace, 'rev-parse', '--is-bare-repository')).toBe('false');
  expect(await verdict(workspace)).toEqual(await wholeAt(project));
});

test('a worktree inside the project stays linked to it', async () => {
  const project = await gitProject({ a: '1', '.gitignore': '/.worktrees\n' });
  await git(project, 'worktree', 'add', '-q', `${project}/.worktrees/inner`, '-b', 'inner');

  const { workspace } = await copied(project);

  expect(await git(workspace, 'status', '--porcelain')).toBe('');
  const gitDir = `${workspace}/.git/worktrees/inner`;
  expect(await git(`${workspace}/.worktrees/inner`, 'rev-parse', '--absolute-git-dir')).toBe(gitDir);
  expect(await readFile(`${gitDir}/gitdir`, 'utf8')).toBe('/workspace/.worktrees/inner/.git\n');
  expect(await git(`${workspace}/.worktrees/inner`, 'log', '--format=%s')).toBe('first');
});

test('objects that are borrowed within the project come along, also those that the lender borrows', async () => {
  const project = await gitProject({ a: '1' });
  const [first, second] = [`${project}/first`, `${project}/second`];
  await git(project, 'clone', '-q', project, first);
  await git(project, 'clone', '-q', '--shared', first, second);
  await writeFiles(second, { b: '2' });
  await git(second, 'add', 'b');
  await git(second, 'commit', '-q', '-m', 'second');
  await git(project, 'clone', '-q', '--shared', second, `${project}/third`);

  const { workspace } = await copied(project);

  expect(await verdict(`${workspace}/third`)).toEqual(await wholeAt(`${project}/third`));
  expect(await git(`${workspace}/third`, 'log', '--format=%s')).toBe('second\nfirst');
});

/** A project with the submodule `libs/sub`, which has the submodule `leaf`. */
async function superproject(): Promise<string> {
  const leaf = await gitProject({ leaf: 'l' });
  const sub = await gitProject({ sub: 's' });
  await git(sub, ...FILE_PROTOCOL, 'submodule', '--quiet', 'add', leaf, 'leaf');
  await git(sub, 'commit', '-q', '-m', 'with leaf');
  const project = await gitProject({ top: 't' });
  await git(project, ...FILE_PROTOCOL, 'submodule', '--quiet', 'add', sub, 'libs/sub');
  await git(project, ...FILE_PROTOCOL, 'submodule', '--quiet', 'update', '--init', '--recursive');
  await git(project, 'commit', '-q', '-m', 'with sub');
  return project;
}

test('submodules keep working in the copy', async () => {
  const project = await superproject();

  const { workspace } = await copied(project);

  expect(await verdict(workspace)).toEqual(await wholeAt(project));
  expect(await git(workspace, 'submodule', 'status', '--recursive')).toBe(
    await git(project, 'submodule', 'status', '--recursive'),
  );
  expect(await git(`${workspace}/libs/sub/leaf`, 'rev-parse', '--show-toplevel')).toBe(`${workspace}/libs/sub/leaf`);
});

test('a submodule as the project becomes a repository of its own, its own submodules included', async () => {
  const project = `${await superproject()}/libs/sub`;

  const { workspace } = await copied(project);

  expect(await verdict(workspace)).toEqual(await wholeAt(project));
  expect(await git(workspace, 'rev-parse', '--show-toplevel')).toBe(workspace);
  expect(await git(workspace, 'submodule', 'status')).toBe(await git(project, 'submodule', 'status'));
});

test('the submodules of a linked worktree keep working', async () => {
  const main = await superproject();
  const project = `${await tempFolder()}/linked`;
  await git(main, 'worktree', 'add', '-q', project, '-b', 'linked');
  await git(project, ...FILE_PROTOCOL, 'submodule', '--quiet', 'update', '--init', '--recursive');

  const { workspace } = await copied(project);
  await rm(main, { recursive: true });

  expect(await git(workspace, 'status', '--porcelain', '--branch')).toBe('## linked');
  expect(await git(`${workspace}/libs/sub`, 'rev-parse', '--show-toplevel')).toBe(`${workspace}/libs/sub`);
  expect(await git(`${workspace}/libs/sub/leaf`, 'status', '--porcelain')).toBe('');
});

test('a nested repository keeps its history', async () => {
  const project = await gitProject();
  const nested = await gitProject({ inner: 'i' });
  await git(project, 'clone', '-q', nested, `${project}/vendor/nested`);

  const { workspace } = await copied(project);

  expect(await git(`${workspace}/vendor/nested`, 'log', '--format=%s')).toBe('first');
  expect(await git(`${workspace}/vendor/nested`, 'status', '--porcelain')).toBe('');
});

test('a nested worktree of another repository becomes a repository of its own', async () => {
  const project = await gitProject();
  const other = await gitProject({ inner: 'i' });
  await git(other, 'worktree', 'add', '-q', `${project}/nested`, '-b', 'there');

  const { workspace } = await copied(project);
  await rm(other, { recursive: true });

  expect(await git(`${workspace}/nested`, 'status', '--porcelain', '--branch')).toBe('## there');
});

test('what git tracks in node_modules is kept, and nothing else of it', async () => {
  const project = await gitProject({ 'node_modules/patched/index.js': 'mine', 'pkg/a.js': 'a' });
  await writeFiles(project, {
    'node_modules/patched/other.js': '',
    'node_modules/big/index.js': '',
    'pkg/node_modules/x': '',
  });

  const { workspace } = await copied(project);

  expect(await git(workspace, 'status', '--porcelain')).toBe('');
  const files = (await treeOf(workspace, (path) => path === '.git')).map((line) => line.split(' ')[1]);
  expect(files).toEqual(['node_modules', 'node_modules/patched', 'node_modules/patched/index.js', 'pkg', 'pkg/a.js']);
});

test('settings that mean the host alone leave the config; the rest of it stays', async () => {
  const project = await gitProject();
  await git(project, 'config', 'core.fsmonitor', '/usr/local/bin/watch');
  await git(project, 'config', 'core.worktree', project);
  await git(project, 'config', 'alias.st', 'status');

  const { workspace } = await copied(project);

  const config = await git(workspace, 'config', '--local', '--list');
  expect(config).toContain('alias.st=status');
  expect(config).not.toMatch(/fsmonitor|worktree/);
});

test('a .git that leads nowhere is copied as it is', async () => {
  const project = await tempFolder();
  await mkdir(`${project}/fixture/.git`, { recursive: true });
  await writeFile(`${project}/.git`, 'gitdir: /nowhere/at/all\n');

  const { workspace } = await copied(project);

  expect(await treeOf(workspace)).toEqual(await treeOf(project));
});

test('a repository whose git folder is a link within the project comes along whole', async () => {
  const project = await gitProject();
  await rename(`${project}/.git`, `${project}/real`);
  await symlink('real', `${project}/.git`);
  await writeFiles(project, { 'real/info/exclude': 'real\n' });

  const { workspace } = await copied(project);

  expect((await verdict(workspace)).head).toBe((await wholeAt(project)).head);
});
