import { isDeepStrictEqual } from 'node:util';
import { type Check, type Proof, type ProofStanding, type ProofState, verdictOf } from '../../../contract/proofs.ts';
import type { Context } from '../../context.ts';
import { fail } from '../../errors.ts';
import { checksOf } from '../missions/assertions/checks.ts';
import { listAssertions } from '../missions/mission/store.ts';
import type { Project } from '../records/project.ts';
import { isProving } from './prove.ts';
import { findLog, type KeptProof, newestProofs } from './store.ts';
import { type Heads, headNow, readHeads } from './subject.ts';
import { flawWords } from './verdict-rules.ts';

/**
 * What is proven of a mission, by assertion: of each that has a check, or had one; with
 * `copy` on the work of one of several that compete. GIT_FAILED, FILE_DAMAGED of what is this user's own.
 */
export async function listStandings(
  context: Context,
  project: Project,
  { mission, containers, copy }: { mission: string; containers: Heads['containers']; copy?: string },
): Promise<ProofStanding[]> {
  const { assertions } = listAssertions(project, mission);
  const checks = checksOf(project, mission);
  const proofs = newestProofs(context, project, { mission, copy });
  const heads = proofs.size === 0 ? undefined : await readHeads(project.root, containers);
  return assertions.flatMap(({ id }) => {
    const [check, kept] = [checks.get(id) ?? null, proofs.get(id)];
    if (check === null && kept === undefined) return [];
    const now =
      kept === undefined || heads === undefined ? null : headNow(context, project, { proof: kept.proof, heads });
    const standing = standingOf(check, kept, now);
    return [{ assertion: id, ...standing, running: isProving(context, project, { mission, id }) }];
  });
}

/** What a run of a check is worth now (pure); `now` is where its branch is, null where that cannot be seen. */
export function standingOf(
  check: Check | null,
  kept: KeptProof | undefined,
  now: string | null,
): Omit<ProofStanding, 'assertion' | 'running'> {
  if (kept === undefined) return { check, state: 'none', why: 'Its check was never run.', proof: null, logPath: null };
  const { proof, logPath } = kept;
  const [state, why] = stateOf(check, kept, now);
  return { check, state, why, proof, logPath };
}

function stateOf(check: Check | null, { proof, isOwn }: KeptProof, now: string | null): [ProofState, string] {
  if (!isOwn) return ['foreign', 'Nobody ran its check on this machine: the run only lies in the project.'];
  if (check === null) return ['stale', 'Its check was taken away since.'];
  if (!isDeepStrictEqual(check, proof.check)) return ['stale', 'Its check is another since.'];
  if (now !== null && now !== proof.commit)
    return ['stale', `${proof.branch ?? 'The project'} is at ${now.slice(0, 12)} since.`];
  const verdict = verdictOf(proof);
  return [verdict, sentenceOf(proof, verdict)];
}

function sentenceOf(proof: Proof, verdict: ReturnType<typeof verdictOf>): string {
  const flaws = flawWords(proof).join('; ');
  if (verdict === 'passed') return 'Its check passed.';
  return verdict === 'failed' ? `Its check failed: ${flaws}.` : `Its check is no pass: ${flaws}.`;
}

/** The output of the newest run of a check. PROOF_MISSING. */
export function readLog(
  context: Pick<Context, 'paths'>,
  project: Project,
  { mission, assertion }: { readonly mission: string; readonly assertion: string },
): { text: string; bytes: number; cut: boolean } {
  const kept = newestProofs(context, project, { mission }).get(assertion);
  const log = kept === undefined ? undefined : findLog(project, kept.proof);
  if (kept === undefined) throw fail('PROOF_MISSING', `The check of ${assertion} was never run.`);
  if (log === undefined)
    throw fail('PROOF_MISSING', `What the check of ${assertion} printed is gone, or was changed by somebody.`, {
      hints: [`It was kept as ${kept.logPath}. Run it again: maestro validate run ${assertion} --mission ${mission}`],
    });
  return { text: log.toString('utf8'), bytes: kept.proof.log.bytes, cut: kept.proof.log.cut };
}
