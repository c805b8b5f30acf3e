import { expect, test } from 'vitest';
import type { Problem } from '../../../electron/contract/errors.ts';
import { nextOf } from '../../../electron/engine/project/runs/next-rules.ts';
import type { Scene } from '../../../electron/engine/project/runs/scene-rules.ts';
import { stillOf } from '../../../electron/engine/project/runs/still-rules.ts';
import { agent, feature, milestone, run, scene } from '../../support/scene.ts';

const PROBLEM: Problem = { code: 'MERGE_CONFLICT', sentence: 'It does not go together.', hints: [], detail: null };

function still(seen: Scene): string | undefined {
  return stillOf(seen, nextOf(seen));
}

test('a run that launches, that works, or whose containers call for themselves, does not stand still', () => {
  const [ready, working] = [feature('a'), feature('a', { status: 'in-progress' })];
  const asking = feature('a', { status: 'blocked' });
  expect(still(scene([ready]))).toBeUndefined();
  expect(still(scene([ready], { launching: new Set(['a']) }))).toBeUndefined();
  expect(still(scene([working], { agents: new Map([['a', agent('running')]]) }))).toBeUndefined();
  expect(still(scene([asking], { agents: new Map([['a', agent('needs-you', 'Which?')]]) }))).toBeUndefined();
  expect(still(scene([feature('a', { status: 'review' }), feature('b', { dependsOn: ['a'] })]))).toBeUndefined();
  expect(still(scene([feature('a', { status: 'done' })]))).toBeUndefined();
  expect(still(scene([ready], { run: run({ state: 'paused', failed: { a: PROBLEM } }) }))).toBeUndefined();
  expect(still(scene([ready], { isOurs: false }))).toBeUndefined();
});

test.each<[string, Scene, RegExp]>([
  ['a spent budget', scene([feature('a')], { run: run({ budgetUsd: 1, spent: { c1: 2 } as never }) }), /are spent/],
  ['a failed launch', scene([feature('a')], { run: run({ failed: { a: PROBLEM } }) }), /^a: It does not go together/],
  ['three agents in vain', scene([feature('a')], { tries: new Map([['a', 3]]) }), /^a: 3 agents were put to it/],
  [
    'a failed assertion',
    scene([feature('a', { status: 'review' }), feature('b')], {
      assertions: [{ id: 'x', featureId: 'a', milestoneId: 'm0', result: 'failed' }],
    }),
    /^x has failed/,
  ],
  ['a feature that is blocked', scene([feature('a', { status: 'blocked' })]), /^a is blocked/],
  [
    'a gate that nobody seals',
    scene([feature('a', { status: 'done' }), feature('b', { milestoneId: 'm2' })], {
      mission: { ...scene([]).mission, milestones: [milestone(0), milestone(1, 'gate'), milestone(2)] },
    }),
    /^It waits until the gate m1 is sealed/,
  ],
  [
    'several of them',
    scene([feature('a'), feature('b', { status: 'blocked' })], { run: run({ failed: { a: PROBLEM } }) }),
    /^a: It does not go together\..* And 1 more\.$/,
  ],
])('%s is said', (_, seen, words) => {
  expect(still(seen)).toMatch(words);
});

test('while one works, what is set aside calls nobody yet', () => {
  const seen = scene([feature('a'), feature('b', { status: 'in-progress' })], {
    run: run({ failed: { a: PROBLEM } }),
    agents: new Map([['b', agent('running')]]),
  });
  expect(still(seen)).toBeUndefined();
});
