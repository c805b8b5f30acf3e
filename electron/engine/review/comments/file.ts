import { join } from 'node:path';
import { z } from 'zod';
import { Comment } from '../../../contract/comments.ts';
import { keptStamp } from '../../containers/kept.ts';
import type { Member } from '../../containers/fleet.ts';
import type { Context } from '../../context.ts';
import { writeAtomic } from '../../disk/atomic.ts';
import { withLock } from '../../disk/lock.ts';
import { readRecord } from '../../disk/read.ts';
import { fail } from '../../errors.ts';

const MOST_COMMENTS = 1000;

/** What is kept of a container’s comments. `creation`: one that got the name of a container that is gone has none of its. */
const CommentFile = z.looseObject({
  v: z.literal(1),
  creation: z.string(),
  comments: z.array(z.looseObject(Comment.shape)).max(MOST_COMMENTS),
});

/** A container’s comments, and how they are replaced. */
export interface Comments {
  readonly known: readonly Comment[];
  /** Writes them all down, and shows that they changed. DISK_FULL, FILE_UNREADABLE. */
  readonly replace: (next: readonly Comment[]) => Promise<void>;
}

type Whose = Pick<Member, 'birth' | 'owned'>;

/** The comments of a container, the oldest first. FILE_DAMAGED, FILE_UNREADABLE. */
export function readComments({ paths }: Pick<Context, 'paths'>, { birth: { name }, owned }: Whose): Comment[] {
  const kept = readRecord(join(paths.containers, name, 'comments'), CommentFile);
  return kept === undefined || kept.creation !== owned.creation ? [] : kept.comments;
}

/** Works on the comments of a container, one process at a time. FILE_DAMAGED, LOCK_HELD, DISK_FULL. */
export function withComments<Result>(
  context: Context,
  member: Whose,
  work: (comments: Comments) => Promise<Result>,
): Promise<Result> {
  const { name } = member.birth;
  return withLock({ folder: context.paths.locks, name: `comments-${name}` }, () =>
    work({
      known: readComments(context, member),
      replace: async (comments) => {
        if (comments.length > MOST_COMMENTS)
          throw fail('INPUT_INVALID', `${name} has ${MOST_COMMENTS} comments, and takes no more.`);
        const content = { v: 1, creation: member.owned.creation, comments };
        await writeAtomic(join(context.paths.containers, name, 'comments'), `${JSON.stringify(content, null, 2)}\n`);
        show(context, member);
      },
    }),
  );
}

function show(context: Context, { birth: { name } }: Whose): void {
  const shown = context.state.snapshot.containers[name];
  const comments = keptStamp(context, name, 'comments');
  if (shown !== undefined) context.state.change({ containers: { [name]: { ...shown, comments } } });
}
