import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AgentKind } from '../../../electron/contract/agents.ts';
import { CredentialMode } from '../../../electron/contract/credentials.ts';
import { ContainerName } from '../../../electron/contract/ids.ts';
import {
  type Birth,
  birthLabels,
  partLabels,
  readBirth,
  readOwned,
} from '../../../electron/engine/containers/labels.ts';
import { LABEL, ownLabels } from '../../../electron/engine/docker/labels.ts';

const name = ContainerName.parse('maestro-feat-a-1');
const part = { role: 'agent', container: name, creation: 'creation-1' } as const;

const launched = fc.record({
  mission: fc.constant('2026-11-30-001'),
  feature: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/),
});

const plain: fc.Arbitrary<Birth> = fc.record({
  name: fc.constant(name),
  project: fc.string({ minLength: 1, unit: 'grapheme' }),
  branch: fc.string({ minLength: 1 }),
  task: fc.string({ unit: 'grapheme', maxLength: 900 }).filter((task) => task.length <= 1000),
  agent: fc.constantFrom(...AgentKind.options),
  model: fc.option(fc.string({ minLength: 1 })),
  createdAt: fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString()),
  credentialMode: fc.constantFrom(...CredentialMode.options),
  baseCommit: fc.option(fc.stringMatching(/^[0-9a-f]{40}$/)),
  limits: fc.record({
    memoryBytes: fc.integer({ min: 256 * 1024 * 1024, max: 2 ** 40 }),
    cpus: fc.integer({ min: 1, max: 5120 }).map((tenths) => tenths / 10),
    pids: fc.integer({ min: 64, max: 65_536 }),
  }),
});

const births: fc.Arbitrary<Birth> = fc
  .tuple(plain, fc.option(launched))
  .map(([birth, feature]) => (feature === null ? birth : { ...birth, feature }));

test('what the labels of a container remember is read back as it was', () => {
  fc.assert(
    fc.property(births, (birth) => {
      const labels = { ...partLabels('/home/ada/.maestro', part), ...birthLabels(birth) };
      expect(readBirth(labels)).toEqual({ ...birth, task: '' });
      expect(readOwned(labels)).toEqual(part);
    }),
  );
});

test('the task is in no label, and one that an earlier version put there is read', () => {
  const birth = { ...fc.sample(births, 1)[0]!, task: 'log in with hunter2' };

  expect(JSON.stringify(birthLabels(birth))).not.toContain('hunter2');
  expect(readBirth({ ...partLabels('/h', part), ...birthLabels(birth), [LABEL.task]: birth.task })).toEqual(birth);
});

test('labels that lack something, or hold what Maestro never writes, are nobody’s', () => {
  const whole = { ...partLabels('/h', part), ...birthLabels(fc.sample(births, 1)[0]!) };
  expect(readOwned({ ...whole, [LABEL.role]: 'boss' })).toBeUndefined();
  expect(readOwned({ ...whole, [LABEL.container]: 'Not A Name' })).toBeUndefined();
  expect(readBirth({ ...whole, [LABEL.agent]: 'hal' })).toBeUndefined();
  expect(readBirth({ ...whole, [LABEL.createdAt]: 'yesterday' })).toBeUndefined();
  expect(readBirth({ ...whole, [LABEL.mission]: '../..', [LABEL.feature]: 'f1' })).not.toHaveProperty('feature');
  expect(readBirth({ ...whole, [LABEL.mission]: '../..', [LABEL.feature]: 'f1' })).toBeDefined();
  expect(readBirth({ [LABEL.managed]: 'true' })).toBeUndefined();
});

test('any labels can be read without a failure', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (labels) => {
      expect([readOwned(labels), readBirth(labels)]).toEqual([undefined, undefined]);
    }),
  );
});

test('two users on one engine never find each other’s things', () => {
  expect(ownLabels('/home/ada/.maestro')).not.toEqual(ownLabels('/home/bob/.maestro'));
});
