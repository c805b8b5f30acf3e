import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { COMMANDS } from '../../../electron/cli/table/commands.ts';
import { type Command, isEntity } from '../../../electron/cli/arguments/command.ts';
import { approvedMission, HANDOFF, planOf, stateProject, type StateProject } from '../../support/state.ts';

let project: StateProject;
let mission: string;
let handoff: string;
let correction: string;
let checkpoint: string;
let task: string;

beforeAll(async () => {
  project = await stateProject();
  await project.run(['init']);
  mission = await approvedMission(project, planOf(12));
  handoff = (await project.json<{ id: string }>(HANDOFF)).id;
  correction = (await project.json<{ id: string }>(['memory-correct', 'use npm ci', '--trigger', 'npm'])).id;
  checkpoint = (await project.json<{ checkpoint: { id: string } }>(['checkpoint', 'save', '--mission', mission]))
    .checkpoint.id;
  task = (await project.json<{ id: string }>(['task', 'create', 'Fix it'])).id;
});

const begins = (id: string): string => id.slice(0, -2);

test('the beginning of an id is enough, whatever it is the id of', async () => {
  const m = ['--mission', begins(mission)];
  const calls: [string[], string][] = [
    [['mission', 'show', begins(mission)], mission],
    [['mission', 'graph', begins(mission)], mission],
    [['feature', 'list', ...m, '--milestone', 'm-f12'], 'f12'],
    [['feature', 'update', 'f12', ...m, '--status', 'in-progress'], 'f12'],
    [['feature', 'prompt', 'f11', ...m], 'f11'],
    [['validate', 'update', 'f12-a', ...m, '--result', 'passed'], 'f12-assertion-1'],
    [['validate', 'update', 'f11 works', ...m, '--result', 'passed'], 'f11-assertion-1'],
    [['milestone', 'status', 'm-f12', ...m], 'm-f12'],
    [['milestone', 'seal', 'm-f11', ...m], 'm-f11'],
    [['checkpoint', 'load', ...m, '--id', checkpoint.slice(0, 10), '--dry-run'], checkpoint],
    [['handoff', 'pickup', '--id', begins(handoff)], handoff],
    [['handoff', 'verify', begins(handoff)], handoff],
    [['ratchet-promote', begins(correction), '--check', 'npm i'], correction],
    [['task', 'show', begins(task)], task],
    [['principle', 'remove', 'goal'], 'goal-driven-execution'],
    [['task', 'create', 'Next', '--depends-on', begins(task)], task],
    [['reply', 'write', 'f12', ...m, '--outcome', 'completed'], 'f12'],
    [['mission-control', '--mission', begins(mission)], mission],
  ];
  for (const [args, id] of calls) {
    const { code, stdout } = await project.run([...args, '--json']);
    expect({ args, code }).toEqual({ args, code: 0 });
    expect(stdout).toContain(`"${id}"`);
  }
});

test('a beginning of several ids is refused with the candidates, and changes nothing', async () => {
  const { code, stdout } = await project.run([
    'feature',
    'update',
    'f',
    '--mission',
    mission,
    '--status',
    'assigned',
    '--json',
  ]);

  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    code: 'ID_AMBIGUOUS',
    error: '"f" may be f1, f10, f11, f12, f2, f3, f4, f5 or 4 more.',
  });
  expect(await project.json(['feature', 'list', '--mission', mission, '--status', 'assigned'])).toMatchObject({
    filtered: 0,
  });
});

test('a whole id is itself, also where others begin with it', async () => {
  expect(await project.json(['feature', 'list', '--mission', mission, '--milestone', 'm-f1'])).toMatchObject({
    features: [{ id: 'f1' }],
  });
});

test('what is damaged is found by its beginning too, and named as damaged', async () => {
  const own = await stateProject();
  const id = await approvedMission(own);
  await writeFile(join(own.folder, '.maestro', 'missions', id, 'assertions.json'), '<<<<<<< ours');

  const { stdout } = await own.run([
    'validate',
    'update',
    'f1 works',
    '--mission',
    id.slice(0, 6),
    '--result',
    'passed',
    '--json',
  ]);

  expect(JSON.parse(stdout)).toMatchObject({ code: 'FILE_DAMAGED' });
});

test('every argument and option that is an id says of what, so that its beginning is enough', () => {
  const all = (commands: readonly Command[]): Command[] => commands.flatMap((one) => [one, ...all(one.commands ?? [])]);
  const state = all(COMMANDS).filter((command) => command.state === true);
  // These make the id, or name the session.
  const own = ['principle add --id', 'handoff create --session-id'];

  const silent = state.flatMap((command) => [
    ...(/\b(ID|FEATURE|MISSION|MILESTONE|ASSERTION|CORRECTION)\b/.test(command.args ?? '') &&
    !isEntity(command.completes)
      ? [command.name]
      : []),
    ...(command.flags ?? [])
      .filter(({ value, completes }) => value === 'ID' && !isEntity(completes))
      .map(({ name }) => `${command.example.split(' ').slice(1, 3).join(' ')} --${name}`),
  ]);

  expect(silent.filter((name) => !own.includes(name))).toEqual([]);
});

test('ids that other systems take for one, or keep for themselves, are read and changed where they are there', async () => {
  const there = await stateProject();
  const id = await approvedMission(there, planOf(1));
  const folder = join(there.folder, '.maestro/missions', id);
  const file = (feature: string) => join(folder, 'features', `${feature}.json`);
  const ids = ['F1', 'con', 'nul'];
  const [mission, feature] = await Promise.all([join(folder, 'mission.json'), file('f1')].map(read));
  for (const each of ids) await writeFile(file(each), JSON.stringify({ ...feature, id: each, title: each }));
  const milestones = ['m-f1', 'M-F1', 'con.', 'e\u0301', '\u00e9'].map((each, order) => ({
    ...{ id: each, title: each, description: '', order },
    featureIds: order === 0 ? ['f1', ...ids] : [],
  }));
  await writeFile(join(folder, 'mission.json'), JSON.stringify({ ...mission, features: ['f1', ...ids], milestones }));

  for (const each of ids) await there.json(['feature', 'update', each, '--mission', id, '--status', 'in-progress']);
  const seals = await there.all(
    ['M-F1', '\u00e9'].map((each) => ['milestone', 'seal', each, '--mission', id, '--json']),
  );

  const listed = await there.json<{ features: { id: string; status: string }[] }>(['feature', 'list', '--mission', id]);
  expect(listed.features.map((each) => `${each.id} ${each.status}`).sort()).toEqual([
    ...['F1 in-progress', 'con in-progress', 'f1 pending', 'nul in-progress'],
  ]);
  expect(seals.map(({ code }) => code)).toEqual([0, 0]);
  // They are sealed at the same time, in any order.
  const { completedMilestoneIds } = await read(join(folder, 'mission.json'));
  expect(new Set(completedMilestoneIds as string[])).toEqual(new Set(['M-F1', '\u00e9']));
  expect(await there.json<{ status: string }[]>(['doctor'])).not.toContainEqual(
    expect.objectContaining({ status: 'fail' }),
  );
});

async function read(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
}
