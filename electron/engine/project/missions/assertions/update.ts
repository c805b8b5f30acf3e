import { type Assertion, type AssertionResult, Verdict } from '../../../../contract/assertions.ts';
import { checked, fail } from '../../../errors.ts';
import { changeMission, listAssertions, writeAssertions } from '../mission/store.ts';
import type { Project } from '../../records/project.ts';
import { illegalMove } from '../mission/illegal-move.ts';
import { ASSERTION_MOVES, canMoveAssertion, judge } from './rules.ts';

/** Judges an assertion. ASSERTION_NOT_FOUND, TRANSITION_ILLEGAL, INPUT_INVALID for a waiver without a reason. */
export async function updateAssertion(project: Project, input: Verdict): Promise<Assertion> {
  const verdict = checked(Verdict, input);
  return changeMission(project, verdict.mission, async () => {
    const { assertions, unreadableAssertions } = listAssertions(project, verdict.mission);
    const before = assertions.find((assertion) => assertion.id === verdict.assertion);
    if (before === undefined && unreadableAssertions.length > 0) throw unreadable(verdict, unreadableAssertions);
    if (before === undefined) {
      throw fail('ASSERTION_NOT_FOUND', `Mission ${verdict.mission} has no assertion ${verdict.assertion}.`, {
        hints: [`maestro validate show --mission ${verdict.mission} shows all assertions.`],
      });
    }
    if (!canMoveAssertion(before.result, verdict.result)) throw refused(before, verdict.result);
    if (verdict.result === 'waived' && (verdict.reason ?? '').trim() === '') {
      throw fail('INPUT_INVALID', `Waiving ${before.id} needs a reason.`, {
        hints: ['Give one: --reason "why it does not apply".'],
      });
    }
    const { result, evidence, reason } = verdict;
    const after = judge(before, { result, evidence, reason, at: project.now().toISOString() });
    await writeAssertions(project, verdict.mission, [after]);
    return after;
  });
}

/** What cannot be read may well be the one that was meant. */
function unreadable({ mission, assertion }: Verdict, names: readonly string[]): Error {
  return fail(
    'FILE_DAMAGED',
    `${assertion} cannot be found, since ${names.join(', ')} of mission ${mission} cannot be read.`,
    {
      hints: ['maestro doctor names the file, the place in it and the reason.'],
    },
  );
}

function refused({ id, result: from }: Assertion, to: AssertionResult): Error {
  return illegalMove({ what: `Assertion ${id}`, from, to, next: ASSERTION_MOVES[from] });
}
