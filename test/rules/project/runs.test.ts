import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Feature, FeatureStatus } from '../../../electron/contract/features.ts';
import { namedPaths, TakenPaths } from '../../../electron/engine/project/runs/paths-rules.ts';
import { nextOf } from '../../../electron/engine/project/runs/next-rules.ts';
import { planOf } from '../../../electron/engine/project/runs/plan-rules.ts';
import { nextSeal } from '../../../electron/engine/project/runs/seal-rules.ts';
import type { Scene } from '../../../electron/engine/project/runs/scene-rules.ts';
import { agent, AT, feature, milestone, run, scene } from '../../support/scene.ts';

function spent(...usd: number[]): Scene['run']['spent'] {
  return Object.fromEntries(usd.map((each, at) => [`c${at}`, each]));
}

const FILES = ['src/a.ts', 'src/b.ts', 'src', 'docs/c.md'];

/** Missions of any shape, circles and unknown dependencies included. */
const scenes = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc
    .record({
      parts: fc.tuple(
        ...Array.from({ length: count }, () =>
          fc.record({
            status: fc.constantFrom(...FeatureStatus.options),
            on: fc.uniqueArray(fc.integer({ min: 0, max: count }), { maxLength: 3 }),
            at: fc.integer({ min: 0, max: 2 }),
            files: fc.uniqueArray(fc.constantFrom(...FILES), { maxLength: 2 }),
            isLaunching: fc.boolean(),
          }),
        ),
      ),
      parallel: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ parts, parallel }) => {
      const features = parts.map(({ status, on, at }, index) =>
        feature(`f${index}`, { status, milestoneId: `m${at}`, dependsOn: on.map((other) => `f${other}`) }),
      );
      const launching = parts.flatMap(({ isLaunching, status }, index) =>
        isLaunching && status === 'pending' ? [`f${index}`] : [],
      );
      return scene(features, {
        launching: new Set(launching),
        paths: new Map(parts.map(({ files }, index) => [`f${index}`, files])),
        run: run({ parallel }),
      });
    }),
);

function isOpen({ status }: Feature): boolean {
  return status === 'pending' || status === 'assigned';
}

test('nothing is launched twice, before what it depends on, beyond the free places, or onto files that another one changes', () => {
  fc.assert(
    fc.property(scenes, (at) => {
      const { launch } = nextOf(at);
      const byId = new Map(at.features.map((one) => [one.id, one]));
      expect(new Set(launch).size).toBe(launch.length);
      const busy = at.features.filter(
        ({ id, status }) => at.launching.has(id) || ['in-progress', 'review'].includes(status),
      );
      const working = busy.filter(({ id, status }) => at.launching.has(id) || status === 'in-progress').length;
      expect(launch.length).toBeLessThanOrEqual(Math.max(0, at.run.parallel - working));
      const taken = busy.map(({ id }) => id);
      for (const id of launch) {
        const one = byId.get(id);
        expect(one !== undefined && isOpen(one) && !at.launching.has(id)).toBe(true);
        expect(one?.dependsOn.every((other) => byId.get(other)?.status === 'done')).toBe(true);
        for (const other of taken) expect(meet(at.paths.get(id), at.paths.get(other)), `${id} ${other}`).toBe(false);
        taken.push(id);
      }
    }),
  );
});

function meet(ones: readonly string[] = [], others: readonly string[] = []): boolean {
  const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
  return ones.some((one) => others.some((other) => isIn(one, other) || isIn(other, one)));
}

test('what could be launched is, or says why not', () => {
  fc.assert(
    fc.property(scenes, (at) => {
      const { launch, waits } = nextOf(at);
      const done = new Set(at.features.filter(({ status }) => status === 'done').map(({ id }) => id));
      for (const one of at.features) {
        const isReady = isOpen(one) && one.dependsOn.every((id) => done.has(id)) && !at.launching.has(one.id);
        expect(launch.includes(one.id) || waits.has(one.id), one.id).toBe(isReady);
      }
    }),
  );
});

test('where nothing is at work, something that is ready is always launched', () => {
  fc.assert(
    fc.property(scenes, (at) => {
      const still = at.features.map((one) =>
        ['in-progress', 'review'].includes(one.status) ? { ...one, status: 'done' as const } : one,
      );
      const { launch, waits } = nextOf({ ...at, features: still, launching: new Set() });
      expect(launch.length > 0 || waits.size === 0).toBe(true);
    }),
  );
});

test('a plan comes to each feature once, after what it depends on, and says why it never comes to the others', () => {
  fc.assert(
    fc.property(scenes, (at) => {
      const { active, waves, left } = planOf(at);
      const all = [...active, ...waves.flat(), ...left.map(({ id }) => id)];
      const open = at.features.filter(({ status }) => status !== 'done').map(({ id }) => id);
      expect([...all].sort()).toEqual([...open].sort());
      const turn = new Map(waves.flatMap((ids, index) => ids.map((id) => [id, index] as const)));
      for (const one of at.features) {
        const own = turn.get(one.id);
        if (own === undefined) continue;
        for (const other of one.dependsOn) expect((turn.get(other) ?? -1) < own).toBe(true);
        expect(one.dependsOn.some((other) => left.some(({ id }) => id === other))).toBe(false);
      }
    }),
  );
});

test('a run ends with its last milestone, and what comes after a gate waits until that is sealed', () => {
  const features = [
    feature('a', { milestoneId: 'm0' }),
    feature('b', { milestoneId: 'm1' }),
    feature('c', { milestoneId: 'm2' }),
  ];
  const until = nextOf(scene(features, { run: run({ until: 'm1' }) }));
  expect(until.launch).toEqual(['a', 'b']);
  expect(until.waits.get('c')).toBe('It comes after the milestone with which the run ends.');
  const done = features.map((one) => (one.id === 'c' ? one : { ...one, status: 'done' as const }));
  expect(nextOf(scene(done, { run: run({ until: 'm1' }) })).isFinished).toBe(true);
  expect(nextOf(scene(done)).isFinished).toBe(false);

  const gated = { ...scene([]).mission, milestones: [milestone(0, 'gate'), milestone(1), milestone(2)] };
  const before = nextOf(scene(features, { mission: gated }));
  expect([before.launch, before.waits.get('b')]).toEqual([['a'], 'It waits until the gate m0 is sealed.']);
  expect(nextOf(scene(features, { mission: { ...gated, completedMilestoneIds: ['m0'] } })).launch).toEqual([
    'a',
    'b',
    'c',
  ]);
});

test.each<[string, Partial<Scene>, string]>([
  ['its user paused it', { run: run({ state: 'paused' }) }, 'The run is paused: maestro mission resume 2026-11-30-001'],
  ['its mission is not at work', { mission: { ...scene([]).mission, status: 'paused' } }, 'The mission is paused.'],
  [
    'only the project’s files say that it runs',
    { isOurs: false },
    'This run was begun elsewhere, or its file was changed since. Look at it, then: maestro mission resume 2026-11-30-001',
  ],
  [
    'its budget is spent',
    { run: run({ budgetUsd: 20, spent: spent(15.5, 5) }) },
    '$20.50 of $20.00 are spent. To allow more: maestro mission resume 2026-11-30-001 --budget AMOUNT',
  ],
  [
    'an agent has used up its share',
    { agents: new Map([['b', { ...agent('limit'), limitUntil: AT }]]) },
    `c1 has used up its share until ${AT}.`,
  ],
  [
    'an agent asks',
    { agents: new Map([['b', agent('needs-you', 'Which database?')]]) },
    'c1 waits for an answer: Which database?',
  ],
  [
    'a check has failed',
    { assertions: [{ id: 'b-assertion-1', featureId: 'b', milestoneId: 'm0', result: 'failed' }] },
    'b-assertion-1 has failed.',
  ],
])('nothing is launched while %s', (_, more, sentence) => {
  const at = scene([feature('a'), feature('b', { status: 'review' })], more);
  const { launch, holds, waits } = nextOf(at);
  expect(launch).toEqual([]);
  expect(holds.map((hold) => hold.sentence)).toEqual([sentence]);
  expect(waits.get('a')).toBe(sentence);
});

test('who keeps going launches others while one asks or a check failed, and within the budget', () => {
  const at = scene([feature('a'), feature('b', { status: 'in-progress' })], {
    agents: new Map([['b', agent('needs-you', 'Which?')]]),
    assertions: [{ id: 'x', featureId: 'b', milestoneId: 'm0', result: 'failed' }],
    run: run({ keepGoing: true, budgetUsd: 20, spent: spent(19) }),
  });
  expect(nextOf(at).launch).toEqual(['a']);
});

test('a check that failed holds nothing up while its feature is worked on again', () => {
  const assertions = [{ id: 'x', featureId: 'b', milestoneId: 'm0', result: 'failed' as const }];
  expect(nextOf(scene([feature('a'), feature('b')], { assertions })).launch).toEqual(['a', 'b']);
  expect(nextOf(scene([feature('a'), feature('b', { status: 'done' })], { assertions })).launch).toEqual([]);
});

test('a run that may seal milestones seals the first open one when nothing stands in its way, and ends with the last', () => {
  const done = { status: 'done' as const };
  const features = [
    feature('a', done),
    feature('b', { ...done, milestoneId: 'm1' }),
    feature('c', { milestoneId: 'm2' }),
  ];
  const judged = (...results: Scene['assertions'][number]['result'][]): Scene['assertions'] =>
    results.map((result, at) => ({ id: `x${at}`, featureId: 'a', milestoneId: 'm0', result }));
  const at = (more: Partial<Scene>): Scene => scene(features, { run: run({ seals: true }), ...more });
  expect(nextSeal(at({}))).toBe('m0');
  expect(nextSeal(at({ assertions: judged('passed', 'waived') }))).toBe('m0');
  for (const result of ['pending', 'failed', 'blocked'] as const)
    expect(nextSeal(at({ assertions: judged('passed', result) })), result).toBeUndefined();
  const mission = (...sealed: string[]): Scene['mission'] => ({ ...scene([]).mission, completedMilestoneIds: sealed });
  expect(nextSeal(at({ mission: mission('m0') }))).toBe('m1');
  expect(nextSeal(at({ mission: mission('m0', 'm1') }))).toBeUndefined();
  expect(nextSeal(at({ mission: { ...mission(), features: ['a', 'b', 'c', 'unreadable'] } }))).toBeUndefined();
  expect(nextSeal(at({ run: run({ seals: false }) }))).toBeUndefined();
  expect(nextSeal(at({ isOurs: false }))).toBeUndefined();
  const gated = { ...mission(), milestones: [milestone(0, 'gate')] };
  expect(nextSeal(at({ mission: gated }))).toBeUndefined();
  expect(nextSeal(at({ mission: gated, assertions: judged('passed') }))).toBe('m0');

  const ends = at({ run: run({ seals: true, until: 'm1' }), mission: mission('m0') });
  expect(nextOf(ends).isFinished).toBe(false);
  expect(nextOf({ ...ends, mission: mission('m0', 'm1') }).isFinished).toBe(true);
});

test('what could not be launched is set aside, and an agent that is gone frees its place', () => {
  const problem = { code: 'MERGE_CONFLICT' as const, sentence: 'It does not go together.', hints: [], detail: null };
  const features = [feature('a'), feature('b'), feature('c', { status: 'in-progress' })];
  const at = scene(features, {
    run: run({ parallel: 1, failed: { a: problem } }),
    agents: new Map([['c', agent('interrupted')]]),
  });
  const { launch, waits } = nextOf(at);
  expect(launch).toEqual(['b']);
  expect(waits.get('a')).toBe('It does not go together. To try again: maestro mission resume 2026-11-30-001');
});

test('a feature may be called as what every object has', () => {
  expect(nextOf(scene([feature('constructor'), feature('toString')])).launch).toEqual(['constructor', 'toString']);
});

test('a feature that three agents left is set aside', () => {
  const at = scene([feature('a'), feature('b')], {
    tries: new Map([
      ['a', 3],
      ['b', 2],
    ]),
  });
  expect(nextOf(at).launch).toEqual(['b']);
  expect(nextOf(at).waits.get('a')).toBe(
    '3 agents were put to it, and none has finished it. To try again: maestro mission resume 2026-11-30-001',
  );
});

test('files that a text names are found, and folders stand for what is in them', () => {
  const text = 'Change `src/a.ts`, (./README.md) and src/b.test.ts. Not ../c.ts, /etc/passwd nor words!';
  expect(namedPaths(text)).toEqual(['src/a.ts', 'README.md', 'src/b.test.ts']);
  const taken = new TakenPaths();
  taken.add('x', ['src/ui', 'docs/a.md']);
  for (const path of ['src/ui', 'src/ui/b.ts', 'src', 'docs']) expect(taken.meets([path])?.by, path).toBe('x');
  for (const path of ['src/uix', 'docs/a.md.bak', 'lib', 'do']) expect(taken.meets([path]), path).toBeUndefined();
});
