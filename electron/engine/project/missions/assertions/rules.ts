import { type Assertion, AssertionResult } from '../../../../contract/assertions.ts';
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

/** What a settled assertion may be changed to where somebody says why: a milestone that is sealed keeps what it rests on. */
export function revisionsOf(
  { result, milestoneId }: Pick<Assertion, 'result' | 'milestoneId'>,
  sealed: readonly string[],
): AssertionResult[] {
  if (!isSettled({ result }) || sealed.includes(milestoneId)) return [];
  return AssertionResult.options.filter((option) => option !== result);
}

/** Passed and waived assertions are settled: they no longer stand in the way of a seal. */
export function isSettled(assertion: Pick<Assertion, 'result'>): boolean {
  return assertion.result === 'passed' || assertion.result === 'waived';
}

export interface Verdict {
  readonly result: AssertionResult;
  readonly evidence?: string | undefined;
  readonly reason?: string | undefined;
  readonly at: string;
}

/** The verdict that changes a settled result: why stands with the evidence, and a waiver keeps it as its reason. */
export function revision({ result: before, evidence: old }: Assertion, verdict: Verdict): Verdict {
  const { result, evidence, reason } = verdict;
  if (result === 'waived') return verdict;
  const why = `Was ${before}: ${reason ?? ''}`;
  return { ...verdict, evidence: [evidence ?? old, why].filter(Boolean).join('\n'), reason: undefined };
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
