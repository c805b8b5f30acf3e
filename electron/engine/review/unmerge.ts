import { ContainerName } from '../../contract/ids.ts';
import type { Unmerged } from '../../contract/review.ts';
import { readConfig } from '../config/config.ts';
import { shortName } from '../containers/describe.ts';
import { keepMerged } from '../containers/merges.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import { findTip } from '../git/git.ts';
import { currentBranch } from '../git/head.ts';
import { checkoutOn, moveFiles, refuseChanged } from './checkout.ts';
import { homeOf } from './quarantine.ts';
import { type Move, moveRefs, refsBelow } from '../git/refs.ts';

const UNDO = 'refs/maestro-undo/';

/** What a container's last merge moved: refs, so that the commits stay. */
function undoFolder(short: string, side: 'before' | 'after'): string {
  return `${UNDO}${short}/${side}/`;
}

/** The moves that remember a merge in place of the one before it. GIT_FAILED. */
export async function undoMoves(
  project: string,
  { short, target, before, after }: { short: string; target: string; before: string; after: string },
): Promise<Move[]> {
  const sides = { before, after };
  const moves = await Promise.all(
    (['before', 'after'] as const).map(async (side) => {
      const had = await refsBelow(project, undoFolder(short, side));
      const ref = `${undoFolder(short, side)}${target}`;
      const others = [...had]
        .filter(([other]) => other !== ref)
        .map(([other, oid]) => ({ ref: other, from: oid, to: null }));
      return [...others, { ref, from: had.get(ref) ?? null, to: sides[side] }];
    }),
  );
  return moves.flat();
}

/** Whose merge the checked out branch ends with. MERGE_REFUSED. */
async function lastMerged(project: string): Promise<string> {
  const into = currentBranch(project) ?? '';
  const tip = await findTip(project, into);
  const isLast = ([ref, oid]: [string, string]): boolean => oid === tip && ref.endsWith(`/after/${into}`);
  const [ref] = [...(await refsBelow(project, UNDO))].find(isLast) ?? [];
  const [short] = ref?.slice(UNDO.length).split('/after/') ?? [];
  if (short !== undefined) return short;
  throw fail('MERGE_REFUSED', `${into} of ${project} does not end with a merge of Maestro’s.`, {
    hints: ['Name the container: maestro merge NAME --undo'],
  });
}

/**
 * Takes the last merge of a container back, where its branch is still where that left it. The container need not be
 * there any more. Without a name it is the one that the checked out branch ends with. MERGE_REFUSED, CHECKOUT_CHANGED,
 * CHECKOUT_FILTERED, REVIEW_MOVED, REVIEW_NO_REPOSITORY.
 */
export async function unmergeWork(
  context: Context,
  wanted: { readonly name: ContainerName | null; readonly project: string },
): Promise<Unmerged> {
  const { project } = wanted;
  await homeOf(project);
  const { prefix } = readConfig(context);
  const name = wanted.name ?? ContainerName.parse(`${prefix}${await lastMerged(project)}`);
  const short = shortName(name, prefix);
  const [[ref, after] = []] = [...(await refsBelow(project, undoFolder(short, 'after')))];
  const [[old, before] = []] = [...(await refsBelow(project, undoFolder(short, 'before')))];
  if (ref === undefined || after === undefined || old === undefined || before === undefined)
    throw fail('MERGE_REFUSED', `No merge of ${short} is known in ${project}.`);
  const into = ref.slice(undoFolder(short, 'after').length);
  if ((await findTip(project, into)) !== after)
    throw fail('MERGE_REFUSED', `${into} has moved on since ${short} was merged into it.`, {
      hints: [`Take it back with a commit of its own: git revert -m 1 ${after}`],
    });
  const checkout = checkoutOn(project, into);
  if (checkout !== undefined) {
    await refuseChanged(checkout);
    await moveFiles(checkout, { before: after, after: before });
  }
  const moves: Move[] = [
    { ref: `refs/heads/${into}`, from: after, to: before },
    { ref, from: after, to: null },
    { ref: old, from: before, to: null },
  ];
  try {
    await moveRefs(project, `unmerge ${short}`, moves);
  } catch (error) {
    if (checkout !== undefined) await moveFiles(checkout, { before, after });
    throw error;
  }
  await keepMerged(context, name, null);
  return { project, into, before, after };
}
