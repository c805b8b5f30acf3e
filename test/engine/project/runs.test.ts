import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Container } from '../../../electron/contract/containers.ts';
import { fail } from '../../../electron/engine/errors.ts';
import { followLaunches } from '../../../electron/engine/project/launches/follow.ts';
import { launchesOf } from '../../../electron/engine/project/launches/store.ts';
import { updateAssertion } from '../../../electron/engine/project/missions/assertions/update.ts';
import { updateFeature } from '../../../electron/engine/project/missions/features/update.ts';
import { getMission, listFeatures } from '../../../electron/engine/project/missions/mission/store.ts';
import { latestRun } from '../../../electron/engine/project/missions/runs/store.ts';
import { pauseRun, resumeRun, runMission, stopRun } from '../../../electron/engine/project/runs/begin.ts';
import { explainMission } from '../../../electron/engine/project/runs/explain.ts';
import { engineWithoutDocker } from '../../support/connections.ts';
import { missionOf, stage, WANTED } from '../../support/mission-runs.ts';
import { crash, program } from '../../support/program.ts';
import { tempFolder } from '../../support/project.ts';
import { until } from '../../support/until.ts';

const NO_HANDS = { list: () => Promise.resolve([]), start: () => Promise.resolve(), stop: () => Promise.resolve() };

test('a run launches what is ready, wave by wave, and ends when all is done', async () => {
  const at = await missionOf({ a: [], b: [], c: ['a', 'b'], d: ['c'] });
  const here = await stage(at);
  await runMission(here.engine.context, at.project, { ...WANTED, mission: at.mission });
  await until('the first wave', () => here.status()['a'] === 'in-progress' && here.status()['b'] === 'in-progress');
  expect(here.made.sort()).toEqual(['a', 'b']);
  await here.finish('a', 'b');
  await until('the second', () => here.status()['c'] === 'in-progress');
  await here.finish('c');
  await until('the third', () => here.status()['d'] === 'in-progress');
  await here.finish('d');
  await until('the end', () => here.run()?.state === 'finished');
  expect(here.made).toEqual(['a', 'b', 'c', 'd']);
  await expect(pauseRun(here.engine.context, at.project, at.mission)).rejects.toMatchObject({
    problem: { code: 'RUN_NONE' },
  });
});

test('a paused run launches nothing, and goes on where it was; its mission says so too', async () => {
  const at = await missionOf({ a: [], b: ['a'] });
  const here = await stage(at);
  const { context } = here.engine;
  await runMission(context, at.project, { ...WANTED, mission: at.mission });
  await expect(runMission(context, at.project, { ...WANTED, mission: at.mission })).rejects.toMatchObject({
    problem: { code: 'RUN_GOING' },
  });
  await until('the first', () => here.status()['a'] === 'in-progress');
  await pauseRun(here.engine.context, at.project, at.mission);
  expect(getMission(at.project, at.mission).status).toBe('paused');
  await here.finish('a');
  const explained = await explainMission(context, at.project, { mission: at.mission, containers: [] });
  expect(explained.holds.map(({ sentence }) => sentence)).toEqual([
    `The run is paused: maestro mission resume ${at.mission}`,
  ]);
  expect(here.made).toEqual(['a']);
  await resumeRun({ context, project: at.project }, { mission: at.mission, parallel: 1 });
  await until('the second', () => here.status()['b'] === 'in-progress');
  expect([getMission(at.project, at.mission).status, here.run()?.parallel]).toEqual(['executing', 1]);
});

test('what cannot be launched is set aside with its reason, and tried again when it is resumed', async () => {
  const at = await missionOf({ a: [], b: [] });
  const broken = { is: true };
  const here = await stage(at, {
    base: () =>
      broken.is ? Promise.reject(fail('MERGE_CONFLICT', 'It does not go together.')) : Promise.resolve(null),
  });
  const { context } = here.engine;
  await runMission(context, at.project, { ...WANTED, mission: at.mission });
  await until('both to be set aside', () => Object.keys(here.run()?.failed ?? {}).length === 2);
  expect(here.run()).toMatchObject({ state: 'running', failed: { a: { code: 'MERGE_CONFLICT' } } });
  const { features } = await explainMission(context, at.project, { mission: at.mission, containers: [] });
  expect(features[0]?.why).toBe(`It does not go together. To try again: maestro mission resume ${at.mission}`);
  broken.is = false;
  await resumeRun({ context, project: at.project }, { mission: at.mission });
  await until('both to be at work', () => here.made.length === 2);
  expect(here.run()?.failed).toEqual({});
});

test('a run that is stopped calls off what is being launched, and goes on when it is resumed', async () => {
  const at = await missionOf({ a: [] });
  const called: string[] = [];
  const here = await stage(at, {
    create: (context, { id }) =>
      called.push(id) > 1
        ? Promise.resolve({ name: `made-${id}` } as unknown as Container)
        : new Promise((_, reject) => {
            context.closing.addEventListener('abort', () => reject(context.closing.reason as Error));
          }),
  });
  const { context } = here.engine;
  const acting = { context, project: at.project, hands: NO_HANDS };
  await runMission(context, at.project, { ...WANTED, mission: at.mission });
  await until('its launch', () => called.length === 1);
  await stopRun(acting, at.mission);
  await until('it to be called off', async () => {
    const text = await readFile(join(at.project.folder, 'ours/launches', at.mission, 'a.json'), 'utf8');
    return (JSON.parse(text) as { launches: unknown[] }).launches.length === 0;
  });
  expect([here.run()?.state, here.status()['a']]).toEqual(['stopped', 'pending']);
  await resumeRun(acting, { mission: at.mission });
  await until('it to be at work', () => here.status()['a'] === 'in-progress');
  expect(called).toHaveLength(2);
});

test('the files of a project alone launch nothing: who runs a mission has said so on this machine', async () => {
  const at = await missionOf({ a: [] });
  const here = await stage(at);
  const { context } = here.engine;
  const other = await engineWithoutDocker();
  await runMission(other.context, at.project, { ...WANTED, mission: at.mission });
  await until('the run to be seen', () =>
    Object.values(context.state.snapshot.missions).some(({ id, run }) => id === at.mission && run === 'running'),
  );
  const { holds } = await explainMission(context, at.project, { mission: at.mission, containers: [] });
  expect(holds[0]?.sentence).toContain('This run was begun elsewhere');
  expect(here.made).toEqual([]);
  await resumeRun({ context, project: at.project }, { mission: at.mission });
  // A change that its host hears of: resuming what runs writes nothing new.
  await updateFeature(at.project, { mission: at.mission, feature: 'a', status: 'assigned' });
  await until('it to be launched', () => here.made.length === 1);
});

test('what its containers cost is counted, and nothing is launched beyond its budget', async () => {
  const at = await missionOf({ a: [], b: [], c: [] });
  const here = await stage(at);
  const { context } = here.engine;
  await runMission(context, at.project, { ...WANTED, parallel: 2, budgetUsd: 10, mission: at.mission });
  await until('two at work', () => here.status()['a'] === 'in-progress' && here.status()['b'] === 'in-progress');
  const launched = (feature: string) => launchesOf(at.project, at.mission, feature)[0]?.container;
  await until('both to be written down', () => launched('a') != null && launched('b') != null);
  const shown = ['a', 'b'].map((feature) => ({
    ...{ name: launched(feature), project: { path: at.root }, feature: { mission: at.mission, feature } },
    ...{ state: 'running', createdAt: '2026-11-30T12:00:00.000Z', attention: null, limitUntil: null },
  }));
  context.state.change({ containers: Object.fromEntries(shown.map((one) => [String(one.name), one])) as never });
  await until('both to be counted', () => Object.values(here.run()?.spent ?? {}).join() === '6,6');
  await here.finish('a');
  const { holds } = await explainMission(context, at.project, { mission: at.mission, containers: [] });
  expect(holds[0]?.sentence).toContain('$12.00 of $10.00 are spent.');
  expect(here.made).not.toContain('c');
  await resumeRun({ context, project: at.project }, { mission: at.mission, budgetUsd: 20 });
  await until('the third', () => here.made.includes('c'));
});

test('a feature whose agent died goes back, also where no handoff can be written, and the next agent is put to it', async () => {
  const at = await missionOf({ a: [] });
  const here = await stage(at);
  const { context } = here.engine;
  void followLaunches(context);
  await rm(join(at.project.folder, 'handoffs'), { recursive: true, force: true });
  await writeFile(join(at.project.folder, 'handoffs'), 'in the way');
  await runMission(context, at.project, { ...WANTED, mission: at.mission });
  const first = await until('its launch', () => launchesOf(at.project, at.mission, 'a')[0]?.container ?? false);
  const died = {
    ...{ name: first, shortName: 'died', project: { path: at.root }, feature: { mission: at.mission, feature: 'a' } },
    ...{ docker: 'running', state: 'dormant', agentProcess: { state: 'exited', exitCode: 3 }, git: null },
    ...{ createdAt: '2026-11-30T12:00:00.000Z', attention: null, limitUntil: null },
  };
  context.state.change({ containers: { [first]: died } as never });
  await until('the next one', () => here.made.length === 2);
  expect(launchesOf(at.project, at.mission, 'a')[0]?.ended).toBe('Its agent ended with exit code 3.');
});

test('a run that is stopped is not paused, and one that is resumed at once is driven on', async () => {
  const at = await missionOf({ a: [], b: ['a'] });
  const here = await stage(at);
  const acting = { context: here.engine.context, project: at.project, hands: NO_HANDS };
  await runMission(acting.context, at.project, { ...WANTED, mission: at.mission });
  await until('the first', () => here.status()['a'] === 'in-progress');
  await stopRun(acting, at.mission);
  await expect(pauseRun(acting.context, at.project, at.mission)).rejects.toMatchObject({
    problem: { sentence: `The run of ${at.mission} is stopped.` },
  });
  await resumeRun(acting, { mission: at.mission });
  await here.finish('a');
  await until('the second', () => here.status()['b'] === 'in-progress');
});

test('a file of a run that was changed by anybody else launches nothing more', async () => {
  const at = await missionOf({ a: [], b: ['a'] });
  const here = await stage(at);
  const { context } = here.engine;
  await runMission(context, at.project, { ...WANTED, mission: at.mission });
  await until('the first', () => here.status()['a'] === 'in-progress');
  const path = join(at.project.folder, 'ours/runs', `${at.mission}.json`);
  await writeFile(path, (await readFile(path, 'utf8')).replace('"standard"', '"open"'));
  await here.finish('a');
  const { holds, features } = await explainMission(context, at.project, { mission: at.mission, containers: [] });
  expect(holds.map(({ sentence }) => sentence)).toEqual([
    `This run was begun elsewhere, or its file was changed since. Look at it, then: maestro mission resume ${at.mission}`,
  ]);
  expect(features[1]?.why).toBe(holds[0]?.sentence);
  expect(here.made).toEqual(['a']);
});

test('a file of runs that cannot be read is named, and drives nothing', async () => {
  const at = await missionOf({ a: [] });
  const here = await stage(at);
  await runMission(here.engine.context, at.project, { ...WANTED, mission: at.mission, until: 'm-f1' });
  await until('it to be at work', () => here.status()['a'] === 'in-progress');
  const path = join(at.project.folder, 'ours/runs', `${at.mission}.json`);
  await appendFile(path, '}');
  await expect(pauseRun(here.engine.context, at.project, at.mission)).rejects.toMatchObject({
    problem: { code: 'FILE_DAMAGED' },
  });
  await until('the damage to be shown', () =>
    here.engine.context.state.snapshot.projects[at.root]?.damaged.some((file) => file.path === path),
  );
});

test('features that are declared to change the same files do not work at once', async () => {
  const at = await missionOf({ a: [], b: [] }, { paths: ['./src/login.ts'] });
  const here = await stage(at);
  await runMission(here.engine.context, at.project, { ...WANTED, mission: at.mission });
  await until('the first', () => here.status()['a'] === 'in-progress');
  const { features } = await explainMission(here.engine.context, at.project, { mission: at.mission, containers: [] });
  expect(features[1]?.why).toBe('It waits for a, which changes src/login.ts too.');
  await here.finish('a');
  await until('the second', () => here.status()['b'] === 'in-progress');
  expect(here.made).toEqual(['a', 'b']);
});

test('a run that may seals each milestone that nothing stands in the way of, and ends sealed', async () => {
  const at = await missionOf({ a: [], b: ['a'] });
  const here = await stage(at);
  await runMission(here.engine.context, at.project, { ...WANTED, seals: true, mission: at.mission });
  for (const id of ['a', 'b']) {
    await until(`${id} at work`, () => here.status()[id] === 'in-progress');
    await here.finish(id);
    const assertion = `${id}-assertion-1`;
    await updateAssertion(at.project, { mission: at.mission, assertion, result: 'passed', evidence: 'seen' });
  }
  await until('the end', () => here.run()?.state === 'finished');
  expect(getMission(at.project, at.mission).completedMilestoneIds).toEqual(['m-f1', 'm-f2']);
});

/** Drives the runs of a project with containers that are lines of a file, and makes each of them slowly. */
const HOST = `
  import { appendFileSync, readFileSync } from 'node:fs';
  import { setTimeout as delay } from 'node:timers/promises';
  import { createContext } from './engine/create-context.ts';
  import { userPaths } from './engine/disk/paths.ts';
  import { DockerClient } from './engine/docker/client.ts';
  import { projectsOf } from './engine/project/follow/user-projects.ts';
  import { launchedBy } from './engine/project/launches/launch.ts';
  import { driveRuns } from './engine/project/runs/drive.ts';
  const [home, made] = process.argv.slice(2);
  const docker = new DockerClient({ socketPath: '/nowhere/docker.sock' });
  const { context } = createContext({ paths: userPaths(home), docker });
  const lines = () => readFileSync(made, 'utf8').split('\\n').filter((line) => line !== '');
  const launch = launchedBy({
    create: async (_, { id }, { feature }) => {
      const name = 'made-' + id;
      if (lines().some((line) => line.startsWith(id))) return { name };
      await delay(Math.random() * 200);
      appendFileSync(made, id + ' ' + feature.feature + '\\n');
      await delay(Math.random() * 200);
      return { name };
    },
    isMade: async (_, id) => lines().some((line) => line.startsWith(id)),
    base: async () => null,
  });
  context.state.change({ fields: { loaded: true, docker: { state: 'ready', version: '1', apiVersion: '1' } } });
  await Promise.all([projectsOf(context).watch(), driveRuns(context, { launch, hands: { start: async () => {}, stop: async () => {} }, usage: async () => ({ usd: 0 }) })]);
`;

test('whatever dies in the middle, another one goes on, and nothing is launched twice', async () => {
  const on = { a: [], b: [], c: ['a'], d: ['a', 'b'], e: ['c', 'd'], f: ['e'] };
  const at = await missionOf(on);
  const user = await engineWithoutDocker();
  await user.client.projects.open({ path: at.root });
  await runMission(user.context, at.project, { ...WANTED, parallel: 2, mission: at.mission });
  const made = join(await tempFolder('maestro-made'), 'made');
  await writeFile(made, '');
  const host = await program(HOST);
  const home = join(user.context.paths.home, '..');
  const hosts = [host.start(home, made), host.start(home, made)];
  const state = () => latestRun(at.project, at.mission)?.state;
  for (let turn = 0; state() !== 'finished' && turn < 200; turn += 1) {
    const [one, ...others] = hosts.splice(0);
    // The others are alive meanwhile; a fresh one comes for each that dies.
    if (turn < 4 && one !== undefined) await crash(one);
    hosts.push(...others, ...(turn < 4 ? [host.start(home, made)] : one === undefined ? [] : [one]));
    const seen = await readFile(made, 'utf8');
    await until('something to happen', async () => {
      const features = listFeatures(at.project, getMission(at.project, at.mission));
      const atWork = features.filter(({ status }) => status === 'in-progress');
      for (const { id } of atWork) {
        for (const status of ['review', 'done'] as const)
          await updateFeature(at.project, { mission: at.mission, feature: id, status });
      }
      return atWork.length > 0 || state() === 'finished' || (await readFile(made, 'utf8')) !== seen;
    });
  }
  await Promise.all(hosts.map(crash));

  expect(state()).toBe('finished');
  const order = (await readFile(made, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
  expect([...order].sort()).toEqual(Object.keys(on).sort());
  for (const [id, before] of Object.entries(on)) {
    for (const other of before) expect(order.indexOf(other), `${other} before ${id}`).toBeLessThan(order.indexOf(id));
  }
});
