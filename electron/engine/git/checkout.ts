import { fail } from '../errors.ts';
import { git, gitOnFiles } from './git.ts';

/**
 * Refuses a branch that a copy of a checkout could not go to, with its changes and its objects. Writes nothing. GIT_FAILED
 * with what git says of it, and the way out.
 */
export async function refuseCheckout(folder: string, branch: string): Promise<void> {
  const current = await git(['symbolic-ref', '--quiet', 'HEAD'], { folder, fine: [1] });
  if (current.stdout.trim() === `refs/heads/${branch}`) return;
  // git would ask for what a partial clone lacks, also where it only looks.
  if (await lacksFiles(folder, branch)) throw isNotHere(folder, branch);
  const merge = ['read-tree', '--dry-run', '-m', '-u', '--exclude-per-directory=.gitignore'];
  const tried = await gitOnFiles(folder, [...merge, 'HEAD', `refs/heads/${branch}`], { fine: [128] });
  if (tried.code !== 0) throw isInTheWay(folder, branch, tried.stderr);
}

function isInTheWay(folder: string, branch: string, said: string): Error {
  return fail('GIT_FAILED', `${branch} cannot be checked out over what is not committed in ${folder}.`, {
    detail: said.trim(),
    hints: [
      `Commit or stash it first: git stash --include-untracked.`,
      'Or leave the branch out: a new one begins at what is checked out, with the files as they lie.',
    ],
  });
}

/** Only a partial clone may lack what its branches hold, and a container cannot ask for it. */
async function lacksFiles(folder: string, branch: string): Promise<boolean> {
  const promisor = await git(['config', '--get-regexp', String.raw`^remote\..*\.promisor$`], { folder, fine: [1] });
  if (promisor.stdout === '') return false;
  const args = ['rev-list', '--objects', '--no-walk', '--missing=print', `refs/heads/${branch}`];
  const listed = await git(args, { folder, fine: [128] });
  return listed.code !== 0 || /^\?/m.test(listed.stdout);
}

function isNotHere(folder: string, branch: string): Error {
  return fail('GIT_FAILED', `${folder} is a partial clone and has not yet what is in ${branch}.`, {
    hints: [
      `Bring it here first: git switch ${branch}, and back.`,
      'Or leave the branch out: a new one begins at what is checked out.',
    ],
  });
}
