import type { Assertion } from '../../../../contract/assertions.ts';
import type { Checkpoint, CheckpointDiff } from '../../../../contract/checkpoints.ts';
import type { Feature } from '../../../../contract/features.ts';
import { present } from '../../../../contract/present.ts';

interface Parts {
  readonly features: readonly Feature[];
  readonly assertions: readonly Assertion[];
}

/** What loading a checkpoint would change in a mission as it is now; `lost` is what cannot be read and would return. */
export function checkpointDiff(checkpoint: Checkpoint, now: Parts, lost: Parts = NONE): CheckpointDiff {
  const statuses = checkpoint.featureStatuses;
  const results = checkpoint.assertionResults;
  const there = new Set(
    [now, lost].flatMap(({ features, assertions }) => [...features, ...assertions]).map(({ id }) => id),
  );
  return {
    features: [
      ...now.features.flatMap(({ id, status }) => change(id, status, known(statuses, id))),
      ...lost.features.flatMap(({ id, status }) => change(id, UNREADABLE, known(statuses, id) ?? status)),
    ],
    assertions: [
      ...now.assertions.flatMap(({ id, result }) => change(id, result, known(results, id))),
      ...lost.assertions.flatMap(({ id, result }) => change(id, UNREADABLE, known(results, id) ?? result)),
    ],
    gone: [...Object.keys(statuses), ...Object.keys(results)].filter((id) => !there.has(id)),
  };
}

const UNREADABLE = 'unreadable';
const NONE: Parts = { features: [], assertions: [] };

/** A feature may be called `constructor`. */
export function known<Value>(values: Readonly<Record<string, Value>>, id: string): Value | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}

function change(id: string, from: string, to: string | undefined): { id: string; from: string; to: string }[] {
  return to === undefined || to === from ? [] : [{ id, from, to }];
}

/** An assertion put back: what proved a later verdict does not prove that it is open, and a waiver keeps a reason. */
export function restoreAssertion(assertion: Assertion, checkpoint: Checkpoint, at: string): Assertion {
  const result = known(checkpoint.assertionResults, assertion.id) ?? assertion.result;
  const { evidence, waivedReason, createdAt, updatedAt, ...rest } = assertion;
  const reason = result === 'waived' ? (waivedReason ?? `restored from checkpoint ${checkpoint.id}`) : undefined;
  return {
    ...rest,
    result,
    ...(result === 'pending' || evidence === undefined ? {} : { evidence }),
    ...present({ waivedReason: reason }),
    createdAt,
    updatedAt: at,
  };
}
