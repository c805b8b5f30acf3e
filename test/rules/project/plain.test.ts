import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Feature } from '../../../electron/contract/features.ts';
import { Handoff, HandoffContent } from '../../../electron/contract/handoffs.ts';
import { Mission } from '../../../electron/contract/missions.ts';
import { isPlainContent, isPlainHandoff } from '../../../electron/engine/project/handoffs/common-form-rules.ts';
import { isPlainFeature, isPlainMission } from '../../../electron/engine/project/missions/mission/common-form-rules.ts';
import { featureOf, handoffOf, missionOf } from '../../support/state-fixture.ts';

const feature = featureOf('2026-11-20-001', 1);
const { content, uki: _, ...handoff } = handoffOf(1);
const mission = missionOf('2026-11-20-001', [feature]);

const KINDS = [
  { name: 'a mission', record: mission, plain: isPlainMission, schema: Mission },
  { name: 'a feature', record: feature, plain: isPlainFeature, schema: Feature },
  {
    name: 'a handoff',
    record: handoff,
    plain: isPlainHandoff,
    schema: Handoff.omit({ content: true, uki: true }).partial({ version: true }),
  },
  { name: 'a handoff’s content', record: content, plain: isPlainContent, schema: HandoffContent },
];

const JUNK = fc.oneof(
  fc.constantFrom(undefined, null, '', ' ', -1, 0.5, 'x', [], {}, true, ['a', ''], '2026-11-20T21:41:12Z', [[]]),
  fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__')),
);

test.each(KINDS)('$name in its common form need not go through the schema', ({ record, plain }) => {
  expect(plain(record)).toBe(true);
});

test.each(KINDS)('whatever passes for $name passes its schema unchanged', ({ record, plain, schema }) => {
  const changes = fc.array(fc.tuple(fc.constantFrom(...pathsOf(record)), JUNK), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(changes, (all) => {
      const value = structuredClone(record) as object;
      for (const [path, junk] of all) put(value, path, junk);
      const read = JSON.parse(JSON.stringify(value)) as unknown;
      if (plain(read)) expect(schema.parse(read)).toEqual(read);
    }),
    { numRuns: 3000 },
  );
});

/** The path of every value inside a record. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, entry]) => pathsOf(entry, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function put(root: object, path: readonly string[], junk: unknown): void {
  let place = root as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    const next = place[key];
    if (typeof next !== 'object' || next === null) return;
    place = next as Record<string, unknown>;
  }
  place[path.at(-1) ?? ''] = structuredClone(junk);
}
