import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import { git } from '../support/project.ts';
import { trappedProject } from '../support/traps.ts';

test('nothing that a container is made from, looked at, merged, kept or restored with runs what the project names', async () => {
  const [engine, { folder: project, ran, age, forget }] = await Promise.all([
    containerEngine(),
    trappedProject({ lost: false }),
  ]);
  const { client } = engine;
  await git(project, 'branch', 'next');
  await forget();
  const quiet = async <Result>(what: string, act: () => Promise<Result>): Promise<Result> => {
    await age();
    const result = await act().catch((error: unknown) =>
      Promise.reject(new Error(`${what}: ${JSON.stringify((error as { data?: unknown }).data)}`)),
    );
    expect(await ran(), what).toEqual([]);
    return result;
  };

  const made = await quiet('create', () => client.containers.create(newContainer({ project, branch: 'feat/work' })));
  const { name } = made;
  const commit =
    'git -c filter.x.required=false -c core.hooksPath=/dev/null -c core.fsmonitor= -c commit.gpgSign=false commit -qam more';
  await inside(
    made,
    `cd /workspace && echo theirs >>a.txt && echo theirs >>included.inc && ${commit}; echo new >>a.txt`,
  );
  expect(await inside(made, 'git log -1 --format=%s')).toBe('more');
  await git(project, '-c', 'core.hooksPath=/dev/null', 'commit', '-q', '--allow-empty', '-m', 'Meanwhile');
  await forget();

  for (const committed of [false, true])
    await quiet('look', () => client.review.look({ name, patch: true, committed }));
  const { tip, shown } = await quiet('look', () => client.review.look({ name, committed: true }));
  await quiet('fetch', () => client.review.fetch({ name, branch: 'brought' }));
  await quiet('mark', () => client.review.mark({ name, tip, shown }));
  await quiet('since', () => client.review.look({ name, patch: true, since: 'review' }));
  await quiet('overlap', () => client.review.overlap({ project }));
  await quiet('base', () => client.review.giveBase({ name, into: 'main' }));
  const spot = { path: 'a.txt', side: 'new', line: 1, lines: 1 } as never;
  await quiet('comment', () =>
    client.comments.add({ name, id: randomUUID(), spot, text: 'Why?' }).catch(() => undefined),
  );
  await quiet('comments', () => client.comments.list({ name }));
  await quiet('pull request', () => client.pullRequests.plan({ name }).catch(() => undefined));
  await quiet('a merge into what is checked out', () => client.review.merge({ name, tip }).catch(() => undefined));
  for (const way of ['merge', 'squash', 'rebase'] as const) {
    const merged = await quiet(way, () => client.review.merge({ name, tip, into: 'next', way }));
    expect(merged.into).toBe('next');
    await quiet('undo', () => client.review.unmerge({ name, project }));
  }
  await quiet('stop', () => client.containers.stop({ name }));
  await quiet('start', () => client.containers.start({ name }));
  await quiet('remove', () => client.containers.remove({ name, running: true }));
  const [kept] = (await client.trash.list()).entries;
  await quiet('restore', () => client.trash.restore({ id: kept?.id ?? '', creation: randomUUID() }));
});
