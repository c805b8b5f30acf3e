import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ControlView } from '../../../electron/contract/missionControl.ts';
import { approvedMission, HANDOFF, planOf, stateProject, type StateProject } from '../../support/state.ts';

const CHAIN = {
  ...planOf(4),
  features: [
    ['base', []],
    ['api', ['base']],
    ['page', ['base', 'api']],
    ['docs', ['page']],
  ].map(([id, dependsOn], index) => ({
    ...{ id, dependsOn, milestoneId: `m-f${index + 1}`, title: `Do ${String(id)}`, description: 'd' },
    ...{ workerType: 'codex', verificationSteps: ['v'], fulfills: [`${String(id)} works`] },
  })),
};

function control(project: StateProject): Promise<ControlView> {
  return project.json<ControlView>(['mission-control']);
}

test('the dependency map has one entry a root, as features with title and status', async () => {
  const project = await stateProject();
  await approvedMission(project, CHAIN);

  const { missionOverview, features } = await control(project);

  const feature = (id: string): object => ({ id, title: `Do ${id}`, status: 'pending' });
  expect(missionOverview?.dependencyMap).toEqual([
    {
      root: feature('base'),
      primaryDependent: feature('api'),
      primaryDependentBlockedByCount: 1,
      hiddenDependentCount: 1,
    },
    {
      root: feature('api'),
      primaryDependent: feature('page'),
      primaryDependentBlockedByCount: 2,
      hiddenDependentCount: 0,
    },
  ]);
  expect(features.map(({ blockedByLabel }) => blockedByLabel)).toEqual([undefined, 'base', 'base,api', 'page']);
});

test('a milestone is current while it is worked on, and not before', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project, CHAIN);
  expect((await control(project)).missionOverview?.currentMilestone).toBeNull();

  await project.json(['feature', 'update', 'base', '--mission', mission, '--status', 'in-progress']);

  const { missionOverview, configSummary } = await control(project);
  expect(missionOverview?.currentMilestone).toBe('f1');
  expect(configSummary.missionDirectory).toBe(`.maestro/missions/${mission}`);
});

test('times of events count from the mission’s start', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project, CHAIN);
  await project.json([
    'validate',
    'update',
    'base works',
    '--mission',
    mission,
    '--result',
    'passed',
    '--evidence',
    'seen',
  ]);

  const { progressLog } = await control(project);

  const approved = progressLog.find(({ title }) => title === 'Mission approved');
  expect(approved?.relativeMs).toBe(0);
  expect(progressLog[0]).toMatchObject({ kind: 'assertion', detail: 'seen' });
  expect(progressLog[0]?.relativeMs).toBe(
    Date.parse(progressLog[0]?.timestamp ?? '') - Date.parse(approved?.timestamp ?? ''),
  );
});

test('a gate is named while work stands at it, and blocked while a feature in it is', async () => {
  const project = await stateProject();
  const plan = planOf(1, { milestones: [{ id: 'm-f1', title: 'Review', description: 'd', order: 0, kind: 'gate' }] });
  const mission = await approvedMission(project, plan);
  expect(await control(project)).toMatchObject({ gateLabel: null, gateBlocked: false });

  const move = (status: string): Promise<unknown> =>
    project.json(['feature', 'update', 'f1', '--mission', mission, '--status', status]);
  await move('in-progress');
  expect(await control(project)).toMatchObject({ gateLabel: 'Review', gateBlocked: false });
  await move('review');
  await move('blocked');

  expect(await control(project)).toMatchObject({ gateLabel: 'Review', gateBlocked: true });
});

test('the inspector’s rows say what a key is called, what each layer has, and what follows', async () => {
  const project = await stateProject();
  await project.run(['init']);
  await writeFile(
    join(project.folder, '.maestro', 'config.yaml'),
    'memory:\n  learnings:\n    max_age_days: 3\nworkers:\n  codex:\n    env:\n      TOKEN: hunter2\n',
  );
  await approvedMission(project, CHAIN);

  const { configInspector } = await control(project);

  const { effective, overview, plan, workers, doctor, defaults, project: own } = configInspector.rowsByTab;
  expect(effective?.find(({ keyPath }) => keyPath === 'memory.learnings.max_age_days')).toMatchObject({
    ...{ label: 'Longest age', valueText: '3', displayValueText: '3 days', source: 'project', sourceBadge: 'P' },
    ...{ editKind: 'number-preset', effectiveValueText: '3', effectiveDisplayValueText: '3 days' },
    ...{ projectValueText: '3', globalValueText: 'unset', defaultValueText: '7', defaultDisplayValueText: '7 days' },
  });
  expect(own?.map(({ keyPath }) => keyPath)).toEqual(['memory.learnings.max_age_days', 'workers.codex.env.TOKEN']);
  expect(defaults?.every(({ editKind, source }) => editKind === 'readonly' && source === 'default')).toBe(true);
  expect(overview?.[0]).toMatchObject({ keyPath: 'execution.defaultWorker', label: 'Default worker' });
  expect(overview?.[0]?.workerChoices?.map(({ slug }) => slug)).toEqual(['claude-code', 'codex', 'gemini']);
  expect(workers).toContainEqual(
    expect.objectContaining({ keyPath: 'workers.gemini', valueText: 'disabled', sourceBadge: 'M' }),
  );
  expect(plan?.map(({ displayValueText }) => displayValueText)).toEqual(['sequential', 'base Do base']);
  expect(doctor?.map(({ keyPath }) => keyPath)).toContain('doctor.global-config');
  expect(JSON.stringify(configInspector)).not.toContain('hunter2');
});

test('what is remembered is listed with the newest first', async () => {
  const project = await stateProject();
  const rules = ['npm one', 'npm two', 'npm three'];
  for (const rule of rules) {
    await project.json(['memory-correct', rule, '--trigger', 'npm']);
    await project.json(['memory-learn', '--content', rule]);
  }

  const found = await project.json<{ corrections: { rule: string }[]; learnings: { content: string }[] }>([
    'memory-search',
    'npm',
  ]);

  const newest = [...rules].reverse();
  expect(found.corrections.map(({ rule }) => rule)).toEqual(newest);
  expect(found.learnings.map(({ content }) => content)).toEqual(newest);
  expect((await control(project)).memory.corrections.map(({ rule }) => rule)).toEqual(newest);
});

test('the ratchet has no last result where nothing ran', async () => {
  const project = await stateProject();
  const last = async (): Promise<unknown> =>
    (await project.json<{ ratchet: { lastResult?: string } }>(['memory-stats'])).ratchet.lastResult;
  await project.json(['ratchet-check']);
  expect(await last()).toBeUndefined();

  const { id } = await project.json<{ id: string }>(['memory-correct', 'use npm ci', '--trigger', 'npm']);
  await project.json(['ratchet-promote', id, '--check', 'never-there']);
  await project.json(['ratchet-check']);

  expect(await last()).toBe('pass');
});

test('the last result of the ratchet is that of the last check, also when the first one failed', async () => {
  const project = await stateProject();
  const { id } = await project.json<{ id: string }>(['memory-correct', 'use npm ci', '--trigger', 'npm']);
  await project.json(['ratchet-promote', id, '--check', 'npm install']);
  const check = async (script: string): Promise<unknown> => {
    await writeFile(join(project.folder, 'set-up.sh'), script);
    await project.json(['ratchet-check']);
    return (await project.json<{ ratchet: { lastResult?: string } }>(['memory-stats'])).ratchet.lastResult;
  };

  expect(await check('npm install\n')).toBe('fail');
  expect(await check('npm ci\n')).toBe('pass');
  expect(await check('npm install\n')).toBe('fail');
});

test('ready tasks can be narrowed, and say which words a hint has in common with them', async () => {
  const project = await stateProject();
  const { id } = await project.json<{ id: string }>(['task', 'create', 'Repair the token cache', '--labels', 'auth']);
  await project.json(['task', 'close', id, '--reason', 'the token was stale']);
  await project.json(['task', 'create', 'Token for the page', '--priority', '0', '--assignee', 'ada']);
  await project.json(['task', 'create', 'Write the docs', '--priority', '3']);
  const ready = (...args: string[]): Promise<{ title: string; hints: object[] }[]> =>
    project.json(['task', 'ready', ...args]);

  expect((await ready())[0]?.hints).toEqual([
    expect.objectContaining({ sourceTaskId: id, matchedKeywords: ['token'], reason: 'the token was stale' }),
  ]);
  expect((await ready('--no-hints'))[0]?.hints).toEqual([]);
  expect((await ready('--unassigned')).map(({ title }) => title)).toEqual(['Write the docs']);
  expect((await ready('--priority', '0')).map(({ title }) => title)).toEqual(['Token for the page']);
});

test('a reply about nothing is refused, and about a damaged feature is kept', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project);
  const reply = (feature: string, of: string) =>
    project.run(['reply', 'write', feature, '--mission', of, '--outcome', 'completed', '--json']);
  await writeFile(join(project.folder, '.maestro', 'missions', mission, 'features', 'f2.json'), '{');

  expect(JSON.parse((await reply('f1', '2020-01-01-001')).stdout)).toMatchObject({ code: 'MISSION_NOT_FOUND' });
  expect(JSON.parse((await reply('nobody', mission)).stdout)).toMatchObject({ code: 'FEATURE_NOT_FOUND' });
  expect(await reply('f2', mission)).toMatchObject({ code: 0 });
});

test('a worker is told of gates only where handoffs are held to them', async () => {
  const project = await stateProject();
  await project.run(['init']);
  const plan = planOf(1, {
    milestones: [{ id: 'm-f1', title: 'Do', description: 'd', order: 0, profile: 'implementation' }],
  });
  const mission = await approvedMission(project, plan);
  const prompt = async (): Promise<string> => {
    await project.json(['feature', 'prompt', 'f1', '--mission', mission, '--out', 'prompt.md']);
    return readFile(join(project.folder, 'prompt.md'), 'utf8');
  };
  expect(await prompt()).toMatch(/Behavioral Principles(?![\s\S]*\(gate:)/);

  await project.json(['config', 'set', 'principles.gates', 'warn']);

  expect(await prompt()).toContain('(gate: assumptions, array_min_length:1)');
  await project.json(HANDOFF);
});
