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
  [
    'a check of an assertion that is not there',
    plan({ features: [{ ...feature('a'), fulfills: ['x'], checks: [{ assertion: 2, command: 'npm test' }] }] }),
    'features.0.checks.0.assertion',
    '2',
  ],
  [
    'a second check of an assertion',
    plan({
      features: [
        {
          ...feature('a'),
          fulfills: ['x'],
          checks: [
            { assertion: 1, command: 'a' },
            { assertion: 1, command: 'b' },
          ],
        },
      ],
    }),
    'features.0.checks.1.assertion',
    '1 again',
  ],
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
  ['no object at all', [], 'root', 'an empty list'],
])('%s is refused with its place and what was found', (...[, document, path, found]) => {
  expect(readPlan(document)).toMatchObject({
    flaws: expect.arrayContaining([expect.objectContaining({ path, found })]) as unknown,
  });
});

/** Texts of letters that have another case, or another form, and of some that have neither. */
const letters = fc.string({
  unit: fc.constantFrom('a', 'Z', '0', '_', '-', 'é', 'Å', 'ß', 'ſ', 'K', 'ǅ', 'ñ', '한', 'ا'),
  minLength: 1,
  maxLength: 12,
});
/** The forms in which one name may be written. */
const FORMS: readonly ((id: string) => string)[] = [
  (id) => id.toUpperCase(),
  (id) => id.toLowerCase(),
  (id) => id.normalize('NFC'),
  (id) => id.normalize('NFD'),
  (id) => id.toUpperCase().normalize('NFD'),
];
const milestones = (...ids: string[]) =>
  plan({
    milestones: ids.map((id, order) => ({ ...milestone, id, order })),
    features: [{ ...feature('a'), milestoneId: ids[0] }],
  });
const features = (...ids: string[]) => plan({ features: ids.map((id) => feature(id)) });

/** Where a plan has flaws in its ids. */
function flawed(document: object): string[] {
  const read = readPlan(document);
  return 'plan' in read ? [] : read.flaws.map(({ path }) => path);
}

test('ids that are one name on some system are refused, whatever makes them so', () => {
  fc.assert(
    fc.property(letters, fc.constantFrom(...FORMS), (id, form) => {
      fc.pre(form(id) !== id);
      expect(flawed(milestones(id, form(id)))).toEqual(['milestones.1.id']);
      if (/^[a-z]\w*$/i.test(id)) expect(flawed(features(id, form(id)))).toEqual(['features.1.id']);
    }),
  );
});

test('ids that every system tells apart are accepted', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(letters, {
        selector: (id) => FORMS.reduce((all, form) => form(all), id),
        maxLength: 5,
        minLength: 1,
      }),
      (ids) => {
        fc.pre(new Set(ids.map((id) => id.replace(/ß/g, 'ss').replace(/ſ/g, 's').toUpperCase())).size === ids.length);
        expect(flawed(milestones(...ids.map((id) => `x${id}`)))).toEqual([]);
      },
    ),
  );
});

const RESERVED = ['con', 'prn', 'aux', 'nul', 'com1', 'lpt9', 'com¹', 'conin$'];

test.each([
  ...RESERVED.flatMap((name) => [name, name.toUpperCase(), `${name}.txt`, `${name}.tar.gz`, `${name} .txt`]),
  ...['a.', 'a..', 'a ', '.', '..', 'é. '],
])('%j as an id is refused, since some systems keep it or cut it off', (id) => {
  expect(flawed(milestones('m1', id))).toEqual(['milestones.1.id']);
  expect(flawed(features('f1', id))).toEqual(['features.1.id']);
});

test.each(['console', 'com', 'com10', 'nullable', 'aux-power', 'lpt', 'v1.2', 'a b'])(
  '%j as an id is accepted',
  (id) => {
    expect(flawed(milestones('m1', id))).toEqual([]);
  },
);

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
