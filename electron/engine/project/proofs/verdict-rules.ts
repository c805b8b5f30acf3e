import { withVisibleControls } from '../../../contract/text.ts';
import { CHECK_SECONDS, type Proof, type ProofFlaw, verdictOf } from '../../../contract/proofs.ts';

/** What one run of a check brought, before it is judged. */
export type Ran = Omit<Proof, 'flaws'>;

/** Everything that keeps a run from being a pass (pure), what weighs most first. */
export function flawsOf({ check, exitCode, tests, matched, changed, accepted, uncommitted }: Ran): ProofFlaw[] {
  const ran = tests === null ? 0 : tests.passed + tests.failed;
  const wanted = check.minTests ?? 1;
  const noTest = ran === 0 && (tests?.skipped ?? 0) === 0;
  const flaws: Record<ProofFlaw, boolean> = {
    timeout: exitCode === null,
    exit: exitCode !== null && exitCode !== (check.exit ?? 0),
    'tests-failed': tests !== null && tests.failed > 0 && (check.exit ?? 0) === 0,
    pattern: matched === false,
    'no-test': wanted > 0 && noTest,
    'all-skipped': wanted > 0 && ran === 0 && !noTest,
    'too-few-tests': ran > 0 && ran < wanted,
    'changed-check': changed.length > 0 && !accepted,
    dirty: uncommitted > 0,
  };
  return (Object.keys(flaws) as ProofFlaw[]).filter((flaw) => flaws[flaw]);
}

const NAMED = 5;

/** Each flaw as words that name what is known of it (pure). */
export function flawWords(proof: Proof): string[] {
  const { check, exitCode, tests, changed, uncommitted } = proof;
  const ran = tests === null ? 0 : tests.passed + tests.failed;
  const more = changed.length > NAMED ? ` and ${changed.length - NAMED} more` : '';
  const said: Record<ProofFlaw, string> = {
    timeout: `it was ended after ${check.timeoutSeconds ?? CHECK_SECONDS} s`,
    exit: `it ended with exit code ${exitCode ?? '?'} in place of ${check.exit ?? 0}`,
    'tests-failed': `${tests?.failed ?? 0} of its tests failed`,
    pattern: `no line of its output matches ${JSON.stringify(check.pattern ?? '')}`,
    'no-test': 'no test ran',
    'all-skipped': `all ${tests?.skipped ?? 0} tests were skipped`,
    'too-few-tests': `${ran} tests ran, and ${check.minTests ?? 1} are asked for`,
    'changed-check': `its branch changed what checks it: ${changed.slice(0, NAMED).map(onOneLine).join(', ')}${more}`,
    dirty: `${uncommitted} ${uncommitted === 1 ? 'file is' : 'files are'} not committed, and so not checked`,
  };
  return proof.flaws.map((flaw) => said[flaw]);
}

/** What an assertion's evidence says of a run (pure): the older tool shows it too. */
export function evidenceOf(proof: Proof, logPath: string): string {
  const { check, commit, at, exitCode, tests, durationMs, accepted, changed } = proof;
  const verdict = verdictOf(proof);
  const begin = verdict === 'passed' ? 'Proven' : verdict === 'failed' ? 'Failed' : 'Not proven';
  const count = tests === null ? null : `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped`;
  const facts = [
    exitCode === null ? 'ended for its time' : `exit code ${exitCode}`,
    count === null ? null : `${count} (${tests?.runner ?? ''})`,
    `${(durationMs / 1000).toFixed(1)} s`,
  ];
  const lines = [
    `${begin} at ${commit.slice(0, 12)} by a run of its check on ${at}: ${check.command}`,
    facts.filter((fact) => fact !== null).join(', '),
    ...(proof.flaws.length === 0 ? [] : [`Not a pass: ${flawWords(proof).join('; ')}.`]),
    ...(accepted && changed.length > 0
      ? [`Its user accepted the changes to ${changed.map(onOneLine).join(', ')}.`]
      : []),
    `Log: ${logPath}`,
  ];
  return lines.join('\n');
}

/** The name of a file that an agent chose: it begins no line of its own, and commands no terminal. */
function onOneLine(path: string): string {
  return withVisibleControls(JSON.stringify(path).slice(1, -1));
}
