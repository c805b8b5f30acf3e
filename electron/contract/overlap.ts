import { z } from 'zod';
import { ContainerName, HostPath, ObjectId } from './ids.ts';

/** Whether two pieces of work go together. `unrelated`: they have no commit in common. */
export const Meeting = z.enum(['clean', 'conflict', 'unrelated']);
export type Meeting = z.infer<typeof Meeting>;

/** Lines of a file, as the last commit that both sides share numbers them; 0 in a file that it lacks. */
export const LineRange = z.object({ from: z.int().min(0), to: z.int().min(0) });
export type LineRange = z.infer<typeof LineRange>;

/** A file that two containers have changed, each in its way. */
export const SharedFile = z.object({
  path: z.string(),
  /** Where their changes meet; none: in the same file, and apart. */
  lines: z.array(LineRange),
});
export type SharedFile = z.infer<typeof SharedFile>;

const Joined = z.object({
  meeting: Meeting,
  /** The first files that conflict, and how many do. */
  conflicts: z.array(z.string()),
  conflictCount: z.int().min(0),
});

/** Which containers of a project work on the same, and what does not merge. */
export const Overlap = z.object({
  project: HostPath,
  /** What is checked out in the project; null before its first commit. */
  base: z.object({ branch: z.string().nullable(), oid: ObjectId }).nullable(),
  /** What was compared, with what is not committed, and whether it merges into the base. */
  works: z.array(
    Joined.extend({
      container: ContainerName,
      branch: z.string(),
      files: z.int().min(0),
      uncommitted: z.int().min(0),
    }),
  ),
  /** Those that share files or do not merge; the conflicts first. */
  pairs: z.array(
    Joined.extend({
      one: ContainerName,
      other: ContainerName,
      /** The first of them, and how many there are. */
      files: z.array(SharedFile),
      fileCount: z.int().min(0),
    }),
  ),
  /** What could not be compared, and why. */
  left: z.array(z.object({ container: ContainerName, why: z.string() })),
});
export type Overlap = z.infer<typeof Overlap>;
export type OverlapPair = Overlap['pairs'][number];
