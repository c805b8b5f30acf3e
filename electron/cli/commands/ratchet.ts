import { checkRatchet, promoteCorrection, ratchetBlocks } from '../../engine/project/memory/ratchet.ts';
import type { Call } from '../arguments/command.ts';
import { argument, filled, isOn, wrong } from '../arguments/options.ts';
import { lines, next, ok } from '../output/words.ts';
import { plain } from '../output/text.ts';
import { openProject } from '../project.ts';

/** Checks the ratchet’s patterns. A broken one ends with 1 only with `--strict` or where the configuration wants it. */
export async function check(call: Call): Promise<number> {
  const project = openProject(call);
  const report = await checkRatchet(project);
  call.out.result(report, () =>
    lines(
      `Ratchet: ${report.passCount}/${report.totalCount} passed${report.passed ? '' : '. The baseline stays where it was.'}`,
      report.results.map(
        ({ assertion, passed, detail }) =>
          `  ${passed ? '[ok]' : '[!!]'} ${plain(assertion.rule)} (${plain(assertion.check)})${detail === undefined ? '' : `: ${plain(detail)}`}`,
      ),
    ),
  );
  return !report.passed && (isOn(call, 'strict') || ratchetBlocks(project)) ? 1 : 0;
}

/** Makes a correction a pattern of the ratchet. */
export async function promote(call: Call): Promise<undefined> {
  const pattern = filled(call, 'check');
  if (pattern === undefined)
    throw wrong('--check is missing.', 'Give the pattern that must not occur: --check "npm install".');
  const assertion = await promoteCorrection(openProject(call), { correction: argument(call), check: pattern });
  call.out.result({ assertion }, () =>
    lines(
      ok(`Ratchet holds: ${assertion.id}`),
      `  Rule: ${plain(assertion.rule)}`,
      `  Check: ${plain(assertion.check)}`,
      next('maestro ratchet-check'),
    ),
  );
}
