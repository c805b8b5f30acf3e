import { isDeepStrictEqual } from 'node:util';
import type { Assertion } from '../../../contract/assertions.ts';
import { present } from '../../../contract/present.ts';
import { type Check, type Proof, RunChecks, verdictOf } from '../../../contract/proofs.ts';
import type { Context } from '../../context.ts';
import { checked, fail, MaestroError } from '../../errors.ts';
import type { Kind } from '../../running.ts';
import { checksOf } from '../missions/assertions/checks.ts';
import { listAssertions } from '../missions/mission/store.ts';
import { proposeFromMended } from '../proposals/propose.ts';
import type { Project } from '../records/project.ts';
import { type FreshRun, type Outcome, runFresh } from './fresh.ts';
import { judgeBy } from './judge.ts';
import { keepProof, logFile, newestProofs, sha256 } from './store.ts';
import { changedIn, type Subject, subjectOf } from './subject.ts';
import { countTests } from './tests-rules.ts';
import { flawsOf, flawWords } from './verdict-rules.ts';

/** The checks of one mission that run in this process. */
interface Round {
  readonly assertions: Set<string>;
  readonly stop: AbortController;
}
const ROUNDS: Kind<Set<Round>> = { name: 'checks' };

/** So many at once: each has a machine's worth of processes. */
const AT_ONCE = 2;

/** What runs a check, and tells of each that begins or is over. */
export interface Proving {
  readonly fresh?: (context: Context, run: FreshRun) => Promise<Outcome>;
  readonly subject?: typeof subjectOf;
  readonly onBegin?: (assertion: string, subject: Subject) => void;
  readonly onProof?: (proof: Proof) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs checks of a mission, each in a container of its own, keeps what comes out, and judges their assertions by it. Without
 * names: all that have a check, but for waived ones. ASSERTION_NOT_FOUND, CHECK_NONE, CANCELLED, and what keeps one from being run.
 */
export async function runChecks(
  context: Context,
  project: Project,
  { input, ...proving }: Proving & { readonly input: RunChecks },
): Promise<Proof[]> {
  const wanted = checked(RunChecks, input);
  const found = wantedChecks(project, wanted);
  const round: Round = { assertions: new Set(found.map(({ assertion }) => assertion.id)), stop: new AbortController() };
  const rounds = roundsOf(context, project, wanted.mission);
  rounds.add(round);
  const signal = AbortSignal.any([round.stop.signal, ...(proving.signal === undefined ? [] : [proving.signal])]);
  try {
    return await prove(context, project, { wanted, found, round, proving: { ...proving, signal } });
  } finally {
    round.stop.abort();
    rounds.delete(round);
  }
}

/** Whether the check of an assertion runs in this process now. */
export function isProving(
  context: Context,
  project: Project,
  { mission, id }: { mission: string; id: string },
): boolean {
  return [...roundsOf(context, project, mission)].some(({ assertions }) => assertions.has(id));
}

/** Ends the check of an assertion that runs in this process, with those that were asked for together with it. */
export function cancelChecks(
  context: Context,
  project: Project,
  { mission, assertion }: { mission: string; assertion: string },
): void {
  for (const { assertions, stop } of roundsOf(context, project, mission))
    if (assertions.has(assertion)) stop.abort(ended());
}

function ended(cause?: unknown): Error {
  return fail('CANCELLED', 'The checks were ended before they were over.', { cause });
}

function roundsOf({ running }: Context, project: Project, mission: string): Set<Round> {
  const all = running.of(ROUNDS);
  const key = `${mission} ${project.root}`;
  const known = all.get(key) ?? new Set();
  all.set(key, known);
  return known;
}

interface Checked {
  readonly assertion: Assertion;
  readonly check: Check;
}

function wantedChecks(project: Project, { mission, assertions: names }: RunChecks): Checked[] {
  const { assertions } = listAssertions(project, mission);
  const checks = checksOf(project, mission);
  const missing = names?.find((name) => !assertions.some(({ id }) => id === name));
  if (missing !== undefined)
    throw fail('ASSERTION_NOT_FOUND', `Mission ${mission} has no assertion ${missing}.`, {
      hints: [`maestro validate show --mission ${mission} shows all assertions.`],
    });
  const bare = names?.find((name) => !checks.has(name));
  if (bare !== undefined) throw fail('CHECK_NONE', `${bare} has no check that could be run.`);
  const found = assertions.flatMap((assertion) => {
    const check = checks.get(assertion.id);
    const isWanted = names?.includes(assertion.id) ?? assertion.result !== 'waived';
    return check !== undefined && isWanted ? [{ assertion, check }] : [];
  });
  if (found.length === 0) throw fail('CHECK_NONE', `No assertion of mission ${mission} has a check to run.`);
  return found;
}

interface Work {
  readonly wanted: RunChecks;
  readonly found: readonly Checked[];
  readonly round: Round;
  readonly proving: Proving & { readonly signal: AbortSignal };
}

/** The first that cannot be run ends the others: what was kept by then stays. */
async function prove(context: Context, project: Project, work: Work): Promise<Proof[]> {
  const { proving } = work;
  const { subject: find = subjectOf } = proving;
  const subjects = new Map<string, Promise<Subject>>();
  const subject = (feature: string): Promise<Subject> => {
    const { mission, commit, copy } = work.wanted;
    const known = subjects.get(feature) ?? find(context, project, { mission, feature, commit, copy });
    subjects.set(feature, known);
    return known;
  };
  const rest = [...work.found];
  const proofs = new Map<string, Proof>();
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const { assertion, check } = next;
      const proof = await proveOne(context, project, {
        work,
        assertion,
        check,
        on: await subject(assertion.featureId),
      });
      proofs.set(assertion.id, proof);
      work.round.assertions.delete(assertion.id);
    }
  };
  const workers = Array.from({ length: AT_ONCE }, worker).map((one) =>
    one.catch((error: unknown) => {
      rest.length = 0;
      const why = proving.signal.aborted && !(error instanceof MaestroError) ? ended(error) : error;
      work.round.stop.abort(why);
      throw why;
    }),
  );
  const failed = (await Promise.allSettled(workers)).filter((one) => one.status === 'rejected');
  if (failed.length > 0) throw (work.round.stop.signal.reason as unknown) ?? failed[0]?.reason;
  return work.found.flatMap(({ assertion }) => proofs.get(assertion.id) ?? []);
}

interface One extends Checked {
  readonly work: Work;
  readonly on: Subject;
}

async function proveOne(context: Context, project: Project, { work, assertion, check, on }: One): Promise<Proof> {
  const { wanted, proving } = work;
  const { fresh = runFresh, signal, onBegin, onProof } = proving;
  onBegin?.(assertion.id, on);
  const changed = await changedIn(project.root, on, check);
  const { commit, branch, uncommitted } = on;
  const { output, ...outcome } = await fresh(context, { project: project.root, commit, branch, check, signal });
  const log = output.all();
  const ran = {
    ...outcome,
    ...{ mission: wanted.mission, assertion: assertion.id, feature: assertion.featureId },
    ...{ check, commit, branch, changed, uncommitted, accepted: wanted.acceptChanges },
    ...present({ copy: wanted.copy }),
    tests: countTests(output.text()),
    log: { sha256: sha256(log), bytes: log.length, cut: output.cut },
  };
  const proof: Proof = { ...ran, flaws: flawsOf(ran) };
  const before = newestProofs(context, project, { mission: wanted.mission, copy: wanted.copy }).get(assertion.id);
  await keepProof(context, project, { proof, log });
  if (before?.isOwn === true) await noteMended(context, project, { before: before.proof, proof });
  if (proof.copy === undefined) await judgeBy(project, proof, logFile(project, proof));
  onProof?.(proof);
  return proof;
}

interface Twice {
  readonly before: Proof;
  readonly proof: Proof;
}

/** What failed and passes now, with the same check on other work, is worth remembering. */
async function noteMended(context: Context, project: Project, { before, proof }: Twice): Promise<void> {
  const isMended = verdictOf(before) === 'failed' && verdictOf(proof) === 'passed' && before.commit !== proof.commit;
  if (!isMended || !isDeepStrictEqual(before.check, proof.check)) return;
  await proposeFromMended(context, project, {
    ...{ assertion: proof.assertion, command: proof.check.command, flaws: flawWords(before) },
    ...{ failedAt: before.commit, passedAt: proof.commit },
  });
}
