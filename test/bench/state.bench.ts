import { performance } from 'node:perf_hooks';
import { beforeAll, expect, test } from 'vitest';
import { missionControl } from '../../electron/engine/project/overview/snapshot.ts';
import { findProject } from '../../electron/engine/project/records/project.ts';
import { inTurns, median, report, runSync } from '../support/bench.ts';
import { MAESTRO, program } from '../support/maestro.ts';
import { tempFolder } from '../support/project.ts';
import { HANDOFF } from '../support/state.ts';
import { writeState } from '../support/state-fixture.ts';

/** `node -e 0` on the machine for which the absolute budgets were written. They count as multiples of it. */
const NODE_MS = 26;
const ROUNDS = 11;
const COMMANDS = { status: ['status'], 'mission list': ['mission', 'list'], 'handoff list': ['handoff', 'list'] };

const folders = { small: '', large: '', missions: '', queue: '', home: '' };

beforeAll(async () => {
  for (const name of Object.keys(folders) as (keyof typeof folders)[])
    folders[name] = await tempFolder(`maestro-${name}`);
  writeState(folders.small, { handoffs: 3, missions: 1, features: 3 });
  writeState(folders.large, { handoffs: 1_000, missions: 100, features: 50 });
  writeState(folders.missions, { handoffs: 20, missions: 500, features: 40 });
});

const inFolder = (folder: string, args: readonly string[]) => (): string =>
  runSync('/bin/sh', ['-c', 'cd "$1" && shift && exec "$@"', 'sh', folder, process.execPath, MAESTRO, ...args], {
    HOME: folders.home,
  });

test.each(Object.entries(COMMANDS))('cold start: maestro %s in a small and in a large project', async (name, args) => {
  const times = await inTurns(ROUNDS, {
    node: () => runSync(process.execPath, ['-e', '0']),
    small: inFolder(folders.small, args),
    large: inFolder(folders.large, args),
  });
  const small = median(times.small);

  const cold = report({
    what: `maestro ${name}`,
    unit: 'ms',
    measured: small,
    baseline: median(times.node),
    baselineIs: 'node -e 0',
    budget: { atMost: 2.4 },
  });
  const large = report({
    what: `maestro ${name}, 1,000 handoffs, 100 missions x 50`,
    unit: 'ms',
    measured: median(times.large),
    baseline: small,
    baselineIs: 'small project',
    budget: { atMost: 1.5 },
  });
  expect({ cold, large }).toEqual({ cold: true, large: true });
});

/** Starts so many processes at once and answers how long it took until the last one ended, and what they printed. */
async function crowd(
  count: number,
  words: (n: number) => readonly string[],
): Promise<{ ms: number; printed: string[] }> {
  const started = performance.now();
  const ended = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      program(process.execPath, words(n), { cwd: folders.queue, env: { HOME: folders.home } }),
    ),
  );
  expect(ended.filter(({ code }) => code !== 0).map(({ stderr }) => stderr)).toEqual([]);
  return { ms: performance.now() - started, printed: ended.map(({ stdout }) => stdout) };
}

const idsOf = (printed: readonly string[]): Set<string> =>
  new Set(printed.map((text) => (JSON.parse(text) as { id: string }).id));

test.each([20, 100])('%s processes create a handoff each, and as many claim one each', async (count) => {
  await crowd(count, () => ['-e', '0']);
  const bare = await crowd(count, () => ['-e', '0']);
  const created = await crowd(count, () => [MAESTRO, ...HANDOFF, '--json']);
  const claimed = await crowd(count, (n) => [MAESTRO, 'handoff', 'pickup', '--claim', '--agent', `w${n}`, '--json']);
  const row = { unit: 'ms', baseline: bare.ms, baselineIs: `${count} x node -e 0` } as const;
  // 20 in a second, where 20 bare ones on two cores take ten times 26 ms.
  const budget = { atMost: 1_000 / (10 * NODE_MS) };

  expect(idsOf(created.printed).size).toBe(count);
  expect(idsOf(claimed.printed).size).toBe(count);
  const create = report({ ...row, what: `${count} processes create a handoff`, measured: created.ms, budget });
  const claim = report({ ...row, what: `${count} processes claim a handoff`, measured: claimed.ms, budget });
  expect({ create, claim }).toEqual({ create: true, claim: true });
});

test('the snapshot of Mission Control with 500 missions x 40 features', async () => {
  const project = findProject({ cwd: folders.missions, home: folders.home });
  const times = await inTurns(ROUNDS, {
    node: () => runSync(process.execPath, ['-e', '0']),
    cold: inFolder(folders.missions, ['mission-control', '--json']),
    warm: () => missionControl(project),
  });
  const row = { unit: 'ms', baseline: median(times.node), baselineIs: 'node -e 0' } as const;
  const what = 'mission-control --json, 500 missions x 40';

  const cold = report({
    ...row,
    what: `${what}, cold`,
    measured: median(times.cold),
    budget: { atMost: 150 / NODE_MS },
  });
  const warm = report({
    ...row,
    what: `${what}, warm`,
    measured: median(times.warm),
    budget: { atMost: 15 / NODE_MS },
  });
  expect({ cold, warm }).toEqual({ cold: true, warm: true });
});
