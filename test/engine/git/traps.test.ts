import { expect, onTestFinished, test, vi } from 'vitest';
import { readChanges, readDiffStat, trackedFiles } from '../../../electron/engine/git/changes.ts';
import { readProject } from '../../../electron/engine/git/git.ts';
import { trackedModules } from '../../../electron/engine/git/tracked.ts';
import { git } from '../../support/project.ts';
import { trappedProject } from '../../support/traps.ts';

test('the traps of these tests are real: git by itself runs them', async () => {
  const { folder, ran, age } = await trappedProject();
  await age();
  await git(folder, 'status', '--porcelain');
  await git(folder, '-c', 'core.fsmonitor=', 'diff', 'HEAD').catch(() => undefined);

  expect(await ran()).toEqual(
    expect.arrayContaining(['clean', 'fetch', 'included', 'module', 'monitor', 'odd', 'post-index-change']),
  );
});

test('reading the files of a project runs nothing that it, or the environment, names', async () => {
  const { folder, ran, age, env } = await trappedProject();
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  await age();

  const changes = await readChanges(folder);
  await readDiffStat(folder);
  await readProject(folder);
  await trackedModules(folder);

  expect(changes).toContainEqual({ path: 'lost.bin', kind: 'modified' });
  expect(await trackedFiles(folder)).toEqual(expect.arrayContaining(['a.txt', 'odd.odd', 'module']));
  expect(await ran()).toEqual([]);
});
