import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import type { Feature } from '../../electron/contract/features.ts';
import type { Launch, Launched } from '../../electron/contract/launches.ts';
import { getContainer, listContainers } from '../../electron/engine/containers/list.ts';
import { containerEngine, inside } from '../support/containers.ts';
import { type TestEngine, thingsOf } from '../support/docker.ts';
import { MAESTRO } from '../support/maestro.ts';
import { git, gitProject } from '../support/project.ts';
import { approvedMission, planOf, type StateProject, within } from '../support/state.ts';
import { until } from '../support/until.ts';

/** An agent that commits one file, and waits. */
function commits(file: string, text = file): readonly string[] {
  const work = `printf '%s\n' '${text}' >${file} && git add ${file} && git commit -qm 'Write ${file}' && sleep infinity`;
  return ['bash', '-c', work];
}

interface Stage {
  readonly engine: TestEngine;
  readonly project: StateProject;
  readonly mission: string;
  launch(feature: string, command: readonly string[]): Promise<Launched>;
  /** Waits until the agent of a feature has committed, and finishes the feature. */
  finish(feature: string, launched: Launched): Promise<void>;
}

/** A mission of three features, of which the third builds on the two before. */
async function stage(): Promise<Stage> {
  const [engine, folder] = await Promise.all([containerEngine(), gitProject()]);
  const project = within(folder, engine.user.home);
  await project.json(['init']);
  const { features } = planOf(3) as { features: { id: string }[] };
  const plan = { features: features.map((one) => (one.id === 'f3' ? { ...one, dependsOn: ['f1', 'f2'] } : one)) };
  const mission = await approvedMission(project, planOf(3, plan));
  const move = (feature: string, status: string) =>
    project.json(['feature', 'update', feature, '--mission', mission, '--status', status]);
  return {
    engine,
    project,
    mission,
    launch: async (feature, command) => {
      const words = ['feature', 'launch', feature, '--mission', mission, '--json', '--', ...command];
      const { code, stdout, stderr } = await project.run(words);
      return code === 0 ? (JSON.parse(stdout) as Launched) : Promise.reject(new Error(`${stdout}${stderr}`));
    },
    finish: async (feature, { launch }) => {
      const made = await getContainer(engine.context, launch.container ?? '');
      await until(`${feature} to be committed`, async () => {
        const subject = await inside(made, 'git -C /workspace log -1 --format=%s');
        return subject.startsWith('Write ') || Promise.reject(new Error(subject));
      });
      await move(feature, 'review');
      await move(feature, 'done');
    },
  };
}

async function statusOf({ project, mission }: Stage, feature: string): Promise<string | undefined> {
  const { features } = await project.json<{ features: { id: string; status: string }[] }>([
    'feature',
    'list',
    '--mission',
    mission,
  ]);
  return features.find(({ id }) => id === feature)?.status;
}

function kept({ project, mission }: Stage, feature: string): Launch[] {
  const path = join(project.folder, '.maestro/ours/launches', mission, `${feature}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { launches: Launch[] }).launches : [];
}

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

test('an agent that ends its turn with commits hands its feature in, once for each of them', async () => {
  const here = await stage();
  const { engine, project, mission } = here;
  engine.watch();
  const { launch } = await here.launch('f1', ['sleep', 'infinity']);
  const made = await getContainer(engine.context, launch.container ?? '');
  const ends = (words: string) =>
    inside(
      made,
      `printf '%s' '${JSON.stringify({ hook_event_name: 'Stop', last_assistant_message: words })}' | /usr/local/lib/maestro/hook claude`,
    );
  const isSeen = (words: string) =>
    until(words, () => engine.context.state.snapshot.containers[made.name]?.attention?.text === words);
  const move = (status: string) => project.json(['feature', 'update', 'f1', '--mission', mission, '--status', status]);

  await ends('I only looked.');
  await isSeen('I only looked.');
  expect(await statusOf(here, 'f1')).toBe('in-progress');

  const waits = 'Interrupted: it waits for what to do next.';
  await ends(waits);
  await isSeen(waits);
  await inside(made, 'cd /workspace && echo 1 >f1.txt && git add f1.txt && git commit -qm one');
  await until('its commit', () => (engine.context.state.snapshot.containers[made.name]?.git?.sinceBase ?? 0) > 0);
  expect(await statusOf(here, 'f1')).toBe('in-progress');
  await ends('It is written.');
  await until('the review', async () => (await statusOf(here, 'f1')) === 'review');
  await until('its launch to say so', () => kept(here, 'f1')[0]?.handedIn !== undefined);
  const { features } = await project.json<{ features: Feature[] }>(['feature', 'list', '--mission', mission]);
  expect(features[0]?.report?.salientSummary).toBe('It is written.');

  for (const status of ['pending', 'in-progress']) await move(status);
  await ends('Nothing new.');
  await isSeen('Nothing new.');
  expect(await statusOf(here, 'f1')).toBe('in-progress');
  await inside(made, 'cd /workspace && git commit -q --allow-empty -m two');
  await until('the review again', async () => (await statusOf(here, 'f1')) === 'review');
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
