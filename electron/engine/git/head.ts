import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { errnoOf } from '../disk/failure.ts';

/** Where a checkout keeps its `HEAD`: `.git`, or for a linked worktree the folder that its `.git` file names. */
export interface GitFolder {
  readonly root: string;
  readonly own: string;
}

/** The checkout around a folder, found on disk without running git. */
export function findCheckout(folder: string): GitFolder | undefined {
  for (let root = folder; ; root = dirname(root)) {
    const git = join(root, '.git');
    const stat = statSync(git, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) return { root, own: git };
    const pointer = stat === undefined ? undefined : /^gitdir: (.+)$/m.exec(gitText(git) ?? '')?.[1];
    if (pointer !== undefined) return { root, own: resolve(root, pointer.trim()) };
    if (dirname(root) === root) return undefined;
  }
}

/** The branch that is checked out, `HEAD` when none is, undefined outside git. Works before the first commit. */
export function currentBranch(folder: string): string | undefined {
  const checkout = findCheckout(folder);
  if (checkout === undefined) return undefined;
  const head = gitText(join(checkout.own, 'HEAD'));
  if (head === undefined) return undefined;
  return /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1]?.trim() ?? 'HEAD';
}

/** A small file of git's; undefined where it cannot be read. */
export function gitText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}
