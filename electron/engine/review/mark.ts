import type { ContainerName } from '../../contract/ids.ts';
import type { Reviewed } from '../../contract/review.ts';
import { readConfig } from '../config/config.ts';
import { shortName } from '../containers/describe.ts';
import { getMember } from '../containers/lifecycle.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import { moveRefs, refsBelow, reviewedRef } from '../git/refs.ts';
import { headOf } from './fetch.ts';
import type { Outgoing } from './outgoing.ts';
import { give, inQuarantine, type Quarantine } from './quarantine.ts';

interface Wanted {
  readonly name: ContainerName;
  /** What the caller has looked at. */
  readonly tip: string;
  readonly shown: string;
}

interface Branch {
  /** The container, by its short name. */
  readonly short: string;
  readonly branch: string;
}

/**
 * Remembers what was looked at as reviewed. Where the agent has changed files since, the commits alone are: what they had
 * beside them is shown again. REVIEW_MOVED where those are gone too, and what fetching fails with.
 */
export async function markReviewed(context: Context, { name, tip, shown }: Wanted): Promise<Reviewed> {
  const member = await getMember(context, name);
  const short = shortName(name, readConfig(context).prefix);
  return inQuarantine(context, member, async (quarantine) => {
    const branch = branchOf(quarantine.outgoing);
    const whole = await isThere(quarantine, shown);
    if (!whole && !(await isThere(quarantine, tip)))
      throw fail('REVIEW_MOVED', 'The agent has replaced what you looked at.', {
        hints: [`Look again: maestro diff ${name}`],
      });
    const oid = whole ? shown : tip;
    await give(quarantine, [oid]);
    await keepReviewed(member.birth.project, { short, branch, oid });
    return { container: name, branch, oid, whole };
  });
}

/** The branch that is checked out in the container; `HEAD` where it is on none. */
export function branchOf({ head }: Pick<Outgoing, 'head'>): string {
  return head.replace(/^refs\/heads\//, '');
}

/** What was reviewed of a branch last; null: nothing was. GIT_FAILED. */
export async function findReviewed(
  { home }: Pick<Quarantine, 'home'>,
  { short, branch }: Branch,
): Promise<string | null> {
  const ref = reviewedRef(short, branch);
  return (await refsBelow(home.project, ref)).get(ref) ?? null;
}

/** Moves the mark of a branch. The project must have the commit. REVIEW_MOVED, GIT_FAILED. */
export async function keepReviewed(
  project: string,
  { short, branch, oid }: Branch & { readonly oid: string },
): Promise<void> {
  const marks = await refsBelow(project, reviewedRef(short, ''));
  const ref = reviewedRef(short, branch);
  // A branch `a` is gone where there is one `a/b`, and git has no room for both.
  const gone = [...marks].filter(([other]) => other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`));
  const why = `review ${short}`;
  if (gone.length > 0)
    await moveRefs(
      project,
      why,
      gone.map(([other, from]) => ({ ref: other, from, to: null })),
    );
  await moveRefs(project, why, [{ ref, from: marks.get(ref) ?? null, to: oid }]);
}

/** Whether the container still has a commit: at the end of its branch, below it, or as its files lie now. */
async function isThere({ outgoing, git }: Quarantine, oid: string): Promise<boolean> {
  if (oid === outgoing.files) return true;
  const head = headOf({ outgoing });
  return (await git(['merge-base', '--is-ancestor', oid, head], { fine: [1, 128] })).code === 0;
}
