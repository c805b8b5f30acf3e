import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { diskFailure } from '../../disk/failure.ts';
import { fail } from '../../errors.ts';
import { findCheckout } from '../../git/head.ts';
import { findWorktrees, type Worktrees } from '../../git/worktrees.ts';

/** A linked worktree, and the checkout that it was linked to. */
export interface LinkedWorktree {
  readonly own: string;
  readonly main: string;
  /** Whether it uses the state of the main one. */
  readonly shared: boolean;
}

/** The linked worktree around a folder; undefined in a main checkout, and outside of git. */
export function linkedWorktree(folder: string): LinkedWorktree | undefined {
  const trees = linkedTrees(folder);
  return trees === undefined ? undefined : { own: trees.own, main: trees.main, shared: existsSync(markOf(trees)) };
}

/** Which state a linked worktree uses, and how to use the other one; undefined elsewhere, and where there is no other. */
export function worktreeLine({ cwd }: { readonly cwd: string }): string | undefined {
  const tree = linkedWorktree(cwd);
  if (tree === undefined) return undefined;
  const { own, main, shared } = tree;
  if (shared) return `This worktree uses the state of ${main}. (maestro init --here gives it one of its own.)`;
  if (!existsSync(join(main, '.maestro'))) return undefined;
  const has = existsSync(join(own, '.maestro')) ? 'has a state of its own' : 'has no state';
  return `This worktree ${has}, apart from that of ${main}. (maestro init --shared uses that one.)`;
}

/** Where the state of a folder is looked for instead, when the worktree around it shares the state of the main one. */
export function findShared(folder: string): (LinkedWorktree & { readonly place: string }) | undefined {
  // Only a linked worktree has a file here, and most folders are in none.
  const checkout = findCheckout(folder);
  if (checkout === undefined || checkout.own === join(checkout.root, '.git')) return undefined;
  const tree = linkedWorktree(folder);
  if (tree?.shared !== true) return undefined;
  let place = join(tree.main, relative(checkout.root, folder));
  while (!existsSync(place) && place !== tree.main) place = dirname(place);
  return { ...tree, place };
}

/** Has the linked worktree around a folder use the state of the main one. Answers the file that says so. INPUT_INVALID. */
export function shareState(folder: string): string {
  const trees = linkedTrees(folder);
  if (trees === undefined)
    throw fail('INPUT_INVALID', `${folder} is in no linked worktree, so there is no state to share.`, {
      hints: ['A worktree is made with git worktree add.'],
    });
  if (!existsSync(join(trees.main, '.maestro')))
    throw fail('INPUT_INVALID', `${trees.main} has no .maestro yet, so there is no state to share.`, {
      hints: [`Run maestro init in ${trees.main} first.`],
    });
  const mark = markOf(trees);
  try {
    writeFileSync(mark, `Maestro uses the state of ${trees.main} here (maestro init --shared).\n`);
  } catch (error) {
    throw diskFailure(error, 'write', mark);
  }
  return mark;
}

/** Has the worktree around a folder use a state of its own again. */
export function unshareState(folder: string): void {
  const trees = linkedTrees(folder);
  if (trees !== undefined) rmSync(markOf(trees), { force: true });
}

function linkedTrees(folder: string): (Worktrees & { readonly main: string }) | undefined {
  const trees = findWorktrees(folder);
  if (trees?.main === undefined || trees.gitFolder === trees.common) return undefined;
  return { ...trees, main: trees.main };
}

/** It lies in git's folder of the worktree: never committed, and gone with it. */
function markOf({ gitFolder }: Worktrees): string {
  return join(gitFolder, 'maestro-shared');
}
