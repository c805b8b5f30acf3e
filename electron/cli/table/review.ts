import type { Command } from '../arguments/command.ts';

/** How work comes home from a container. */
export const REVIEW_COMMANDS: readonly Command[] = [
  {
    name: 'diff',
    about:
      'Show what a container changed since its start, your last review or its last prompt, with what is not committed',
    args: 'CONTAINER',
    completes: 'container',
    flags: [
      { name: 'stat', about: 'Files with their lines, and what of it would act on this machine' },
      { name: 'name-only', about: 'The names of the files alone' },
      { name: 'committed', about: 'Leave out what is not committed' },
      { name: 'ignore-space', short: 'w', about: 'Leave lines out that differ in blanks alone' },
      { name: 'since-review', about: 'Only what came since you marked it as reviewed, or merged it' },
      { name: 'last-turn', about: 'Only what came since the last prompt that its agent got' },
      { name: 'reviewed', about: 'Mark what is shown as reviewed' },
    ],
    exclude: [
      ['last-turn', 'since-review'],
      ['last-turn', 'reviewed'],
    ],
    example: 'maestro diff feat-oauth-1 --stat',
    load: () => import('../commands/diff.ts'),
  },
  {
    name: 'comment',
    about: 'Comment on lines of a container’s work, and send all that waits to its agent as one prompt',
    args: 'CONTAINER [PATH:LINE] [TEXT…]',
    completes: 'container',
    flags: [
      { name: 'old', about: 'The line as it was before the change' },
      { name: 'send', about: 'Send every comment that waits, as one prompt' },
      { name: 'resolve', value: 'ID', about: 'Settle a comment; the beginning of its id is enough' },
      { name: 'reopen', value: 'ID', about: 'Open a comment again; it goes with the next prompt' },
      { name: 'remove', value: 'ID', about: 'Remove a comment that was never sent' },
    ],
    exclude: [
      ['resolve', 'reopen', 'remove', 'send'],
      ['resolve', 'reopen', 'remove', 'old'],
    ],
    example: 'maestro comment feat-oauth-1 src/auth.ts:12 "use PKCE here"',
    load: () => import('../commands/comment.ts'),
  },
  {
    name: 'log',
    about: 'Show the commits of a container since its start',
    args: 'CONTAINER',
    completes: 'container',
    example: 'maestro log feat-oauth-1',
    load: () => import('../commands/log.ts'),
  },
  {
    name: 'fetch',
    about: 'Bring the commits of a container into the project’s repository, as refs/maestro/NAME/BRANCH',
    args: 'CONTAINER',
    completes: 'container',
    flags: [
      { name: 'branch', short: 'b', value: 'NAME', about: 'Make or move forward this branch of the project too' },
    ],
    example: 'maestro fetch feat-oauth-1',
    load: () => import('../commands/fetch.ts'),
  },
  {
    name: 'overlap',
    about: 'Show which running containers of a project change the same lines, and what does not merge',
    flags: [{ name: 'project', short: 'p', value: 'DIR', about: 'The project (default: this folder)' }],
    example: 'maestro overlap',
    load: () => import('../commands/overlap.ts'),
  },
  {
    name: 'merge',
    about: 'Merge the branch of a container into one of its project, after a look at what would act on this machine',
    args: '[CONTAINER]',
    completes: 'container',
    flags: [
      { name: 'into', value: 'BRANCH', about: 'Branch of the project (default: the one that is checked out)' },
      { name: 'rebase', about: 'Put its commits on top of the branch, without a merge commit' },
      { name: 'squash', about: 'Make one commit of all' },
      { name: 'ff-only', about: 'Only where the branch has no commits of its own since' },
      { name: 'force', short: 'f', about: 'Do not ask' },
      { name: 'send-conflicts', about: 'Where it conflicts, give its agent the branch and tell it to resolve that' },
      {
        name: 'undo',
        about: 'Take its last merge back; without a name, the last one into the branch that is checked out',
      },
    ],
    exclude: [['undo', 'send-conflicts']],
    example: 'maestro merge feat-oauth-1',
    load: () => import('../commands/merge.ts'),
  },
  {
    name: 'pr',
    about: 'Push the branch of a container and open a pull request on GitHub, after a look at what would act by itself',
    args: 'CONTAINER',
    completes: 'container',
    flags: [
      {
        name: 'branch',
        short: 'b',
        value: 'NAME',
        about: 'How the branch is called there (default: as the container was made for)',
      },
      { name: 'into', value: 'BRANCH', about: 'What it is meant for (default: the usual branch of the remote)' },
      { name: 'remote', value: 'NAME', about: 'Remote of the project (default: origin, or the only one)' },
      { name: 'draft', about: 'Open it as a draft' },
      { name: 'force', short: 'f', about: 'Do not ask' },
    ],
    example: 'maestro pr feat-oauth-1',
    load: () => import('../commands/pr.ts'),
  },
];
