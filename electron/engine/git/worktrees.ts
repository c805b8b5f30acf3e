import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { errnoOf } from '../disk/failure.ts';
import { findCheckout, type GitFolder, gitText } from './head.ts';

/** The checkouts of one repository on this machine. All paths are real ones. */
export interface Worktrees {
  /** What all of them share. */
  readonly common: string;
  /** The checkout asked about. */
  readonly own: string;
  /** What belongs to that one alone. */
  readonly gitFolder: string;
  /** The checkout that the others were linked to; undefined for a bare repository. */
  readonly main: string | undefined;
  /** The linked ones, without those that are gone. */
  readonly linked: readonly string[];
}

/**
 * All checkouts of the repository around a folder, found on disk without running git. A worktree counts when it and the
 * repository name each other: what either says by itself could name any folder of this machine.
 */
export function findWorktrees(folder: string): Worktrees | undefined {
  const checkout = findCheckout(folder);
  const gitFolder = checkout === undefined ? undefined : real(checkout.own);
  if (checkout === undefined || gitFolder === undefined) return undefined;
  const common = commonOf(checkout, gitFolder);
  const own = real(checkout.root);
  if (common === undefined || own === undefined) return undefined;
  const linked = namesOf(join(common, 'worktrees')).flatMap(
    (name) => worktreeOf(join(common, 'worktrees', name)) ?? [],
  );
  const main = basename(common) === '.git' ? dirname(common) : undefined;
  return { common, own, gitFolder, main, linked };
}

function commonOf(checkout: GitFolder, gitFolder: string): string | undefined {
  const named = gitText(join(gitFolder, 'commondir'));
  if (named === undefined) return gitFolder;
  const common = real(resolve(gitFolder, named.trim()));
  if (common === undefined || dirname(gitFolder) !== join(common, 'worktrees')) return undefined;
  return worktreeOf(gitFolder) === real(checkout.root) ? common : undefined;
}

/** The checkout that a repository's folder for a worktree names, when that names the folder too. */
function worktreeOf(gitFolder: string): string | undefined {
  const dotGit = gitText(join(gitFolder, 'gitdir'))?.trim();
  if (dotGit === undefined) return undefined;
  const root = real(dirname(resolve(gitFolder, dotGit)));
  const back = root === undefined ? undefined : findCheckout(root);
  return back?.root === root && back !== undefined && real(back.own) === real(gitFolder) ? root : undefined;
}

function namesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return [];
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}
