import type { Assertion } from '../../../../contract/assertions.ts';
import type { Checkpoint, CheckpointDiff } from '../../../../contract/checkpoints.ts';
import type { Feature } from '../../../../contract/features.ts';

interface Parts {
  readonly features: readonly Feature[];
  readonly assertions: readonly Assertion[];
}

/** What loading a checkpoint would change in a mission as it is now. */
export function checkpointDiff(checkpoint: Checkpoint, { features, assertions }: Parts): CheckpointDiff {
  const statuses = checkpoint.featureStatuses;
  const results = checkpoint.assertionResults;
  const now = new Set([...features.map((feature) => feature.id), ...assertions.map((assertion) => assertion.id)]);
  return {
    features: features.flatMap((feature) => change(feature.id, feature.status, known(statuses, feature.id))),
    assertions: assertions.flatMap((assertion) => change(assertion.id, assertion.result, known(results, assertion.id))),
    gone: [...Object.keys(statuses), ...Object.keys(results)].filter((id) => !now.has(id)),
  };
}

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
    ...(reason === undefined ? {} : { waivedReason: reason }),
    createdAt,
    updatedAt: at,
  };
}
