import { createHash } from 'node:crypto';
import type { ContainerName } from '../../contract/ids.ts';
import type { Merged, MergeWay } from '../../contract/review.ts';
import { readConfig } from '../config/config.ts';
import { shortName } from '../containers/describe.ts';
import type { Member } from '../containers/fleet.ts';
import { getMember } from '../containers/lifecycle.ts';
import { keepMerged } from '../containers/merges.ts';
import type { Context } from '../context.ts';
import { withLock } from '../disk/lock.ts';
import { fail, problemOf } from '../errors.ts';
import { findTip } from '../git/git.ts';
import { currentBranch } from '../git/head.ts';
import { checkoutOn, moveFiles, refuseChanged } from './checkout.ts';
import { headOf } from './fetch.ts';
import { joined } from './joining.ts';
import { baseOf } from './look.ts';
import { branchOf, keepReviewed } from './mark.ts';
import { callable } from './merging.ts';
import { give, inQuarantine, type Quarantine } from './quarantine.ts';
import { moveRefs } from '../git/refs.ts';
import { undoMoves } from './unmerge.ts';

interface Wanted {
  readonly name: ContainerName;
  /** What the caller has looked at. */
  readonly tip: string;
  readonly into: string | null;
  readonly way: MergeWay;
}

/** Two merges into one project wait for each other. */
const LOCK_WAIT_MS = 10 * 60_000;

/**
 * Merges a container's branch into one of the project's, in a worktree of our own. Where the branch is checked out, that
 * checkout must be clean, and its files follow at the end. Until then `cancelMerge` ends it with nothing changed. CANCELLED, MERGE_CONFLICT, MERGE_REFUSED, REVIEW_MOVED,
 * CHECKOUT_CHANGED, CHECKOUT_FILTERED, and what fetching fails with.
 */
export async function mergeWork(context: Context, wanted: Wanted): Promise<Merged> {
  const member = await getMember(context, wanted.name);
  const target = targetOf(member.birth.project, wanted.into);
  const merging = { ...wanted, member, target };
  return callable(context, wanted.name, (cuttable, lands) => {
    const folder = context.paths.locks;
    const name = `merge-${createHash('sha256').update(member.birth.project).digest('hex').slice(0, 16)}`;
    return withLock({ folder, name, waitMs: LOCK_WAIT_MS, signal: cuttable.closing }, () =>
      inQuarantine(cuttable, member, (quarantine) => mergeInto(context, quarantine, { ...merging, lands })),
    );
  });
}

interface Merging extends Wanted {
  readonly member: Member;
  readonly target: string;
  readonly lands: () => void;
}

async function mergeInto(context: Context, quarantine: Quarantine, merging: Merging): Promise<Merged> {
  const { name, tip, way, member, target, lands } = merging;
  const { project, baseCommit, task } = member.birth;
  const short = shortName(name, readConfig(context).prefix);
  const before = await startOf(quarantine, { target, tip, start: baseCommit, short });
  const checkout = checkoutOn(project, target);
  if (checkout !== undefined) await refuseChanged(checkout);
  const after = await joined(quarantine, { short, target, before, tip, way, title: titleOf(task, short) });
  const counted = await quarantine.git(['rev-list', '--count', tip, `^${before}`]);
  await give(quarantine, [after]);
  lands();
  await land(project, { short, target, before, after, checkout });
  await remember(context, { name, project, seen: { short, branch: branchOf(quarantine.outgoing), oid: tip } });
  const commits = Number(counted.stdout);
  return { container: name, project, into: target, way, before, after, commits, checkout: checkout ?? null };
}

interface Remembered {
  readonly name: ContainerName;
  readonly project: string;
  readonly seen: Parameters<typeof keepReviewed>[1];
}

/** Whoever merges has looked. Without the marks the merge is done all the same. */
async function remember(context: Context, { name, project, seen }: Remembered): Promise<void> {
  await keepMerged(context, name, seen.oid);
  await keepReviewed(project, seen).catch((error: unknown) => {
    context.log.warn({ project, problem: problemOf(error) }, 'a merge is not marked as reviewed');
  });
}

/** The branch that is merged into: the one that is checked out, unless another is named. MERGE_REFUSED. */
export function targetOf(project: string, into: string | null): string {
  const target = into ?? currentBranch(project);
  if (target !== undefined) return target;
  throw fail('MERGE_REFUSED', `${project} has no branch checked out.`, { hints: ['Name one: --into BRANCH'] });
}

/** One line for what a container did. */
export function titleOf(task: string, short: string): string {
  const [line = ''] = task.trim().split('\n');
  return line === '' ? short : line.slice(0, 120);
}

/** The commit that the branch is at, where the container's work can be put on top of it. */
async function startOf(
  quarantine: Quarantine,
  { target, ...work }: { readonly target: string } & Parameters<typeof baseOf>[1],
): Promise<string> {
  const { tip } = work;
  const { home, git } = quarantine;
  if (headOf(quarantine) !== tip)
    throw fail('REVIEW_MOVED', 'The agent has committed since you looked.', {
      hints: ['Look again: maestro diff NAME', 'Then repeat the merge.'],
    });
  const before = await findTip(home.project, target);
  if (before === null) throw fail('MERGE_REFUSED', `${home.project} has no branch ${target}.`);
  const { rewritten } = await baseOf(quarantine, work);
  if (rewritten)
    throw fail('MERGE_REFUSED', 'The container’s branch no longer contains the commit that it began at.', {
      hints: ['Its history was written anew below that. Look at it: maestro fetch NAME, then merge it by hand.'],
    });
  const common = await git(['merge-base', before, tip], { fine: [1] });
  if (common.stdout === '')
    throw fail('MERGE_REFUSED', `The container’s branch and ${target} have no commit in common.`, {
      hints: ['Take it over as a branch of its own: maestro fetch NAME --branch BRANCH'],
    });
  if (common.stdout.trim() === tip) throw fail('MERGE_REFUSED', `${target} has all commits of the container already.`);
  return before;
}

interface Landing {
  readonly short: string;
  readonly target: string;
  readonly before: string;
  readonly after: string;
  readonly checkout: string | undefined;
}

/** Files first: what is in their way stops everything. A branch that moved meanwhile gets its files back. */
async function land(project: string, { short, target, before, after, checkout }: Landing): Promise<void> {
  if (checkout !== undefined) await moveFiles(checkout, { before, after });
  try {
    await moveRefs(project, `merge ${short}`, [
      { ref: `refs/heads/${target}`, from: before, to: after },
      ...(await undoMoves(project, { short, target, before, after })),
    ]);
  } catch (error) {
    if (checkout !== undefined) await moveFiles(checkout, { before: after, after: before });
    throw error;
  }
}
