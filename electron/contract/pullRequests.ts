import { z } from 'zod';
import { ContainerName, ObjectId } from './ids.ts';
import { procedure } from './procedure.ts';

const BranchText = z.string().min(1).max(200);

/**
 * Where a container's branch went. `opened`: it was pushed, and its pull request is at `url`. `command`: nothing was
 * pushed, since the remote is not GitHub or `gh` is not on this machine; the command does it.
 */
export const PullRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    /** There was one for this branch already, which has the new commits now. */
    already: z.boolean(),
    url: z.string().nullable(),
    remote: z.string(),
    branch: z.string(),
    oid: ObjectId,
  }),
  z.object({
    kind: z.literal('command'),
    why: z.enum(['remote', 'gh']),
    /** To be typed as it is. */
    command: z.string(),
    remote: z.string(),
    branch: z.string(),
    oid: ObjectId,
  }),
]);
export type PullRequest = z.infer<typeof PullRequest>;

/** What a pull request of a container would do. */
export const PullRequestPlan = z.object({
  remote: z.string(),
  /** Where that is pushed to, without what signs in there. */
  url: z.string(),
  /** How the branch is called there, unless another name is asked for. */
  branch: z.string(),
  /** Why nothing would be pushed, and a command answered; null: it would be. */
  left: z.enum(['remote', 'gh']).nullable(),
});
export type PullRequestPlan = z.infer<typeof PullRequestPlan>;

export const pullRequests = {
  /** Says what `open` would do. Nothing is fetched or pushed for it. */
  plan: procedure
    .input(z.object({ name: ContainerName, remote: z.string().min(1).max(200).nullable().default(null) }))
    .output(PullRequestPlan),
  /**
   * Fetches a container's branch, pushes it to a remote of its project, and opens a pull request. `tip` is what the caller
   * has seen. It never pushes onto the branch that the pull request is for, or the remote's usual one.
   */
  open: procedure
    .input(
      z.object({
        name: ContainerName,
        tip: ObjectId,
        /** How it is called there; null: as its container was made for, whatever its agent calls it. */
        branch: BranchText.nullable().default(null),
        /** What it is meant for; null: the remote's usual branch. */
        into: BranchText.nullable().default(null),
        /** null: `origin`, or the only one. */
        remote: z.string().min(1).max(200).nullable().default(null),
        draft: z.boolean().default(false),
      }),
    )
    .output(PullRequest),
};
