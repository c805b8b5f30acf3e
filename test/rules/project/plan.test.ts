import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlan } from '../../../electron/engine/project/missions/plan-rules.ts';

const milestone = { id: 'm1', title: 'M', description: '', order: 0 };
const feature = (id: string, dependsOn: string[] = []) => ({
  id,
  milestoneId: 'm1',
  title: id,
  description: '',
  workerType: 'codex',
  verificationSteps: ['v'],
  dependsOn,
});
const plan = (change: object = {}) => ({ title: 'T', milestones: [milestone], features: [feature('a')], ...change });

test.each([
  ['a wrong type', plan({ milestones: [{ ...milestone, order: 'first' }] }), 'milestones.0.order', '"first"'],
  ['an unknown key', plan({ owner: 'me' }), 'owner', 'the key "owner"'],
  ['a missing field', plan({ title: undefined }), 'title', 'nothing'],
  [
    'a repeated milestone',
    plan({ milestones: [milestone, milestone] }),
    'milestones.1.id',
    '"m1" again, after milestones.0',
  ],
  [
    'an unknown milestone',
    plan({ features: [{ ...feature('a'), milestoneId: 'm9' }] }),
    'features.0.milestoneId',
    '"m9"',
  ],
  [
    'a repeated feature',
    plan({ features: [feature('a'), feature('a')] }),
    'features.1.id',
    '"a" again, after features.0',
  ],
  ['an empty assertion', plan({ features: [{ ...feature('a'), fulfills: ['x', ''] }] }), 'features.0.fulfills.1', '""'],
  ['an unknown dependency', plan({ features: [feature('a', ['zz'])] }), 'features.0.dependsOn.0', '"zz"'],
  [
    'a loop',
    plan({ features: [feature('a', ['b']), feature('b', ['a'])] }),
    'features.0.dependsOn',
    'the loop a -> b -> a',
  ],
  ['a loop with itself', plan({ features: [feature('a', ['a'])] }), 'features.0.dependsOn', 'the loop a -> a'],
  ['a path as an id', plan({ features: [feature('../../etc')] }), 'features.0.id', '"../../etc"'],
  [
    'an id in other letters',
    plan({ features: [feature('f1'), feature('F1')] }),
    'features.1.id',
    '"F1" beside features.0',
  ],
  ['an id that some systems keep', plan({ features: [feature('con')] }), 'features.0.id', '"con"'],
  ['no object at all', [], 'root', 'an empty list'],
])('%s is refused with its place and what was found', (...[, document, path, found]) => {
  expect(readPlan(document)).toMatchObject({
    flaws: expect.arrayContaining([expect.objectContaining({ path, found })]) as unknown,
  });
});

test('reading a plan answers whatever it is given', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (document) => {
      const read = readPlan(document);
      expect('plan' in read || read.flaws.length > 0).toBe(true);
    }),
  );
});

test('a plan whose features only depend on earlier ones is accepted, however deep', () => {
  const features = Array.from({ length: 5_000 }, (_, index) =>
    feature(`f${index}`, index === 0 ? [] : [`f${index - 1}`]),
  );

  expect(readPlan(plan({ features }))).toHaveProperty('plan');
});
