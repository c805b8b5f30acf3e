import { expect, test } from 'vitest';
import { checkRepository } from '../../../electron/engine/containers/copy/check-repository.ts';
import { refuseCheckout } from '../../../electron/engine/git/checkout.ts';
import { readProject } from '../../../electron/engine/git/git.ts';
import { git } from '../../support/project.ts';
import { repositoryFrom } from '../../support/repositories.ts';

/** What an agent could not work in, by a script that makes it in `p`, with what is said of it. */
const REFUSED: Readonly<Record<string, readonly [script: string, sentence: RegExp]>> = {
  'a bare repository': ['git clone -q --bare file://$ORIGIN p', /is a bare repository/],
  'a folder whose .git is a bare repository': [
    'mkdir p; git clone -q --bare file://$ORIGIN p/.git; git -C p/.git worktree add -q ../main',
    /is a bare repository/,
  ],
  'an empty .git': ['mkdir -p p/.git', /\.git is no repository/],
  'a worktree of a repository that is gone': [
    'git clone -q file://$ORIGIN m; git -C m worktree add -q ../p; rm -rf m',
    /\.git is no repository, or leads to none/,
  ],
  'references in a form of their own': [
    'git clone -q file://$ORIGIN p; cd p; git config core.repositoryFormatVersion 1; git config extensions.refStorage reftable',
    /does not know: extensions\.refstorage = reftable/,
  ],
  'an extension of tomorrow': [
    'git clone -q file://$ORIGIN p; cd p; git config core.repositoryFormatVersion 1; git config extensions.novelty 1',
    /does not know: extensions\.novelty/,
  ],
  'a form of tomorrow': [
    'git clone -q file://$ORIGIN p; git -C p config core.repositoryFormatVersion 7',
    /git could not read .*: fatal: Expected git repo version/,
  ],
  'files elsewhere': [
    'git clone -q file://$ORIGIN p; mkdir other; git -C p config core.worktree "$PWD/other"',
    /has its files elsewhere: core\.worktree leads to /,
  ],
  'files above': ['git clone -q file://$ORIGIN p; git -C p config core.worktree ../..', /has its files elsewhere/],
  'an index that is damaged': ['git clone -q file://$ORIGIN p; echo x >p/.git/index', /fatal: .*index/],
  'an index that lacks its other half': [
    'git clone -q file://$ORIGIN p; cd p; git update-index --split-index; rm .git/sharedindex.*',
    /fatal: .*sharedindex/,
  ],
  'a commit that is missing': [
    'git clone -q file://$ORIGIN p; cd p/.git/objects; rm -rf pack ??',
    /lacks objects of the commit that is checked out/,
  ],
};

test.each(Object.entries(REFUSED))('%s is refused before anything is made', async (_, [script, sentence]) => {
  const project = await repositoryFrom(script);

  await expect(checkRepository(project).then((own) => readProject(project, own))).rejects.toMatchObject({
    problem: {
      sentence: expect.stringMatching(sentence) as string,
      hints: expect.arrayContaining([expect.anything()]) as string[],
    },
  });
});

/** An existing branch that is asked for, by a script that makes a checkout of another one; null where the copy can go there. */
const ASKED: Readonly<Record<string, readonly [script: string, sentence: RegExp | null]>> = {
  'with nothing changed': ['git clone -q file://$ORIGIN p; git -C p branch other origin/other', null],
  'with changes in another file': [
    'git clone -q file://$ORIGIN p; cd p; git branch other origin/other; echo x >>sub/b; echo n >new; git add new',
    null,
  ],
  'that is checked out': ['git clone -q file://$ORIGIN p; cd p; git checkout -q other; echo x >>a', null],
  'with changes that it changes too': [
    'git clone -q file://$ORIGIN p; cd p; git branch other origin/other; echo x >>a',
    /other cannot be checked out over what is not committed/,
  ],
  'with such changes in the index': [
    'git clone -q file://$ORIGIN p; cd p; git branch other origin/other; echo x >>a; git add a',
    /other cannot be checked out over/,
  ],
  'with a new file where it has one': [
    'git clone -q file://$ORIGIN p; cd p; git checkout -q other; echo n >n; git add n; git commit -qm n; git checkout -q main; echo mine >n',
    /other cannot be checked out over/,
  ],
  'with an ignored file where it has one': [
    'git clone -q file://$ORIGIN p; cd p; git checkout -q other; echo n >n; git add n; git commit -qm n; git checkout -q main; echo mine >n; echo n >.gitignore',
    null,
  ],
  'in the middle of a merge': [
    'git clone -q file://$ORIGIN p; cd p; git branch other origin/other; echo m >a; git commit -qam m; git merge -q other >/dev/null || true',
    /other cannot be checked out over/,
  ],
  'of a partial clone that lacks its files': [
    'git clone -q --filter=blob:none file://$ORIGIN p; git -C p branch other origin/other',
    /partial clone and has not yet what is in other/,
  ],
  'of a partial clone that has them': [
    'git clone -q --filter=blob:none file://$ORIGIN p; cd p; git checkout -q other; git checkout -q main',
    null,
  ],
};

test.each(Object.entries(ASKED))('a branch %s is gone to, or refused before anything is made', async (_, given) => {
  const [script, sentence] = given;
  const project = await repositoryFrom(script);
  const before = await git(project, 'status', '--porcelain=v2', '--branch');
  const asked = refuseCheckout(project, 'other');

  if (sentence === null) await asked;
  else
    await expect(asked).rejects.toMatchObject({
      problem: { code: 'GIT_FAILED', sentence: expect.stringMatching(sentence) as string },
    });
  expect(await git(project, 'status', '--porcelain=v2', '--branch')).toBe(before);
});
