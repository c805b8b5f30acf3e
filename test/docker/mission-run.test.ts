import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { getContainer, listContainers } from '../../electron/engine/containers/list.ts';
import { inside } from '../support/containers.ts';
import { kept, stage, type Stage, statusOf } from '../support/feature-stage.ts';
import { MAESTRO } from '../support/maestro.ts';
import { crash } from '../support/program.ts';
import { until } from '../support/until.ts';

/** An agent that commits one file, which is called after its branch, and ends. */
const WORK = 'n=$(git branch --show-current); n=${n##*/}; echo $n >$n.txt; git add $n.txt; git commit -qm "Write $n"';

function runs({ project, mission }: Stage, ...words: readonly string[]): ChildProcess & { said: () => string } {
  const child = spawn(MAESTRO, ['mission', words[0] ?? 'run', mission, ...words.slice(1)], {
    cwd: project.folder,
    env: { ...process.env, HOME: project.home },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  return Object.assign(child, { said: () => said });
}

async function finish(here: Stage, ...features: readonly string[]): Promise<void> {
  for (const feature of features) {
    await until(`${feature} to be handed in`, async () => (await statusOf(here, feature)) === 'review');
    await here.project.json(['feature', 'update', feature, '--mission', here.mission, '--status', 'done']);
  }
}

test('a mission runs to its end, also when what drives it is killed in the middle', async () => {
  const here = await stage();
  const { engine, project, mission } = here;
  const first = runs(here, 'run', '--parallel', '2', '--', 'bash', '-c', WORK);
  await until('both to be at work', async () => {
    const states = await Promise.all(['f1', 'f2'].map((feature) => statusOf(here, feature)));
    return (
      states.every((state) => state === 'in-progress' || state === 'review') || Promise.reject(new Error(first.said()))
    );
  });
  await crash(first);

  const second = runs(here, 'resume');
  const ended = once(second, 'exit');
  await finish(here, 'f1', 'f2', 'f3');
  const [code] = (await ended) as [number | null];

  expect(code, second.said()).toBe(0);
  expect(second.said()).toContain(`The run of ${mission} is finished.`);
  expect(second.said()).toMatch(/^f3 {2}.+ Container: \S+/m);
  const launches = ['f1', 'f2', 'f3'].map((feature) => kept(here, feature));
  expect(launches.map((ones) => ones.length)).toEqual([1, 1, 1]);
  expect(await listContainers(engine.context)).toHaveLength(3);
  const last = await getContainer(engine.context, launches[2]?.[0]?.container ?? '');
  expect((await inside(last, 'cd /workspace && ls *.txt')).split('\n')).toEqual(['f1.txt', 'f2.txt', 'f3.txt']);
  const { run, features } = await project.json<{ run: { state: string }; features: { why: string }[] }>([
    ...['mission', 'explain', mission],
  ]);
  expect([run.state, new Set(features.map(({ why }) => why))]).toEqual(['finished', new Set(['It is done.'])]);
});

test('a run that is stopped stops its containers, and goes on with them when it is resumed', async () => {
  const here = await stage();
  const { engine, mission, project } = here;
  const child = runs(here, 'run', '--parallel', '1', '--', 'bash', '-c', 'sleep infinity');
  await until(
    'the first to be at work',
    async () => (await statusOf(here, 'f1')) === 'in-progress' || Promise.reject(new Error(child.said())),
  );

  const ended = once(child, 'exit');
  await project.json(['mission', 'stop', mission]);
  await ended;
  const [stopped] = await listContainers(engine.context);
  expect([stopped?.state, await statusOf(here, 'f1')]).toEqual(['stopped', 'in-progress']);

  const { state } = await project.json<{ state: string }>(['mission', 'resume', mission, '--detach']);
  expect(state).toBe('running');
  const containers = await listContainers(engine.context);
  expect(containers.map(({ name, docker }) => [name, docker])).toEqual([[stopped?.name, 'running']]);
  expect(kept(here, 'f1')).toHaveLength(1);
});

test('a container that went down unasked is started again by its run', async () => {
  const here = await stage();
  const { engine } = here;
  engine.watch();
  const child = runs(here, 'run', '--parallel', '1', '--', 'bash', '-c', 'sleep infinity');
  await until(
    'the first to be at work',
    async () => (await statusOf(here, 'f1')) === 'in-progress' || Promise.reject(new Error(child.said())),
  );
  const [made] = await listContainers(engine.context);

  execFileSync('docker', ['kill', made?.dockerId ?? '']);

  await until('it to run again', async () => {
    const [now] = await listContainers(engine.context);
    return now?.docker === 'running' && now.state !== 'interrupted';
  });
  expect(kept(here, 'f1')).toHaveLength(1);
  await crash(child);
});
