import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Launched } from '../../electron/contract/launches.ts';
import { getContainer, listContainers } from '../../electron/engine/containers/list.ts';
import { inside } from '../support/containers.ts';
import { thingsOf } from '../support/docker.ts';
import { commits, kept, stage, statusOf } from '../support/feature-stage.ts';
import { MAESTRO } from '../support/maestro.ts';
import { git } from '../support/project.ts';
import { until } from '../support/until.ts';

test('a feature becomes a container with the prompt of its worker, on a branch of its own', async () => {
  const here = await stage();
  const { engine, project, mission } = here;

  const launched = await here.launch('f1', ['bash', '-c', 'cat >/tmp/prompt <<<"$1"; sleep infinity', 'x', '{prompt}']);

  expect(launched.missionAutoStarted).toBe(true);
  const made = await getContainer(engine.context, launched.launch.container ?? '');
  expect(made.feature).toEqual({ mission, feature: 'f1' });
  expect(made.task).toMatch(/^f1\n\n# Worker Assignment: f1\n/);
  expect(made.branch).toBe(launched.launch.branch);
  expect(made.baseCommit).toBe(await git(project.folder, 'rev-parse', 'HEAD'));
  expect(await statusOf(here, 'f1')).toBe('in-progress');
  expect(kept(here, 'f1')).toEqual([launched.launch]);
  const prompt = await until('the prompt to arrive', async () => {
    const text = await inside(made, 'cat /tmp/prompt');
    return text.startsWith('# Worker Assignment') ? text : Promise.reject(new Error(text));
  });
  const { prompt: whole } = await project.json<{ prompt: string }>(['feature', 'prompt', 'f1', '--mission', mission]);
  expect(prompt.slice(0, 60)).toBe(whole.slice(0, 60));

  const again = await project.run(['feature', 'launch', 'f1', '--mission', mission, '--', 'true']);
  expect(again.stderr).toContain('Feature f1 is in-progress already.');
  const early = await project.run(['feature', 'launch', 'f3', '--mission', mission, '--', 'true']);
  expect(early.stderr).toContain('f3 depends on f1 (in-progress), f2 (pending).');
  expect(await listContainers(engine.context)).toHaveLength(1);
});

test('it begins with the work of the features before it, and the project’s files stay as they are', async () => {
  const here = await stage();
  const { engine, project } = here;
  for (const feature of ['f1', 'f2']) await here.finish(feature, await here.launch(feature, commits(`${feature}.txt`)));
  const head = await git(project.folder, 'rev-parse', 'HEAD');

  const { launch } = await here.launch('f3', ['sleep', 'infinity']);

  const made = await getContainer(engine.context, launch.container ?? '');
  expect(await inside(made, 'cd /workspace && cat f1.txt f2.txt && git status --porcelain f1.txt f2.txt')).toBe(
    'f1.txt\nf2.txt',
  );
  expect(made.baseCommit).toBe(launch.base);
  expect(await git(project.folder, 'rev-parse', 'HEAD')).toBe(head);
  expect(await git(project.folder, 'rev-parse', launch.branch)).toBe(launch.base);
  expect(existsSync(join(project.folder, 'f1.txt'))).toBe(false);
});

test('work that nobody could fetch stops the launch; what was brought back is the project’s', async () => {
  const here = await stage();
  const { engine, project, mission } = here;
  const names: string[] = [];
  for (const feature of ['f1', 'f2']) {
    const launched = await here.launch(feature, commits(`${feature}.txt`));
    await here.finish(feature, launched);
    names.push(launched.launch.container ?? '');
  }
  const [first = '', second = ''] = names;
  const launch = ['feature', 'launch', 'f3', '--mission', mission, '--', 'sleep', 'infinity'];
  await project.json(['stop', first]);

  const ended = await project.run(launch);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('The work of f1 is in its container, which is down.');
  expect([await statusOf(here, 'f3'), kept(here, 'f3')]).toEqual(['pending', []]);

  await project.json(['start', first]);
  for (const name of [first, second]) await project.json(['merge', name, '--squash']);
  const head = await git(project.folder, 'rev-parse', 'HEAD');
  const { launch: done } = await here.launch('f3', ['sleep', 'infinity']);
  expect(done.base).toBe(head);
  const made = await getContainer(engine.context, done.container ?? '');
  expect(await inside(made, 'cd /workspace && cat f1.txt f2.txt')).toBe('f1.txt\nf2.txt');
});

test('a file that gives a feature the container of another one stops the launch', async () => {
  const here = await stage();
  const { project, mission } = here;
  for (const feature of ['f1', 'f2']) await here.finish(feature, await here.launch(feature, commits(`${feature}.txt`)));
  const [other] = kept(here, 'f2');
  const path = join(project.folder, '.maestro/ours/launches', mission, 'f1.json');
  await writeFile(path, JSON.stringify({ launches: [other] }));

  const ended = await project.run(['feature', 'launch', 'f3', '--mission', mission, '--', 'sleep', 'infinity']);

  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('is said to have worked on f1, and was made for something else.');
  expect(kept(here, 'f3')).toEqual([]);
});

test('work that does not go together stops the launch, and leaves nothing of it', async () => {
  const here = await stage();
  const { engine, project, mission } = here;
  for (const feature of ['f1', 'f2'])
    await here.finish(feature, await here.launch(feature, commits('same.txt', feature)));
  const before = [await thingsOf(engine.user), await git(project.folder, 'branch', '--format=%(refname)')];

  const ended = await project.run(['feature', 'launch', 'f3', '--mission', mission, '--', 'sleep', 'infinity']);

  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('The work of f2 does not go together with that of the project, f1.');
  expect(ended.stderr).toContain('same.txt');
  expect(await statusOf(here, 'f3')).toBe('pending');
  expect(kept(here, 'f3')).toEqual([]);
  expect([await thingsOf(engine.user), await git(project.folder, 'branch', '--format=%(refname)')]).toEqual(before);
});

test('a container that cannot be made leaves the feature as it was; one that was cut off makes no second', async () => {
  const here = await stage();
  const { engine, project, mission } = here;
  const launch = ['feature', 'launch', 'f1', '--mission', mission];
  const wrong = await project.run([...launch, '--memory', '1000t', '--', 'sleep', 'infinity']);
  expect(wrong.code).toBe(1);
  expect([await statusOf(here, 'f1'), kept(here, 'f1')]).toEqual(['pending', []]);

  const child = spawn(MAESTRO, [...launch, '--', 'sleep', 'infinity'], {
    cwd: project.folder,
    env: { ...process.env, HOME: project.home },
    stdio: 'ignore',
  });
  await until('something to be made', async () => (await thingsOf(engine.user)).length > 0);
  child.kill('SIGKILL');
  const [begun] = kept(here, 'f1');
  expect(begun).toMatchObject({ container: null });

  const { launch: done } = await here.launch('f1', ['sleep', 'infinity']);
  expect(done.branch).toBe(begun?.branch);
  expect(kept(here, 'f1')).toEqual([done]);
  expect((await listContainers(engine.context)).map(({ name }) => name)).toEqual([done.container]);

  // As if it had been killed right before it was written down.
  const path = join(project.folder, '.maestro/ours/launches', mission, 'f1.json');
  await writeFile(path, JSON.stringify({ launches: [{ ...done, container: null }] }));
  expect((await here.launch('f1', ['sleep', 'infinity'])).launch).toEqual(done);
  expect(kept(here, 'f1')).toEqual([done]);
  expect(await listContainers(engine.context)).toHaveLength(1);
});

test('an interrupt takes a launch back', async () => {
  const here = await stage();
  const { engine, project, mission } = here;
  const words = ['feature', 'launch', 'f1', '--mission', mission, '--', 'sleep', 'infinity'];
  const child = spawn(MAESTRO, words, {
    cwd: project.folder,
    env: { ...process.env, HOME: project.home },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await until('something to be made', async () => (await thingsOf(engine.user)).length > 0);
  child.kill('SIGINT');

  expect(await ended).not.toBe(0);
  expect([await thingsOf(engine.user), kept(here, 'f1'), await statusOf(here, 'f1')]).toEqual([[], [], 'pending']);
});

test('of two launches at once one goes on, by whatever face they come', async () => {
  const here = await stage();
  const { engine, project, mission } = here;
  const { path } = await engine.client.projects.open({ path: project.folder });
  const wanted = { project: path, mission, feature: 'f2', agent: 'custom' as const, command: ['sleep', 'infinity'] };
  const calls = [1, 2, 3].map(() => engine.client.features.launch({ ...wanted, id: randomUUID() }));

  const ended = await Promise.allSettled([
    ...calls,
    project.json<Launched>(['feature', 'launch', 'f2', '--mission', mission, '--agent', 'codex']),
  ]);

  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const all: Container[] = await listContainers(engine.context);
  expect(all.map(({ feature }) => feature)).toEqual([{ mission, feature: 'f2' }]);
  expect(kept(here, 'f2')).toHaveLength(1);
});
