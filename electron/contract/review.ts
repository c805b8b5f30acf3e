import { z } from 'zod';
import { Picture } from './files.ts';
import { ContainerName, HostPath, ObjectId } from './ids.ts';
import { Overlap } from './overlap.ts';
import { procedure } from './procedure.ts';

/** A branch, as far as its name can be told without git. */
const BranchText = z.string().min(1).max(200);

/** Where one branch of a container is now, in the project's repository on this machine. */
export const FetchedRef = z.object({
  /** As the container calls it; `HEAD` for commits that are on no branch. */
  branch: z.string(),
  /** `refs/maestro/NAME/BRANCH`. */
  ref: z.string(),
  oid: ObjectId,
  /** What the ref was before; null: it is new. */
  was: ObjectId.nullable(),
  /** Commits since the container's start. */
  commits: z.int().min(0),
});
export type FetchedRef = z.infer<typeof FetchedRef>;

/** What came home, and what is still only in the container. */
export const Fetched = z.object({
  container: ContainerName,
  project: HostPath,
  refs: z.array(FetchedRef),
  /** The branch that was asked for beside the refs, as it is now. */
  local: z.string().nullable(),
  /** Files that are not committed, and stashes: they stay in the container. */
  uncommitted: z.int().min(0),
  stashes: z.int().min(0),
});
export type Fetched = z.infer<typeof Fetched>;

export const ChangedKind = z.enum(['added', 'modified', 'deleted', 'renamed', 'copied', 'typechange']);

/** One file that differs. Lines are null where git compares bytes. */
export const ChangedFile = z.object({
  path: z.string(),
  /** Its former path, where it was renamed or copied. */
  from: z.string().nullable(),
  kind: ChangedKind,
  added: z.int().min(0).nullable(),
  removed: z.int().min(0).nullable(),
});
export type ChangedFile = z.infer<typeof ChangedFile>;

export const RISKS = [
  'hook',
  'ci',
  'script',
  'attributes',
  'settings',
  'build',
  'lockfile',
  'submodule',
  'link',
  'bidi',
  'mode',
] as const;

/** What each kind of risk means, as a person reads it. */
export const RISK_WORDS: Readonly<Record<(typeof RISKS)[number], string>> = {
  hook: 'runs when you use git',
  ci: 'runs in CI, with its secrets',
  script: 'runs when you install or build',
  attributes: 'changes what git does with files',
  settings: 'changes what editors and agents do',
  build: 'runs when you build',
  lockfile: 'fetches from another address',
  submodule: 'brings another repository in',
  link: 'leads out of the project',
  bidi: 'reads otherwise than it runs',
  mode: 'can be run now',
};

/** Something in a change that would act on this machine once it is here. */
export const Risk = z.object({ kind: z.enum(RISKS), path: z.string(), why: z.string() });
export type Risk = z.infer<typeof Risk>;

export const Commit = z.object({
  oid: ObjectId,
  author: z.string(),
  /** RFC 3339, in the zone of its author. */
  at: z.string(),
  subject: z.string(),
  /** The branch that is checked out in the project has it already. */
  home: z.boolean(),
});
export type Commit = z.infer<typeof Commit>;

const Since = z.enum(['start', 'review', 'turn']);
/** The id of a commit, or how it begins. */
export const CommitText = z.string().regex(/^[0-9a-f]{4,64}$/, 'Give at least four of its letters and digits.');

/** What a container keeps of how its files lay when its agent got its last prompt. It is the container’s own word. */
export const Turn = z.object({
  /** When that was. */
  at: z.iso.datetime({ offset: true }),
  /** The agent did not wait until all was kept: its first changes may count as from before. */
  late: z.boolean(),
  /** Why nothing was kept; null: it was. */
  why: z.string().max(300).nullable(),
});
export type Turn = z.infer<typeof Turn>;

/** What a container's branch has that its base has not. */
export const Review = z.object({
  container: ContainerName,
  branch: z.string(),
  /** What it was compared with; null: it shares no commit with the project. */
  base: ObjectId.nullable(),
  tip: ObjectId,
  /** It no longer contains the commit that it began at. */
  rewritten: z.boolean(),
  /** Newest first. */
  commits: z.array(Commit),
  /** What this was compared from: where its work begins, what was reviewed last, what lay there at the last prompt, or what stands before `commit`. */
  since: z.enum([...Since.options, 'commit']),
  /** The one commit that this is, compared with its first parent; null: it is all since then. */
  commit: Commit.nullable(),
  /** The last prompt that is known of; null: none is. */
  turn: Turn.nullable(),
  /** What was reviewed of this branch last; null: nothing was. */
  reviewed: ObjectId.nullable(),
  /** The commit whose files these are: the tip, or one of the files as they lie. `mark` takes it. */
  shown: ObjectId,
  /** Against the files as they lie in the container, with what is not committed, unless only commits were asked for. */
  files: z.array(ChangedFile),
  uncommitted: z.int().min(0),
  risks: z.array(Risk),
  /** As `git diff` prints it; null where it was not asked for. */
  patch: z.string().nullable(),
  /** Of a look at one file that is a picture: how it was, and how it is; null where it was or is none. */
  pictures: z.object({ before: Picture.nullable(), after: Picture.nullable() }).nullable(),
  /** The patch is longer than this and was cut off. */
  cut: z.boolean(),
});
export type Review = z.infer<typeof Review>;

/** What counts as reviewed from now on. */
export const Reviewed = z.object({
  container: ContainerName,
  branch: z.string(),
  oid: ObjectId,
  /** Whether that is all that was shown; else its commits alone, as files that are not committed have changed since. */
  whole: z.boolean(),
});
export type Reviewed = z.infer<typeof Reviewed>;

export const MergeWay = z.enum(['merge', 'rebase', 'squash', 'ff-only']);
export type MergeWay = z.infer<typeof MergeWay>;

/** What a merge did, and how it is taken back. */
export const Merged = z.object({
  container: ContainerName,
  project: HostPath,
  into: z.string(),
  way: MergeWay,
  before: ObjectId,
  after: ObjectId,
  /** Of the container’s own, those that came with it; a merge commit is none of them. */
  commits: z.int().min(0),
  /** The checkout on this branch whose files follow; null: it is checked out nowhere. */
  checkout: HostPath.nullable(),
});
export type Merged = z.infer<typeof Merged>;

/** Where a container has a branch of its project now, so that its agent can bring both together. */
export const GivenBase = z.object({
  container: ContainerName,
  /** What is checked out in the container. */
  branch: z.string(),
  into: z.string(),
  /** `refs/maestro/base/BRANCH`, in the container. */
  ref: z.string(),
  oid: ObjectId,
});
export type GivenBase = z.infer<typeof GivenBase>;

const PROMPT_CONFLICTS = 4000;

/** What an agent is told of a merge that conflicts (pure). `conflicts`: the detail of MERGE_CONFLICT, a file a line. */
export function conflictPrompt(
  { branch, into, ref }: Pick<GivenBase, 'branch' | 'into' | 'ref'>,
  { conflicts, way }: { readonly conflicts: string; readonly way: MergeWay },
): string {
  const act = way === 'rebase' ? `git rebase ${ref}` : `git merge ${ref}`;
  const listed = conflicts.slice(0, PROMPT_CONFLICTS).split('\n');
  return [
    `Your branch ${branch} conflicts with ${into} of the project it is meant for, in:`,
    '',
    ...listed.map((line) => `  ${line}`),
    ...(conflicts.length > PROMPT_CONFLICTS ? ['  …'] : []),
    '',
    `The newest state of ${into} is in this repository as ${ref}.`,
    `Commit what you have, then run: ${act}`,
    'Resolve every conflict so that what both sides meant holds, run the tests, and commit the result.',
    'Change nothing else, and do not push.',
  ].join('\n');
}

/** A merge that was taken back. */
export const Unmerged = z.object({ project: HostPath, into: z.string(), before: ObjectId, after: ObjectId });
export type Unmerged = z.infer<typeof Unmerged>;

export const review = {
  /** Brings the commits of a container's branches into the project's repository, as `refs/maestro/NAME/BRANCH`. */
  fetch: procedure
    .input(z.object({ name: ContainerName, branch: BranchText.nullable().default(null) }))
    .output(Fetched),
  /**
   * What a container changed, since its start or since what was reviewed last; where nothing was, since its start. Since
   * its last prompt: TURN_UNKNOWN where nothing was kept then. One commit alone, whatever `since` says: COMMIT_UNKNOWN where
   * no commit of its own is called so. Nothing of the project is touched.
   */
  look: procedure
    .input(
      z.object({
        name: ContainerName,
        patch: z.boolean().default(false),
        committed: z.boolean().default(false),
        since: Since.default('start'),
        commit: CommitText.nullable().default(null),
        /** Whether the patch has what differs in blanks alone. */
        blanks: z.boolean().default(true),
        /** Of the patch only what this file has, and its pictures: one that a cut patch has not, or no patch shows. */
        path: z.string().min(1).max(4096).nullable().default(null),
      }),
    )
    .output(Review),
  /** Remembers what a look has shown as reviewed; `tip` and `shown` are that look's. A merge does so by itself. */
  mark: procedure.input(z.object({ name: ContainerName, tip: ObjectId, shown: ObjectId })).output(Reviewed),
  /** Compares the running containers of a project with each other. Nothing of the project is touched. */
  overlap: procedure.input(z.object({ project: HostPath })).output(Overlap),
  /** Merges a container's branch as it was looked at: `tip` is what the caller has seen. */
  merge: procedure
    .input(
      z.object({
        name: ContainerName,
        tip: ObjectId,
        into: BranchText.nullable().default(null),
        way: MergeWay.default('merge'),
      }),
    )
    .output(Merged),
  /** Ends the merges of a container that have not landed yet: those change nothing, and fail with CANCELLED. */
  cancelMerge: procedure.input(z.object({ name: ContainerName })).output(z.void()),
  /** Brings the tip of one of the project's branches into a running container, as `refs/maestro/base/BRANCH`. */
  giveBase: procedure
    .input(z.object({ name: ContainerName, into: BranchText.nullable().default(null) }))
    .output(GivenBase),
  /**
   * Takes the last merge of a container back, where the branch has not moved since; without a name, the merge that the
   * checked out branch of the project ends with.
   */
  unmerge: procedure.input(z.object({ name: ContainerName.nullable(), project: HostPath })).output(Unmerged),
};
