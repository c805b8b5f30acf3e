import { posix } from 'node:path';
import type { Bytes } from '../disk/bytes.ts';
import { readConfigKey } from './edit.ts';
import { type GitLayout, real, textOf } from './layout.ts';

/**
 * Whether a repository that lies elsewhere names this checkout as its own: as one of its worktrees, or as its one working
 * tree. What a checkout says by itself could name any repository of this machine.
 */
export async function isRegistered({ gitDir, commonDir }: GitLayout, checkout: Bytes): Promise<boolean> {
  const folder = gitDir === commonDir ? await workingTree(gitDir) : await worktree(gitDir, commonDir);
  return folder !== undefined && folder === (await real(checkout));
}

async function worktree(gitDir: Bytes, commonDir: Bytes): Promise<Bytes | undefined> {
  if (posix.dirname(gitDir) !== `${commonDir}/worktrees`) return undefined;
  const dotGit = (await textOf(`${gitDir}/gitdir`))?.trimEnd();
  return dotGit === undefined ? undefined : real(posix.dirname(posix.resolve(gitDir, dotGit)));
}

async function workingTree(gitDir: Bytes): Promise<Bytes | undefined> {
  const config = await textOf(`${gitDir}/config`);
  const named = config === undefined ? undefined : await readConfigKey(Buffer.from(config, 'latin1'), 'core.worktree');
  return named === undefined ? undefined : real(posix.resolve(gitDir, named));
}
