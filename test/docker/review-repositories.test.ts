import { beforeAll, expect, test } from 'vitest';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { git } from '../support/project.ts';
import { KINDS, repositoryFrom } from '../support/repositories.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

test.each([
  'a shallow clone of one branch',
  'a partial clone',
  'a sparse partial clone',
  'a sparse index',
  'a split index',
  'submodules in submodules',
  'settings for each worktree',
  'names by SHA-256',
] as const)('%s: work is looked at, fetched, merged and taken back', async (kind) => {
  const project = await repositoryFrom(KINDS[kind]);
  await git(project, 'reset', '-q', '--hard');
  const [before, branch, status] = [
    await git(project, 'rev-parse', 'HEAD'),
    await git(project, 'branch', '--show-current'),
    await git(project, 'status', '--porcelain=v2'),
  ];
  const { name, ...container } = await engine.client.containers.create(newContainer({ project, branch: 'feat/work' }));
  await inside(
    container,
    'set -e; echo work >work; git add --sparse work; git commit -qm Work -- work; echo x >beside',
  );
  const { review } = engine.client;

  const look = await review.look({ name, committed: true, patch: true });
  expect(look).toMatchObject({
    base: before,
    files: [{ path: 'work', kind: 'added' }],
    commits: [{ subject: 'Work' }],
  });
  expect(look.patch).toContain('+work');
  expect((await review.look({ name })).files.map(({ path }) => path)).toEqual(['beside', 'work']);
  const { refs } = await review.fetch({ name });
  expect(await git(project, 'show', `${refs[0]?.ref ?? ''}:work`)).toBe('work');
  expect(await review.merge({ name, tip: look.tip })).toMatchObject({ into: branch, commits: 1 });

  expect(await git(project, 'show', 'HEAD:work')).toBe('work');
  expect(await git(project, 'status', '--porcelain=v2')).toBe(status);
  await git(project, 'fsck', '--connectivity-only');
  await review.unmerge({ name, project });
  expect(await git(project, 'rev-parse', 'HEAD')).toBe(before);
  expect(await git(project, 'status', '--porcelain=v2')).toBe(status);
});
