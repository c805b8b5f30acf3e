import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MergeWay } from '../../contract/review.ts';
import { fail } from '../errors.ts';
import { git, readProject } from '../git/git.ts';
import type { Ran } from '../run.ts';
import type { Workshop } from './quarantine.ts';

interface Joining {
  readonly short: string;
  readonly target: string;
  readonly before: string;
  readonly tip: string;
  readonly way: MergeWay;
  /** The first line of a message that git does not write by itself. */
  readonly title: string;
}

type RunGit = (args: readonly string[], fine?: readonly number[]) => Promise<Ran>;

/**
 * The commit that has both sides, made in a worktree of the quarantine, where no hook, filter or driver of anybody is
 * known. MERGE_CONFLICT names the files; MERGE_REFUSED.
 */
export async function joined(quarantine: Workshop, joining: Joining): Promise<string> {
  const { before, tip, way, target } = joining;
  const isForward = (await quarantine.git(['merge-base', '--is-ancestor', before, tip], { fine: [1] })).code === 0;
  if (way === 'ff-only' && !isForward)
    throw fail('MERGE_REFUSED', `${target} has moved on since the container began.`, {
      hints: ['Use --rebase, --squash or neither.'],
    });
  if (isForward && (way === 'ff-only' || way === 'rebase')) return tip;
  const env = await identityOf(quarantine.home.project);
  const folder = join(quarantine.folder, 'worktree');
  await quarantine.git(['worktree', 'add', '--quiet', '--detach', folder, way === 'rebase' ? tip : before]);
  try {
    const run: RunGit = (args, fine = []) => git(args, { folder, env, fine, signal: quarantine.cut });
    await WAYS[way](run, joining);
    return (await run(['rev-parse', 'HEAD'])).stdout.trim();
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const WAYS: Readonly<Record<MergeWay, (run: RunGit, joining: Joining) => Promise<void>>> = {
  merge: async (run, { short, title, tip }) => {
    const message = `Merge ${short}: ${title}`;
    const args = ['merge', '--no-ff', '--no-verify', '--no-gpg-sign', '--quiet', '-m', message, tip];
    await orConflict(run, await run(args, [1]));
  },
  squash: async (run, joining) => {
    await orConflict(run, await run(['merge', '--squash', '--quiet', joining.tip], [1]));
    const message = await squashMessage(run, joining);
    await run([
      'commit',
      '--no-verify',
      '--no-gpg-sign',
      '--quiet',
      '--allow-empty',
      '--cleanup=verbatim',
      '-m',
      message,
    ]);
  },
  rebase: async (run, { before }) => {
    await orConflict(run, await run(['rebase', '--no-verify', '--no-gpg-sign', '--quiet', before], [1]));
  },
  'ff-only': () => Promise.resolve(),
};

/** The message of the only commit, or one with all their subjects. */
async function squashMessage(run: RunGit, { before, tip, title }: Joining): Promise<string> {
  const { stdout } = await run(['log', '--reverse', '--format=%s', tip, `^${before}`]);
  const subjects = stdout.trim().split('\n');
  if (subjects.length === 1) return (await run(['log', '-1', '--format=%B', tip])).stdout.trim();
  return `${title}\n\n${subjects.map((subject) => `* ${subject}`).join('\n')}\n`;
}

async function orConflict(run: RunGit, ran: Ran): Promise<void> {
  if (ran.ok) return;
  const { stdout } = await run(['diff', '--name-only', '--diff-filter=U', '-z']);
  const files = [...new Set(stdout.split('\0').filter((path) => path !== ''))];
  const many = files.length === 1 ? 'One file conflicts' : `${files.length} files conflict`;
  throw fail('MERGE_CONFLICT', `${many}; nothing was changed.`, {
    detail: files.length > 0 ? files.join('\n') : `${ran.stdout}${ran.stderr}`.trim(),
  });
}

async function identityOf(project: string): Promise<Record<string, string>> {
  const { identity } = await readProject(project);
  if (identity === null)
    throw fail('MERGE_REFUSED', 'git does not know who you are.', {
      hints: ['git config --global user.name NAME', 'git config --global user.email MAIL'],
    });
  const { name, email } = identity;
  return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
}
