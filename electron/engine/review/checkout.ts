import { fail } from '../errors.ts';
import { readChanges } from '../git/changes.ts';
import { gitOnFiles } from '../git/git.ts';
import { currentBranch } from '../git/head.ts';
import { findWorktrees } from '../git/worktrees.ts';

/** The checkout of a project's repository that has a branch checked out; undefined where none has. */
export function checkoutOn(project: string, branch: string): string | undefined {
  const found = findWorktrees(project);
  if (found === undefined) return undefined;
  const all = [found.own, ...(found.main === undefined ? [] : [found.main]), ...found.linked];
  return all.find((folder) => currentBranch(folder) === branch);
}

/** Refuses a checkout whose files could not follow its branch without a loss. CHECKOUT_CHANGED. */
export async function refuseChanged(checkout: string): Promise<void> {
  const changed = (await readChanges(checkout)).filter(({ kind }) => kind !== 'untracked');
  if (changed.length === 0) return;
  throw fail('CHECKOUT_CHANGED', `${checkout} has changes that are not committed.`, {
    detail: changed.map(({ path }) => path).join('\n'),
  });
}

/**
 * Takes the files of a checkout from one commit to another, as git does it when its branch moves; what is in the way
 * stops it before anything is changed. CHECKOUT_CHANGED; CHECKOUT_FILTERED where programs of the user's would have to
 * run over the files.
 */
export async function moveFiles(
  checkout: string,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<void> {
  await refuseFiltered(checkout, { before, after });
  // A file that was written again as it was would count as changed.
  await gitOnFiles(checkout, ['update-index', '-q', '--refresh'], { fine: [1] });
  const tried = await gitOnFiles(checkout, ['read-tree', '-m', '-u', before, after], { fine: [1, 128] });
  if (tried.ok) return;
  throw fail('CHECKOUT_CHANGED', `Files in ${checkout} are in the way.`, { detail: tried.stderr.trim() });
}

async function refuseFiltered(
  checkout: string,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<void> {
  const args = ['diff', '--name-only', '--no-renames', '-z', '--no-ext-diff', '--no-textconv', before, after];
  const { stdout } = await gitOnFiles(checkout, args);
  const paths = stdout.split('\0').filter((path) => path !== '');
  if (paths.length === 0) return;
  const asked = await gitOnFiles(checkout, ['check-attr', '-z', '--stdin', 'filter'], { input: paths.join('\0') });
  const values = asked.stdout.split('\0');
  const filtered = paths.filter((_, at) => !['unspecified', 'unset', undefined].includes(values[at * 3 + 2]));
  if (filtered.length === 0) return;
  throw fail('CHECKOUT_FILTERED', `A filter, such as git-lfs, would have to run over files in ${checkout}.`, {
    detail: filtered.join('\n'),
    hints: [`Take it over with your own git: git -C ${checkout} merge --ff-only ${after}`],
  });
}
