import type { ContainerName } from '../../contract/ids.ts';
import type { Fetched, FetchedRef } from '../../contract/review.ts';
import { readConfig } from '../config/config.ts';
import { shortName } from '../containers/describe.ts';
import { getMember } from '../containers/lifecycle.ts';
import type { Context } from '../context.ts';
import { fail, isProblem } from '../errors.ts';
import { findTip, isBranchName } from '../git/git.ts';
import { checkoutOn } from './checkout.ts';
import { give, inQuarantine, type Quarantine } from './quarantine.ts';
import { type Move, moveRefs, refOf, refsBelow } from '../git/refs.ts';

const MOST_TRIES = 5;

/**
 * Brings the commits of a container into its project's repository: refs of their own, and a local branch where one is
 * named. Files of the project, and branches that are checked out, stay as they are; what a ref was is in its log.
 * CONTAINER_NOT_FOUND, CONTAINER_NOT_RUNNING, REVIEW_NO_REPOSITORY, REVIEW_FAILED, REVIEW_MOVED, BRANCH_INVALID,
 * BRANCH_IN_USE, GIT_FAILED.
 */
export async function fetchWork(
  context: Context,
  { name, branch }: { name: ContainerName; branch: string | null },
): Promise<Fetched> {
  if (branch !== null && !(await isBranchName(branch)))
    throw fail('BRANCH_INVALID', `git has no branches that are called ${branch}.`);
  const member = await getMember(context, name);
  const { project, baseCommit } = member.birth;
  const short = shortName(name, readConfig(context).prefix);
  return inQuarantine(context, member, async (quarantine) => {
    const refs = await again(() => move(quarantine, { short, base: baseCommit, branch }));
    const { uncommitted, stashes } = quarantine.outgoing;
    return { container: name, project, refs, local: branch, uncommitted, stashes };
  });
}

/** Another fetch may bring the same commits at the same time: what is there by then is looked at anew. */
async function again<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === MOST_TRIES || !isProblem(error, 'REVIEW_MOVED')) throw error;
    }
  }
}

interface Wanted {
  readonly short: string;
  readonly base: string | null;
  readonly branch: string | null;
}

async function move(quarantine: Quarantine, { short, base, branch }: Wanted): Promise<FetchedRef[]> {
  const refs = await newRefs(quarantine, { short, base });
  const moves: Move[] = refs.map(({ ref, was, oid }) => ({ ref, from: was, to: oid }));
  const tip = headOf(quarantine);
  const local = branch === null ? [] : [await localMove(quarantine, { branch, tip })];
  await give(
    quarantine,
    refs.map(({ oid }) => oid),
  );
  await moveRefs(quarantine.home.project, `fetch ${short}`, [...moves, ...local].filter(isMove));
  return refs;
}

/** The commit that is checked out in the container. */
export function headOf({ outgoing }: Pick<Quarantine, 'outgoing'>): string {
  const oid = outgoing.refs.find(({ ref }) => ref === outgoing.head)?.oid;
  if (oid === undefined) throw fail('REVIEW_FAILED', 'The container does not say which commit it is at.');
  return oid;
}

function isMove({ from, to }: Move): boolean {
  return from !== to;
}

/** The branch that is checked out, those that were fetched before, and those with commits that this machine lacks. */
async function newRefs(
  quarantine: Quarantine,
  { short, base }: { readonly short: string; readonly base: string | null },
): Promise<FetchedRef[]> {
  const { home, outgoing, git } = quarantine;
  const had = await refsBelow(home.project, refOf(short, ''));
  const found: FetchedRef[] = [];
  for (const { oid, ref: full } of outgoing.refs) {
    const branch = full.replace(/^refs\/heads\//, '');
    const ref = refOf(short, branch);
    const isKnown = full === outgoing.head || had.has(ref);
    if (!isKnown && (home.tips.includes(oid) || !(await isNew(quarantine, oid)))) continue;
    const { stdout } = await git(['rev-list', '--count', oid, ...(base === null ? [] : [`^${base}`])]);
    found.push({ branch, ref, oid, was: had.get(ref) ?? null, commits: Number(stdout) });
  }
  return found;
}

async function isNew({ home, git }: Quarantine, oid: string): Promise<boolean> {
  const { stdout } = await git(['rev-list', '--max-count=1', oid, ...home.tips.map((tip) => `^${tip}`)]);
  return stdout !== '';
}

/** A branch of the project moves forward only, and not under a checkout. */
async function localMove(
  { home, git }: Quarantine,
  { branch, tip }: { readonly branch: string; readonly tip: string },
): Promise<Move> {
  const from = await findTip(home.project, branch);
  const move = { ref: `refs/heads/${branch}`, from, to: tip };
  if (from === null || from === tip) return move;
  const checkout = checkoutOn(home.project, branch);
  const hints = [`Take another name, or merge: maestro merge NAME --into ${branch}`];
  if (checkout !== undefined) throw fail('BRANCH_IN_USE', `${branch} is checked out in ${checkout}.`, { hints });
  const forward = await git(['merge-base', '--is-ancestor', from, tip], { fine: [1] });
  if (forward.code !== 0) throw fail('BRANCH_IN_USE', `${branch} has commits that the container lacks.`, { hints });
  return move;
}
