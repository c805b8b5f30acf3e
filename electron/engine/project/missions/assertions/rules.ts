import type { Assertion, AssertionResult } from '../../../../contract/assertions.ts';
import { present } from '../../../../contract/present.ts';

/** The moves that an assertion may make. Staying where it is always is allowed. */
export const ASSERTION_MOVES: Readonly<Record<AssertionResult, readonly AssertionResult[]>> = {
  pending: ['passed', 'failed', 'blocked', 'waived'],
  passed: [],
  failed: ['pending'],
  blocked: ['pending', 'waived'],
  waived: [],
};

/** Whether an assertion may go from one result to another. */
export function canMoveAssertion(from: AssertionResult, to: AssertionResult): boolean {
  return from === to || ASSERTION_MOVES[from].includes(to);
}

/** Passed and waived assertions are settled: they no longer stand in the way of a seal. */
export function isSettled(assertion: Assertion): boolean {
  return assertion.result === 'passed' || assertion.result === 'waived';
}

interface Verdict {
  readonly result: AssertionResult;
  readonly evidence?: string | undefined;
  readonly reason?: string | undefined;
  readonly at: string;
}

/** The assertion after a verdict: evidence stays unless new one is given, the reason is only ever what was given now. */
export function judge(assertion: Assertion, verdict: Verdict): Assertion {
  const { waivedReason, createdAt, updatedAt, ...rest } = assertion;
  return {
    ...rest,
    result: verdict.result,
    ...present({ evidence: verdict.evidence }),
    ...(verdict.reason === undefined || verdict.reason === '' ? {} : { waivedReason: verdict.reason }),
    createdAt,
    updatedAt: verdict.at,
  };
}
