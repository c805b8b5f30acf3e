import { type Assertion, type AssertionResult, Verdict } from '../../../../contract/assertions.ts';
import { checked, fail } from '../../../errors.ts';
import { changeMission, getMission, listAssertions, writeAssertions } from '../mission/store.ts';
import type { Project } from '../../records/project.ts';
import { illegalMove } from '../mission/illegal-move.ts';
import { ASSERTION_MOVES, canMoveAssertion, isSettled, judge, revision, revisionsOf } from './rules.ts';

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
    const revises = verdict.revise === true && !canMoveAssertion(before.result, verdict.result);
    if (revises) refuseRevision(project, before, verdict);
    else if (!canMoveAssertion(before.result, verdict.result)) throw refused(before, verdict.result);
    if (verdict.result === 'waived' || revises) needReason(before.id, verdict);
    const { result, evidence, reason } = verdict;
    const given = { result, evidence, reason, at: project.now().toISOString() };
    const after = judge(before, revises ? revision(before, given) : given);
    await writeAssertions(project, verdict.mission, [after]);
    return after;
  });
}

function refuseRevision(project: Project, before: Assertion, { mission, result }: Verdict): void {
  const { completedMilestoneIds = [] } = getMission(project, mission);
  if (revisionsOf(before, completedMilestoneIds).includes(result)) return;
  if (!completedMilestoneIds.includes(before.milestoneId)) throw refused(before, result);
  throw fail('TRANSITION_ILLEGAL', `${before.id} stays ${before.result}: milestone ${before.milestoneId} is sealed.`, {
    hints: ['A seal rests on its assertions. Add what is missing as a new feature or mission.'],
  });
}

function needReason(id: string, { result, reason }: Verdict): void {
  if ((reason ?? '').trim() !== '') return;
  const [deed, example] =
    result === 'waived'
      ? ['Waiving', 'why it does not apply']
      : ['Changing the settled result of', 'what was found out'];
  throw fail('INPUT_INVALID', `${deed} ${id} needs a reason.`, { hints: [`Give one: --reason "${example}".`] });
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
  const illegal = illegalMove({ what: `Assertion ${id}`, from, to, next: ASSERTION_MOVES[from] });
  if (!isSettled({ result: from })) return illegal;
  return fail('TRANSITION_ILLEGAL', illegal.message, {
    hints: [`${from} is settled. To change it all the same: --revise --reason "what was found out".`],
  });
}
