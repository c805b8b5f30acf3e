import { exec } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { git, gitProject, tempFolder, writeFiles } from '../support/project.ts';
import { KINDS, repositoryFrom } from '../support/repositories.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

/** Two branches that change the same line; `side` is checked out. */
async function parted(): Promise<string> {
  const project = await gitProject({ 'f.txt': 'one\n' });
  await git(project, 'checkout', '-q', '-b', 'side');
  await writeFiles(project, { 'f.txt': 'side\n' });
  await git(project, 'commit', '-qam', 'side');
  await git(project, 'checkout', '-q', 'main');
  await writeFiles(project, { 'f.txt': 'main\n' });
  await git(project, 'commit', '-qam', 'main');
  await git(project, 'checkout', '-q', 'side');
  return project;
}

describe('in the middle of something', () => {
  const WAYS = [
    ['merge', 'main'],
    ['rebase', 'main'],
    ['cherry-pick', 'main'],
    ['revert', 'main'],
  ] as const;

  test.each(WAYS)('a %s: the agent begins at the last commit, with the files as they lie', async (...command) => {
    const project = await parted();
    await git(project, ...command).catch(() => undefined);
    const head = await git(project, 'rev-parse', 'HEAD');

    const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/on' }));

    expect(container).toMatchObject({ branch: 'feat/on', baseCommit: head });
    expect(await inside(container, 'git status | head -1; git rev-parse HEAD; git ls-files -u')).toBe(
      `On branch feat/on\n${head}`,
    );
    expect(await inside(container, 'git status')).not.toMatch(/merging|rebas|cherry-pick|revert/i);
    expect(await inside(container, 'cat f.txt')).toContain('<<<<<<<');
  });

  test('a search for a fault', async () => {
    const project = await parted();
    await git(project, 'bisect', 'start', 'HEAD', 'HEAD~1');
    const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/on' }));
    expect(await inside(container, 'git status')).not.toContain('bisect');
  });
});

test('pointers of large files stay pointers, and filters of the project’s people do not hinder', async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 12345\n`;
  const project = await gitProject({ 'a.bin': pointer, 'b.sec': 'b\n' });
  await writeFiles(project, { '.gitattributes': '*.bin filter=lfs\n*.sec filter=crypt\n' });
  await git(project, 'add', '.gitattributes');
  await git(project, 'commit', '-qm', 'attributes');
  for (const [filter, program] of [
    ['lfs', 'git-lfs'],
    ['crypt', '/nowhere/crypt'],
  ] as const) {
    await git(project, 'config', `filter.${filter}.clean`, `${program} clean -- %f`);
    await git(project, 'config', `filter.${filter}.smudge`, `${program} smudge -- %f`);
    await git(project, 'config', `filter.${filter}.required`, 'true');
  }

  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/on' }));

  expect(await inside(container, 'cat a.bin; git lfs version | cut -d/ -f1')).toBe(`${pointer}git-lfs`);
});

test('a branch that is not checked out is begun at its own commit', async () => {
  const project = await parted();
  await git(project, 'checkout', '-q', '--detach', 'HEAD~1');
  const main = await git(project, 'rev-parse', 'main');

  const container = await engine.client.containers.create(newContainer({ project, branch: 'main' }));

  expect(container).toMatchObject({ branch: 'main', baseCommit: main });
  expect(await inside(container, 'git rev-parse HEAD; cat ~/.maestro/base')).toBe(`${main}\n${main}`);
});

const SAID = 'git status --porcelain; git ls-files -s -v; git submodule status --recursive; git log --format=%H';

test.each([
  'a shallow clone of one branch',
  'a partial clone',
  'a split index',
  'executable bits',
  'a file that is skipped',
  'submodules in submodules',
  'settings for each worktree',
  'names by SHA-256',
] as const)('%s: git says in the container what it says here', async (kind) => {
  const project = await repositoryFrom(KINDS[kind]);
  const here = (await promisify(exec)(SAID, { cwd: project })).stdout.trim();

  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/on' }));

  expect(await inside(container, SAID)).toBe(here);
});

test('a sparse checkout stays sparse', async () => {
  const project = await gitProject({ 'a/a': 'a', 'b/b': 'b' });
  await git(project, 'sparse-checkout', 'set', 'a');

  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/on' }));

  expect(await inside(container, 'ls; git status --short; git sparse-checkout list')).toBe('a\na');
});

test('a folder without git commits its source, and not its secrets', async () => {
  const project = await tempFolder();
  await chmod(project, 0o755);
  await writeFiles(project, { 'a.ts': 'a', '.env': 'SECRET=1', 'dist/a.js': 'a', '.venv/x': '', 'sub/key.pem': 'k' });

  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/on' }));

  expect(await inside(container, 'git ls-files; git status --short; cat .env')).toBe('.gitignore\na.ts\nSECRET=1');
});

test('a remote of the project opens no host until its user says so, once for a project', async () => {
  const project = await gitProject();
  await git(project, 'remote', 'add', 'o', 'https://user:hunter2@elsewhere.test/x');
  const create = (wish: object) => engine.client.containers.create(newContainer({ project, ...wish }));

  expect(await engine.client.containers.askHosts({ project })).toEqual([{ host: 'elsewhere.test', open: null }]);
  expect((await create({})).isolation.domains).not.toContain('elsewhere.test');
  expect((await create({ remoteHosts: { 'elsewhere.test': true } })).isolation.domains).toContain('elsewhere.test');
  expect(await engine.client.containers.askHosts({ project })).toEqual([{ host: 'elsewhere.test', open: true }]);
  const container = await create({});
  expect(container.isolation.domains).toContain('elsewhere.test');
  expect(await inside(container, 'git remote get-url o')).toBe('https://elsewhere.test/x');
});

test('a failure of git in the container names the command and what it printed', async () => {
  const project = await parted();
  // A broken reference is none of the branches, and git makes no folder in its place.
  await writeFiles(project, { '.git/refs/heads/feat': '' });

  await expect(engine.client.containers.create(newContainer({ project, branch: 'feat/on' }))).rejects.toMatchObject({
    data: {
      code: 'GIT_FAILED',
      detail: expect.stringMatching(/\$ git checkout --quiet -b feat\/on\n.*refs\/heads\/feat/) as string,
    },
  });
});
