import { z } from 'zod';
import type { Assertion } from '../../contract/assertions.ts';
import { present } from '../../contract/present.ts';
import { Check, type Proof, type ProofStanding, verdictOf } from '../../contract/proofs.ts';
import { readFlags } from '../arguments/input.ts';
import type { Call } from '../arguments/command.ts';
import { argument, required, wrong } from '../arguments/options.ts';
import { endSignal } from '../ending.ts';
import { withContext } from '../engine.ts';
import { cut, plain } from '../output/text.ts';
import { lines, next, ok } from '../output/words.ts';
import { openProject } from '../project.ts';
import { containersOr } from './mission-run.ts';

const NOT_PASSED = 1;
const INTERRUPTED = 130;

const RunFlags = z.object({
  mission: z.string(),
  commit: z.string().optional(),
  'accept-changes': z.boolean().default(false),
});

/** Runs checks, each in a container of its own, and judges their assertions by what comes out. Ends with 1 unless all passed. */
export async function run(call: Call): Promise<number | undefined> {
  const mission = required(call, 'mission');
  const { commit, 'accept-changes': acceptChanges } = readFlags(RunFlags, call);
  const project = openProject(call);
  const [{ runChecks }, { flawWords }] = await Promise.all([
    import('../../engine/project/proofs/prove.ts'),
    import('../../engine/project/proofs/verdict-rules.ts'),
  ]);
  const assertions = call.args.length === 0 ? undefined : [...call.args];
  const input = { mission, acceptChanges, ...present({ assertions, commit }) };
  const signal = endSignal();
  const proofs = await withContext((context) =>
    runChecks(context, project, {
      input,
      signal,
      onBegin: (id, { commit: at }) => call.out.note(`${id}: running its check at ${at.slice(0, 12)}`),
      onProof: (proof) => {
        if (!call.out.json) call.out.print(resultLine(proof, verdictOf(proof), flawWords(proof)));
      },
    }).catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    }),
  );
  if (proofs === null) {
    call.out.warn('The checks were ended. What was proven by then is kept.');
    return INTERRUPTED;
  }
  const passed = proofs.filter((proof) => verdictOf(proof) === 'passed').length;
  call.out.result({ proofs, passed }, () =>
    lines(
      `${passed} of ${proofs.length} passed.`,
      passed === proofs.length ? undefined : next(`maestro validate show --mission ${mission} --proof`),
    ),
  );
  return passed === proofs.length ? undefined : NOT_PASSED;
}

function resultLine(proof: Proof, verdict: string, flaws: readonly string[]): string {
  const { assertion, tests, durationMs } = proof;
  const count = tests === null ? [] : [`${tests.passed} tests passed`];
  const facts = flaws.length === 0 ? [...count, `${(durationMs / 1000).toFixed(1)} s`] : flaws;
  return `${verdict.padEnd(8)}  ${plain(assertion)}  ${plain(facts.join('; '))}`;
}

const CheckFlags = z
  .object({
    command: Check.shape.command.optional(),
    folder: Check.shape.folder,
    timeout: z.coerce.number('Give seconds.').pipe(Check.shape.timeoutSeconds.unwrap()).optional(),
    exit: z.coerce.number('Give an exit code.').pipe(Check.shape.exit.unwrap()).optional(),
    pattern: Check.shape.pattern,
    'min-tests': z.coerce.number('Give a number of tests.').pipe(Check.shape.minTests.unwrap()).optional(),
    files: Check.shape.files,
    remove: z.boolean().default(false),
  })
  .transform(({ timeout: timeoutSeconds, 'min-tests': minTests, command, remove, ...rest }) => ({
    remove,
    check: command === undefined ? null : { command, ...present({ ...rest, timeoutSeconds, minTests }) },
  }));

/** Gives an assertion its check, or takes it away. */
export async function check(call: Call): Promise<undefined> {
  const mission = required(call, 'mission');
  const { remove, check: given } = readFlags(CheckFlags, call);
  if (given === null && !remove)
    throw wrong('Neither --command nor --remove was given.', 'Give a command line: --command "npm test"');
  const project = openProject(call);
  const { setCheck } = await import('../../engine/project/missions/assertions/checks.ts');
  const assertion = argument(call);
  await setCheck(project, { mission, assertion, check: remove ? null : given });
  call.out.result({ assertion, check: remove ? null : given }, () =>
    remove
      ? ok(`${assertion} has no check any more.`)
      : lines(
          ok(`${assertion} is found out by: ${given?.command ?? ''}`),
          next(`maestro validate run ${plain(assertion)} --mission ${mission}`),
        ),
  );
}

/** What the newest run of each check says, for `validate show --proof`. */
export async function standingsOf(call: Call, mission: string): Promise<readonly ProofStanding[]> {
  const project = openProject(call);
  const { listStandings } = await import('../../engine/project/proofs/standings.ts');
  return withContext(async (context) =>
    listStandings(context, project, { mission, containers: await containersOr(context, call) }),
  );
}

/** An assertion's proof in lines. */
export function proofLines({ id }: Pick<Assertion, 'id'>, standings: readonly ProofStanding[]): readonly string[] {
  const standing = standings.find(({ assertion }) => assertion === id);
  if (standing === undefined) return ['    Proof: none. It has no check.'];
  const { check: known, state, why, proof, logPath } = standing;
  return [
    ...(known === null ? [] : [`    Check: ${cut(known.command, 100)}`]),
    `    Proof: ${state}. ${plain(why)}`,
    ...(proof === null ? [] : [`    Of: ${proof.commit.slice(0, 12)} on ${proof.at}, log: ${plain(logPath ?? '')}`]),
  ];
}
