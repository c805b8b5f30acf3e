import { relative } from 'node:path';
import type { AssertionResult } from '../../../contract/assertions.ts';
import { type Proof, verdictOf } from '../../../contract/proofs.ts';
import { updateAssertion } from '../missions/assertions/update.ts';
import { getMission, listAssertions } from '../missions/mission/store.ts';
import type { Project } from '../records/project.ts';
import { evidenceOf, flawWords } from './verdict-rules.ts';

/**
 * Judges an assertion by a run of its check. What was waived, or is under a seal, stays; a run that proves nothing changes no
 * result. TRANSITION_ILLEGAL where somebody judged it otherwise meanwhile.
 */
export async function judgeBy(project: Project, proof: Proof, logPath: string): Promise<void> {
  const { mission, assertion } = proof;
  const verdict = verdictOf(proof);
  const found = listAssertions(project, mission).assertions.find(({ id }) => id === assertion);
  const isSealed = getMission(project, mission).completedMilestoneIds?.includes(found?.milestoneId ?? '') ?? false;
  if (found === undefined || verdict === 'unproven' || isSealed) return;
  const evidence = evidenceOf(proof, relative(project.root, logPath));
  for (const result of STEPS[found.result][verdict]) {
    const revise = found.result === 'passed' && result === 'failed';
    const reason = revise ? `Its check failed: ${flawWords(proof).join('; ')}` : undefined;
    await updateAssertion(project, { mission, assertion, result, evidence, reason, revise });
  }
}

/** The results on the way: the older tool knows no shorter one. */
const STEPS: Readonly<Record<AssertionResult, Readonly<Record<'passed' | 'failed', readonly AssertionResult[]>>>> = {
  pending: { passed: ['passed'], failed: ['failed'] },
  passed: { passed: ['passed'], failed: ['failed'] },
  failed: { passed: ['pending', 'passed'], failed: ['failed'] },
  blocked: { passed: ['pending', 'passed'], failed: ['pending', 'failed'] },
  waived: { passed: [], failed: [] },
};
