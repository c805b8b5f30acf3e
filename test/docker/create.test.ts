import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { PHASES } from '../../electron/contract/creation.ts';
import { bigProject, containerEngine, inside, newContainer } from '../support/containers.ts';
import { type TestEngine, thingsOf } from '../support/docker.ts';
import { git, gitProject, tempFolder, writeFiles } from '../support/project.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

describe('a repository of 1,000 files with history', () => {
  test('arrives whole, on its branch, with a gateway that proved itself', async () => {
    const project = await bigProject({ files: 1_000, commits: 10 });
    const input = newContainer({ project, task: 'Fix the login', branch: 'fix/login' });
    const container = await engine.client.containers.create(input);

    expect(container).toMatchObject({
      name: `${engine.user.prefix}fix-login-1`,
      shortName: 'fix-login-1',
      branch: 'fix/login',
      baseCommit: await git(project, 'rev-parse', 'HEAD'),
      task: 'Fix the login',
      docker: 'running',
      state: 'running',
      isolation: { state: 'verified' },
    });
    expect(await inside(container, 'git ls-files | wc -l; git rev-list --count HEAD; git status --short')).toBe(
      '1001\n11',
    );
    expect(await inside(container, 'git branch --show-current; git log -1 --format=%an; id -un')).toBe(
      'fix/login\nAda\nnode',
    );
    expect(await inside(container, 'tmux list-windows -t main -F "#I #W"')).toBe('0 agent\n1 shell');
  });

  test('shows every phase with its time and the bytes of the copy while it is made', async () => {
    const input = newContainer({ project: await gitProject() });
    await engine.client.containers.create(input);

    const creation = engine.context.state.snapshot.creations[input.id];
    expect(creation).toMatchObject({ state: 'done', problem: null });
    expect(creation?.phases.map(({ id, state }) => [id, state])).toEqual(PHASES.map((id) => [id, 'done']));
    expect(creation?.phases.every(({ ms }) => ms !== null)).toBe(true);
    expect(creation?.phases.find(({ id }) => id === 'copy')?.bytes?.sent).toBeGreaterThan(0);
  });
});

test('a linked worktree arrives with the history of its repository', async () => {
  const project = await gitProject({ 'a.txt': 'a\n' });
  const worktree = join(await tempFolder(), 'tree');
  await git(project, 'worktree', 'add', '-q', '-b', 'side', worktree);
  await writeFiles(worktree, { 'b.txt': 'b\n' });

  const container = await engine.client.containers.create(newContainer({ project: worktree, branch: 'feat/tree' }));
  expect(await inside(container, 'git status --short --branch; git rev-list --count HEAD; cat a.txt')).toBe(
    '## feat/tree\n?? b.txt\n1\na',
  );
});

test('a folder that is no repository becomes one', async () => {
  const project = await tempFolder();
  await writeFiles(project, { 'notes.txt': 'x\n' });
  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/notes' }));
  expect(container.baseCommit).toBeNull();
  expect(await inside(container, 'git branch --show-current; git ls-files; git status --short')).toBe(
    'feat/notes\n.gitignore\nnotes.txt',
  );
});

test('a second call with the same id joins the first, and later answers what it made', async () => {
  const input = newContainer({ project: await gitProject() });
  const { containers } = engine.client;
  const [first, joined] = await Promise.all([containers.create(input), containers.create(input)]);
  const later = await containers.create(input);
  expect([joined.dockerId, later.dockerId]).toEqual([first.dockerId, first.dockerId]);
});

test('the task arrives byte for byte', async () => {
  const task = `Quotes " ' \` and $(rm -rf /) \\ and\n\nlines\twith 日本語 🎉 ${'long '.repeat(4_000)}`;
  const project = await gitProject();
  const command = ['bash', '-c', 'printf %s "$1" > ~/got; sleep infinity', 'agent', '{prompt}'];
  const input = newContainer({ project, agent: 'custom', task, command });
  const container = await engine.client.containers.create(input);
  expect(await inside(container, 'until cmp -s ~/got /etc/maestro/prompt; do sleep 0.05; done; cat ~/got')).toBe(
    task.trim(),
  );
});

test('everything made carries the labels of this user, and the names of its container', async () => {
  const own = await containerEngine();
  const { name } = await own.client.containers.create(newContainer({ project: await gitProject() }));
  expect(await thingsOf(own.user)).toEqual(
    [name, `${name}-gw`, `${name}-net`, `${name}-npm`, `${name}-uv`, `${name}-history`].sort(),
  );
  expect(await thingsOf(engine.user)).not.toContain(name);
});

test('a symbolic link to the project is the project', async () => {
  const link = join(await tempFolder(), 'link');
  await symlink(await gitProject({ 'a.txt': 'a\n' }), link);
  const container = await engine.client.containers.create(newContainer({ project: link, branch: 'feat/link' }));
  expect(await inside(container, 'git ls-files')).toBe('a.txt');
});

test('an agent that nobody chose is the configured one', async () => {
  const engine = await containerEngine({ containers: { default_agent: 'codex' } });
  const { agent: _, command: __, ...input } = newContainer({ project: await gitProject() });

  await expect(engine.client.containers.create(input)).rejects.toMatchObject({ data: { code: 'AGENT_START_FAILED' } });
  expect(Object.values(engine.context.state.snapshot.creations)[0]?.agent).toBe('codex');
});
