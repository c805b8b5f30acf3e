import { type Assertion, AssertionResult } from '../../contract/assertions.ts';
import { updateAssertion } from '../../engine/project/missions/assertions/update.ts';
import { getMission, listAssertions } from '../../engine/project/missions/mission/store.ts';
import type { Call } from '../arguments/command.ts';
import { argument, given, isOn, oneOf, required, wrong } from '../arguments/options.ts';
import { lines, next, ok } from '../output/words.ts';
import { cut, plain } from '../output/text.ts';
import { openProject } from '../project.ts';
import { proofLines, standingsOf } from './proofs.ts';

/** Shows the assertions of a mission with their evidence. */
export async function show(call: Call): Promise<undefined> {
  const project = openProject(call);
  const mission = getMission(project, required(call, 'mission'));
  const milestone = given(call, 'milestone');
  const all = listAssertions(project, mission.id).assertions;
  const assertions = all.filter((assertion) => milestone === undefined || assertion.milestoneId === milestone);
  const standings = isOn(call, 'proof') ? await standingsOf(call, mission.id) : undefined;
  const value = {
    assertions,
    proofs: standings,
    total: all.length,
    filtered: assertions.length,
    milestoneId: milestone,
    assertionCount: assertions.length,
  };
  call.out.result(value, () =>
    lines(
      `${assertions.length} ${assertions.length === 1 ? 'assertion' : 'assertions'} (total: ${all.length})`,
      assertions.flatMap((assertion) => [
        ...rows(assertion),
        ...(standings === undefined ? [] : proofLines(assertion, standings)),
      ]),
    ),
  );
  return undefined;
}

function rows(assertion: Assertion): string[] {
  const { id, result, description, featureId, evidence, waivedReason } = assertion;
  return [
    `${plain(id)}  ${result.padEnd(10)}  ${cut(description, 40)}  [${plain(featureId)}]`,
    ...(evidence === undefined ? [] : [`    Evidence: ${cut(evidence, 60)}`]),
    ...(waivedReason === undefined ? [] : [`    Waived: ${cut(waivedReason, 60)}`]),
  ];
}

/** Judges an assertion. */
export async function update(call: Call): Promise<undefined> {
  const mission = required(call, 'mission');
  const result = oneOf(call, 'result', AssertionResult.options);
  if (result === undefined) throw wrong('--result is missing.', `It is one of ${AssertionResult.options.join(', ')}.`);
  const [evidence, reason] = [given(call, 'evidence'), given(call, 'reason')];
  const assertion = await updateAssertion(openProject(call), {
    mission,
    assertion: argument(call),
    result,
    evidence,
    reason,
    revise: isOn(call, 'revise'),
  });
  call.out.result({ assertion }, () =>
    lines(
      ok(`Assertion updated: ${assertion.id}`),
      `  Result: ${assertion.result}`,
      `  Feature: ${assertion.featureId}`,
      assertion.evidence === undefined ? undefined : `  Evidence: ${plain(assertion.evidence)}`,
      assertion.waivedReason === undefined ? undefined : `  Waived: ${plain(assertion.waivedReason)}`,
      next(`maestro milestone status ${plain(assertion.milestoneId)} --mission ${mission}`),
    ),
  );
}
