import type { ContainerName } from '../../contract/ids.ts';
import { findMerged, keepMerged } from '../containers/merges.ts';
import type { Context } from '../context.ts';
import { findTip } from '../git/git.ts';
import { currentBranch } from '../git/head.ts';
import { branchOf } from './mark.ts';
import type { Quarantine } from './quarantine.ts';

/**
 * Keeps that a container's work came home by its user's own git: the branch that is checked out has all its commits, up to
 * `tip`. A checkout of the container's own branch is a look at it, and no merge.
 */
export async function keepCameHome(
  context: Context,
  { home, outgoing }: Quarantine,
  { name, tip }: { readonly name: ContainerName; readonly tip: string },
): Promise<void> {
  const into = currentBranch(home.project);
  if (findMerged(context, name) === tip || into === undefined || into === branchOf(outgoing)) return;
  // What was merged when the look began may have been taken back meanwhile.
  if ((await findTip(home.project, into)) === home.head) await keepMerged(context, name, tip);
}
