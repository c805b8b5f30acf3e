import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Feature, FeatureStatus } from '../../../electron/contract/features.ts';
import { standingsOf, wavesOf } from '../../../electron/engine/project/launches/waves-rules.ts';

function feature(id: string, status: FeatureStatus, dependsOn: readonly string[] = []): Feature {
  const words = { missionId: 'm', milestoneId: 'x', title: id, description: '', workerType: 'codex', fulfills: [] };
  const at = '2026-11-30T12:00:00.000Z';
  return {
    ...words,
    id,
    status,
    dependsOn: [...dependsOn],
    verificationSteps: ['v'],
    createdAt: at,
    updatedAt: at,
  };
}

/** Plans of any shape: circles, and dependencies that nobody has, included. */
const plans = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.tuple(
    ...Array.from({ length: count }, (_, at) =>
      fc
        .tuple(
          fc.constantFrom(...FeatureStatus.options),
          fc.uniqueArray(fc.integer({ min: 0, max: count }), { maxLength: 3 }),
        )
        .map(([status, on]) =>
          feature(
            `f${at}`,
            status,
            on.map((other) => `f${other}`),
          ),
        ),
    ),
  ),
);

test('a wave comes right after the last one of what it waits for, and nothing that is open is left out without a reason', () => {
  fc.assert(
    fc.property(plans, (features) => {
      const waves = wavesOf(features);
      const byId = new Map(features.map((one) => [one.id, one]));
      for (const { id, status, dependsOn } of features) {
        const open = dependsOn.filter((other) => byId.get(other)?.status !== 'done');
        const wave = waves.get(id);
        if (status === 'done' || status === 'blocked') expect(wave).toBeUndefined();
        else if (status !== 'pending') expect(wave).toBe(1);
        else if (open.every((other) => waves.has(other)))
          expect(wave).toBe(Math.max(0, ...open.map((other) => waves.get(other) ?? 0)) + 1);
        else expect(wave).toBeUndefined();
      }
    }),
  );
});

test('where something is open and nothing is stuck, there is always a next one', () => {
  fc.assert(
    fc.property(plans, (features) => {
      const waves = [...wavesOf(features).values()];
      if (waves.length > 0) expect(Math.min(...waves)).toBe(1);
    }),
  );
});

test('each feature says why it does not run now', () => {
  const features = [
    feature('a', 'done'),
    feature('b', 'in-progress', ['a']),
    feature('c', 'pending', ['a']),
    feature('d', 'pending', ['b', 'c']),
    feature('e', 'blocked'),
    feature('f', 'pending', ['e']),
    feature('g', 'pending', ['h']),
    feature('h', 'pending', ['g']),
    feature('i', 'pending', ['gone']),
    feature('j', 'review'),
  ];
  const said = standingsOf({ status: 'executing' }, features).map(
    ({ id, wave, why }) => `${id} ${String(wave)} ${why}`,
  );
  expect(said).toEqual([
    'a null It is done.',
    'b 1 It is at work.',
    'c 1 It can be launched.',
    'd 2 It waits for b (in-progress), c (pending).',
    'e null It is blocked: somebody has to say what now.',
    'f null It waits for e (blocked), and nothing planned leads there.',
    'g null It waits for h (pending), and nothing planned leads there.',
    'h null It waits for g (pending), and nothing planned leads there.',
    'i null It waits for gone (unreadable), and nothing planned leads there.',
    'j 1 Its work waits for a review.',
  ]);
  expect(standingsOf({ status: 'draft' }, [feature('c', 'pending')])[0]?.why).toBe(
    'It is ready, but the mission is draft.',
  );
});
