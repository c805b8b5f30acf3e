import type { ContainerName } from '../../../contract/ids.ts';
import { readConfig } from '../../config/config.ts';
import { shortName } from '../../containers/describe.ts';
import { readFleet } from '../../containers/fleet.ts';
import type { Birth } from '../../containers/labels.ts';
import { getContainer } from '../../containers/list.ts';
import { findMerged } from '../../containers/merges.ts';
import type { Context } from '../../context.ts';
import { fail, isProblem, problemOf } from '../../errors.ts';
import { findTip, git } from '../../git/git.ts';
import { moveRefs, refOf } from '../../git/refs.ts';
import { fetchWork } from '../../review/fetch.ts';
import { joined } from '../../review/joining.ts';
import { give, gitIn, homeOf, type Workshop, withRepository } from '../../review/quarantine.ts';

/** The work of a feature that another one builds on. */
export interface Before {
  readonly mission: string;
  readonly feature: string;
  readonly title: string;
  /** The container that did it, and the branch that it did it on. */
  readonly container: ContainerName;
  readonly branch: string;
  /** The commit at which it began. */
  readonly base: string | null;
  /** An earlier agent of the feature itself: where nothing of its work is left anywhere, the next one begins anew. */
  readonly isOwn: boolean;
}

interface Tip extends Before {
  readonly oid: string;
}

/**
 * The commit at which a feature begins: what is checked out in the project, with the work of the features before it merged
 * in. What that work is comes into the project's repository, below refs of its own; its files and branches stay as they are.
 * Null where nothing has to be merged in. MERGE_CONFLICT, LAUNCH_BASE_MISSING, GIT_FAILED.
 */
export async function mergedBase(
  context: Context,
  project: string,
  befores: readonly Before[],
): Promise<string | null> {
  if (befores.length === 0) return null;
  const found = await Promise.all(befores.map((before) => tipOf(context, project, before)));
  const tips = found.filter((tip) => tip !== null);
  if (tips.length === 0) return null;
  const home = await homeOf(project);
  return withRepository(context, home, async (folder) => {
    const workshop = { home, folder, cut: context.closing, git: gitIn(folder, context.closing) };
    const base = await mergeAll(workshop, tips);
    if (base === null || base === home.head) return null;
    await give(workshop, [base]);
    return base;
  });
}

/** Makes the branch that a feature's container is to check out. REVIEW_MOVED where there is one of this name by now. */
export function makeBranch(project: string, branch: string, base: string): Promise<void> {
  return moveRefs(project, 'launch', [{ ref: `refs/heads/${branch}`, from: null, to: base }]);
}

/** Takes such a branch away again, where nothing was put on it. */
export function takeBranchBack(project: string, branch: string, base: string): Promise<void> {
  return moveRefs(project, 'take a launch back', [{ ref: `refs/heads/${branch}`, from: base, to: null }]);
}

async function mergeAll(workshop: Workshop, tips: readonly Tip[]): Promise<string | null> {
  let base = workshop.home.head;
  const merged: string[] = [];
  for (const tip of tips) {
    base = base === null ? tip.oid : await mergeOne(workshop, { base, tip, merged });
    merged.push(tip.feature);
  }
  return base;
}

interface Merge {
  readonly base: string;
  readonly tip: Tip;
  /** The features that the base has already. */
  readonly merged: readonly string[];
}

async function mergeOne(workshop: Workshop, { base, tip, merged }: Merge): Promise<string> {
  const contains = async (one: string, other: string): Promise<boolean> =>
    (await workshop.git(['merge-base', '--is-ancestor', one, other], { fine: [1] })).code === 0;
  if (await contains(tip.oid, base)) return base;
  if (await contains(base, tip.oid)) return tip.oid;
  const joining = { short: tip.feature, target: 'the base', before: base, tip: tip.oid, title: tip.title };
  try {
    return await joined(workshop, { ...joining, way: 'merge' });
  } catch (error) {
    if (!isProblem(error, 'MERGE_CONFLICT')) throw error;
    const others = ['the project', ...merged].join(', ');
    throw fail('MERGE_CONFLICT', `The work of ${tip.feature} does not go together with that of ${others}.`, {
      detail: problemOf(error).detail ?? '',
      hints: [`Bring it back first: maestro merge ${tip.container}`, 'Then launch again.'],
    });
  }
}

/** The last commit of a feature's work; null where its user has brought it back already. LAUNCH_BASE_MISSING, GIT_FAILED. */
export async function tipOf(context: Context, project: string, before: Before): Promise<Tip | null> {
  const { container, branch, base } = before;
  const short = shortName(container, readConfig(context).prefix);
  const member = (await readFleet(context)).find(({ birth }) => birth.name === container);
  if (member !== undefined && !isOf(before, member.birth)) throw notIts(before, short);
  const isUp = member?.row.State === 'running';
  if (isUp) await fetchWork(context, { name: container, branch: null });
  const there = member === undefined ? null : await getContainer(context, container);
  const local = await findTip(project, branch);
  // The branch was made at its base; what it has beyond that came from its container.
  const oid = (await findRef(project, refOf(short, there?.branch ?? branch))) ?? (local === base ? null : local);
  const last = isUp ? oid : (there?.git?.head ?? oid);
  if (last !== null && last === findMerged(context, container)) return null;
  if (oid !== null && oid === last) return { ...before, oid };
  if (before.isOwn && member === undefined) return null;
  throw missing(before, { short, isThere: member !== undefined });
}

/** What a container was made for stands in its labels, whatever a file of the project says. */
function isOf({ mission, feature }: Before, { feature: of }: Pick<Birth, 'feature'>): boolean {
  return of?.mission === mission && of.feature === feature;
}

function notIts({ feature }: Before, short: string): Error {
  return fail(
    'LAUNCH_BASE_MISSING',
    `${short} is said to have worked on ${feature}, and was made for something else.`,
    {
      hints: ['The files in .maestro/ours/launches/ say so: look who changed them.'],
    },
  );
}

function missing({ feature }: Before, { short, isThere }: { short: string; isThere: boolean }): Error {
  if (isThere)
    return fail('LAUNCH_BASE_MISSING', `The work of ${feature} is in its container, which is down.`, {
      hints: [`Start it first: maestro start ${short}`],
    });
  return fail('LAUNCH_BASE_MISSING', `The work of ${feature} is not in this project, and its container is gone.`, {
    hints: ['maestro trash list shows what can be restored.'],
  });
}

async function findRef(project: string, ref: string): Promise<string | null> {
  const ran = await git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], { folder: project, fine: [1] });
  return ran.stdout.trim() || null;
}
