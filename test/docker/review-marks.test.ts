import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Review } from '../../electron/contract/review.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { execute } from '../support/execute.ts';
import { problemFrom } from '../support/problem.ts';
import { git, gitProject } from '../support/project.ts';
import { until } from '../support/until.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await containerEngine();
});

async function worked(script: string): Promise<{ project: string; container: Container }> {
  const project = await gitProject({ a: 'one\n' });
  const container = await engine.client.containers.create(newContainer({ project, branch: 'feat/work' }));
  await inside(container, `set -e\n${script}`);
  return { project, container };
}

const commit = (message: string): string => `git add -A && git commit -qm '${message}'`;

const sinceReview = ({ name }: Container): Promise<Review> => engine.client.review.look({ name, since: 'review' });

const mark = ({ name }: Container, { tip, shown }: Review) => engine.client.review.mark({ name, tip, shown });

const pathsIn = ({ files }: Review): string[] => files.map(({ path }) => path);

test('what was marked is not shown again, with files that were not committed, and a merge marks what it merged', async () => {
  const { project, container } = await worked(`echo two >b; ${commit('Second')}; echo draft >draft`);
  const status = await git(project, 'status', '--porcelain=v2', '--branch');

  const first = await sinceReview(container);
  expect(first).toMatchObject({ since: 'start', reviewed: null });
  expect(pathsIn(first)).toEqual(['b', 'draft']);
  expect(await mark(container, first)).toMatchObject({ branch: 'feat/work', oid: first.shown, whole: true });

  const none = await sinceReview(container);
  expect(none).toMatchObject({ since: 'review', reviewed: first.shown, commits: [], files: [] });

  await inside(container, `echo more >>draft; echo three >c; git add c; git commit -qm Third`);
  const then = await sinceReview(container);
  expect(pathsIn(then)).toEqual(['c', 'draft']);
  expect(then.commits.map(({ subject }) => subject)).toEqual(['Third']);
  expect(pathsIn(await engine.client.review.look({ name: container.name }))).toEqual(['b', 'c', 'draft']);
  expect(await git(project, 'status', '--porcelain=v2', '--branch')).toBe(status);

  await engine.client.review.merge({ name: container.name, tip: then.tip });
  expect(pathsIn(await sinceReview(container))).toEqual(['draft']);
  expect((await sinceReview(container)).reviewed).toBe(then.tip);
});

test('a mark of what the agent changed meanwhile holds its commits alone, or nothing where those are gone', async () => {
  const { container } = await worked(`echo two >b; ${commit('Second')}; echo draft >draft`);
  const seen = await sinceReview(container);
  await inside(container, 'echo other >draft');

  expect(await mark(container, seen)).toMatchObject({ oid: seen.tip, whole: false });
  expect(pathsIn(await sinceReview(container))).toEqual(['draft']);

  await inside(container, 'git commit -q --amend -m Else');
  expect(await problemFrom(mark(container, seen))).toMatchObject({ code: 'REVIEW_MOVED' });
});

test('commits are at home by a fetch, not by a mark; marks go with their container, and what was fetched stays', async () => {
  const { project, container } = await worked(`git checkout -qb side; echo side >side; ${commit('On the side')}`);
  await mark(container, await sinceReview(container));
  await inside(container, 'git checkout -q feat/work');

  const { refs } = await engine.client.review.fetch({ name: container.name });
  expect(refs.map(({ branch }) => branch)).toEqual(['feat/work', 'side']);
  await inside(container, 'git checkout -q --detach side; git branch -qD side; git checkout -qb side/deeper');
  await mark(container, await sinceReview(container));
  const marks = `refs/maestro-reviewed/${container.shortName}/`;
  expect(await git(project, 'for-each-ref', '--format=%(refname)', 'refs/maestro-reviewed')).toBe(
    `${marks}side/deeper`,
  );

  await engine.client.containers.remove({ name: container.name, running: true });
  expect(await git(project, 'for-each-ref', 'refs/maestro-reviewed')).toBe('');
  expect(await git(project, 'for-each-ref', '--format=%(refname)', 'refs/maestro')).toContain('/side');
});

const SLOW = `mv /usr/bin/git /usr/bin/git-itself
printf '#!/bin/sh\\ncase "$*" in *gpgsign*) sleep 1000 ;; *) exec git-itself "$@" ;; esac\\n' >/usr/bin/git
chmod 755 /usr/bin/git`;

test('a look that nobody waits for any more ends, with what it started in the container', async () => {
  const { container } = await worked('true');
  await execute(container.dockerId, ['sh', '-c', SLOW], { user: '0' });
  const isAtWork = async () => (await inside(container, 'ps -eo args')).split('\n').includes('sleep 1000');
  const stop = new AbortController();

  const look = engine.client.review.look({ name: container.name }, { signal: stop.signal }).catch(() => 'ended');
  await until('it to be at work', isAtWork);
  stop.abort();

  expect(await look).toBe('ended');
  await until('its programs to end', async () => !(await isAtWork()));
  await until('its files to go', async () => !(await inside(container, 'ls -A /tmp')).includes('.maestro-out'));
  const quarantine = join(engine.user.paths.cache, 'quarantine');
  await until('its quarantine to go', async () => (await readdir(quarantine)).length === 0);
});
