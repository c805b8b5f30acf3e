import { realpath } from 'node:fs/promises';
import { toBytes } from '../../disk/bytes.ts';
import { fail } from '../../errors.ts';
import { configKeys, readConfigKey } from '../../git/edit.ts';
import { git, isCheckout } from '../../git/git.ts';
import { type GitLayout, gitLayout, real, textOf } from '../../git/layout.ts';
import { refuseBorrowing } from './borrowing.ts';
import { noRemarks } from './look.ts';
import { openTree } from './tree.ts';

/** Extensions of a repository’s form that the git of the containers knows. */
const KNOWN = /^extensions\.(noop(-v1)?|preciousobjects|partialclone|worktreeconfig|objectformat|refstorage)$/;

/**
 * Looks at a project's repository before anything is made: answers whether it has one that may be copied. COPY_FAILED
 * where the copy would be none that git can work in, with the way out; GIT_FAILED where git cannot read it here.
 */
export async function checkRepository(project: string): Promise<boolean> {
  const tree = await openTree(project, { name: 'workspace', modules: false, remarks: noRemarks() });
  if (tree.git === undefined) {
    await refuseNone(project);
    return false;
  }
  await refuseForm(project, tree.git);
  await refuseElsewhere(project);
  await refuseBorrowing(project, tree, tree.git);
  await refuseDamage(project);
  return true;
}

/** A folder without a repository gets one in the container. That fails, or means something else, where half of one lies in its place. */
async function refuseNone(project: string): Promise<void> {
  const folder = toBytes(project);
  if ((await isCheckout(project)) && (await gitLayout(`${folder}/.git`)) === undefined)
    throw fail('COPY_FAILED', `${project}/.git is no repository, or leads to none.`, {
      hints: ['Bring back what it led to (git worktree repair, for a worktree that was moved), or take it away.'],
    });
  if ((await gitLayout(folder)) !== undefined && (await real(`${folder}/refs`)) !== undefined) throw isBare(project);
}

/** In a linked worktree, `core.bare` is about the repository beside it. */
async function refuseForm(project: string, { gitDir, commonDir }: GitLayout): Promise<void> {
  const config = Buffer.from((await textOf(`${commonDir}/config`)) ?? '', 'latin1');
  const text = config.toString('latin1');
  if (gitDir === commonDir && /bare/i.test(text) && (await readConfigKey(config, 'core.bare')) === 'true')
    throw isBare(project);
  const extensions = /extensions/i.test(text) ? ((await configKeys(config)) ?? []) : [];
  const unknown = extensions.find((key) => key.startsWith('extensions.') && !KNOWN.test(key));
  if (unknown !== undefined) throw isNewer(project, unknown);
  const storage = await readConfigKey(config, 'extensions.refStorage');
  if (storage !== undefined && storage !== 'files') throw isNewer(project, `extensions.refstorage = ${storage}`);
}

function isBare(project: string): Error {
  return fail('COPY_FAILED', `${project} is a bare repository: there is no checkout that an agent could work in.`, {
    hints: [
      'Make one, and start there: git worktree add ../NAME BRANCH (or git clone it).',
      'Where it has its files beside .git all the same: git config core.bare false.',
    ],
  });
}

/** Where `core.worktree` leads to another folder, the files beside `.git` are not those of the repository. */
async function refuseElsewhere(project: string): Promise<void> {
  const named = await git(['config', '--get', 'core.worktree'], { folder: project, fine: [1] });
  if (named.code !== 0) return;
  const asked = await git(['rev-parse', '--show-toplevel'], { folder: project, fine: [128] });
  const worktree = asked.stdout.replace(/\n$/, '');
  if (worktree === (await realpath(project))) return;
  const where = worktree === '' ? 'another folder' : worktree;
  throw fail('COPY_FAILED', `The repository of ${project} has its files elsewhere: core.worktree leads to ${where}.`, {
    hints: ['Start in that folder where it has a .git of its own.', 'Or let it go: git config --unset core.worktree'],
  });
}

function isNewer(project: string, what: string): Error {
  return fail('COPY_FAILED', `${project} has a form that the git of containers does not know: ${what}.`, {
    hints: ['Work on a clone of it: git clone --no-local PROJECT, with today’s usual form.'],
  });
}

/** What git cannot read here, it cannot read in the container either. */
async function refuseDamage(project: string): Promise<void> {
  await git(['ls-files', '--unmerged'], { folder: project });
  const [named, found] = await Promise.all(
    ['HEAD', 'HEAD^{tree}'].map((what) =>
      git(['rev-parse', '--verify', '--quiet', what], { folder: project, fine: [1, 128] }),
    ),
  );
  if (named?.code !== 0 || found?.code === 0) return;
  throw fail('COPY_FAILED', `${project} lacks objects of the commit that is checked out, ${named.stdout.trim()}.`, {
    hints: ['git fsck in the project says what is missing; git fetch may bring it back.'],
  });
}
