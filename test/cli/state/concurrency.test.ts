import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MAESTRO } from '../../support/maestro.ts';
import { approvedMission, filesIn, HANDOFF, planOf, stateProject } from '../../support/state.ts';

const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test.each([20, 100])('%s processes creating handoffs get an id each', async (count) => {
  const project = await stateProject();

  const ended = await project.all(times(count).map(() => [...HANDOFF, '--json']));

  expect(ended.filter(({ code }) => code !== 0).map(({ stderr }) => stderr)).toEqual([]);
  expect(new Set(ended.map(({ stdout }) => (JSON.parse(stdout) as { id: string }).id)).size).toBe(count);
  expect(await readdir(join(project.folder, '.maestro/handoffs'))).toHaveLength(count);
});

test('of twenty that claim one handoff exactly one wins, and the others are told who', async () => {
  const project = await stateProject();
  const { id } = await project.json<{ id: string }>(HANDOFF);

  const ended = await project.all(
    times(20).map((n) => ['handoff', 'pickup', '--id', id, '--claim', '--agent', `w${n}`, '--json']),
  );

  const winners = ended.filter(({ code }) => code === 0);
  expect(winners).toHaveLength(1);
  const owner = (JSON.parse(winners[0]?.stdout ?? '') as { pickedUpBy: string }).pickedUpBy;
  for (const { code, stdout } of ended.filter((one) => one !== winners[0])) {
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      code: 'HANDOFF_TAKEN',
      error: expect.stringContaining(owner) as string,
    });
  }
});

test('claiming by id and claiming the latest never give one handoff to two', async () => {
  const project = await stateProject();
  for (const round of times(5)) {
    const { id } = await project.json<{ id: string }>(HANDOFF);
    const ended = await project.all([
      ['handoff', 'pickup', '--claim', '--agent', 'a'],
      ['handoff', 'pickup', '--claim', '--agent', 'b', '--id', id],
    ]);
    expect(
      ended.filter(({ code }) => code === 0),
      `round ${round}`,
    ).toHaveLength(1);
  }
});

test('nothing is lost when many processes judge, move and seal at once', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project, planOf(20));
  const inside = ['--mission', mission];

  const ended = await project.all(
    times(20).flatMap((n) => [
      ['validate', 'update', `f${n}-assertion-1`, ...inside, '--result', 'passed'],
      ['feature', 'update', `f${n}`, ...inside, '--status', 'in-progress'],
    ]),
  );
  const sealed = await project.all(times(20).map((n) => ['milestone', 'seal', `m-f${n}`, ...inside]));

  expect([...ended, ...sealed].map(({ code, stderr }) => (code === 0 ? '' : stderr)).join('')).toBe('');
  const report = await project.json<{ summary: object; mission: { completedMilestoneIds: string[]; status: string } }>([
    'mission',
    'show',
    mission,
  ]);
  expect(report.summary).toMatchObject({ totalTerminalAssertions: 20 });
  expect(report.mission.completedMilestoneIds).toHaveLength(20);
  expect(report.mission.status).toBe('executing');
});

test('nothing is lost in notes, corrections, links, principles and missions', async () => {
  const project = await stateProject();
  await writeFile(join(project.folder, 'plan.json'), JSON.stringify(planOf(2)));

  const ended = await project.all(
    times(20).flatMap((n) => [
      ['note', '--content', `n${n}`],
      ['memory-correct', `r${n}`, '--trigger', 'x'],
      ['graph-link', `p${n}`, '--consumes'],
      ['principle', 'add', '--id', `p${n}`, '--name', 'n', '--rule', 'r', '--profiles', 'custom', '--mode', 'advisory'],
      ['mission', 'create', '--file', 'plan.json'],
    ]),
  );

  expect(ended.map(({ code, stderr }) => (code === 0 ? '' : stderr)).join('')).toBe('');
  expect(await project.json(['note', '--list'])).toHaveLength(20);
  expect(await project.json(['memory-stats'])).toMatchObject({ corrections: { total: 20 }, graph: { links: 20 } });
  expect(await project.json(['principle', 'list'])).toHaveLength(20);
  expect(await project.json(['mission', 'list'])).toHaveLength(20);
});

test('killed at any moment, a command leaves every file whole and nobody waiting', async () => {
  const project = await stateProject();
  const mission = await approvedMission(project, planOf(12));
  await project.json(['checkpoint', 'save', '--mission', mission]);
  const calls = [
    [...HANDOFF],
    ['mission', 'create', '--file', 'plan.json'],
    ['feature', 'update', 'f1', '--mission', mission, '--status', 'assigned'],
    ['note', '--content', 'x'],
    ['handoff', 'pickup', '--claim'],
    ['checkpoint', 'load', '--mission', mission],
  ];

  await Promise.all(times(36).map((n) => killedAfter(40 + n * 9, calls[n % calls.length] ?? [], project)));

  for (const [path, text] of await filesIn(join(project.folder, '.maestro'))) {
    if (path.endsWith('.json')) expect(() => JSON.parse(text) as unknown, path).not.toThrow();
  }
  expect((await project.all(calls.slice(0, 4))).map(({ code, stderr }) => (code === 0 ? '' : stderr))).toEqual([
    '',
    '',
    '',
    '',
  ]);
});

test('a lock whose holder is dead is taken over at once', async () => {
  const project = await stateProject();
  const dead = spawn('true');
  await new Promise((resolve) => dead.once('close', resolve));
  const lock = join(project.folder, '.maestro', '.notes.lock');
  await mkdir(join(project.folder, '.maestro'), { recursive: true });
  await writeFile(lock, JSON.stringify({ pid: dead.pid, host: hostname(), started: '1' }));

  expect(await project.run(['note', '--content', 'x'])).toMatchObject({ code: 0 });
  await expect(readFile(lock)).rejects.toThrow('ENOENT');
});

/** Runs a command and kills it with a signal that it cannot catch. */
async function killedAfter(
  ms: number,
  args: readonly string[],
  { folder, home }: { folder: string; home: string },
): Promise<void> {
  const child = spawn(MAESTRO, args, { cwd: folder, env: { ...process.env, HOME: home }, stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
}
