import { z } from 'zod';
import { CallerId, ContainerName, Instant, ObjectId } from './ids.ts';
import { procedure } from './procedure.ts';
import { Message } from './talk.ts';

export const COMMENT_STATES = ['draft', 'sent', 'answered', 'resolved', 'reopened'] as const;

/** How far a comment is. `answered`: the agent’s turn that it was sent for is over. `reopened`: it is sent again. */
export const CommentState = z.enum(COMMENT_STATES);
export type CommentState = z.infer<typeof CommentState>;

export type CommentAct = 'send' | 'answer' | 'resolve' | 'reopen';

const MOVES: Readonly<Record<CommentAct, Partial<Record<CommentState, CommentState>>>> = {
  send: { draft: 'sent', reopened: 'sent' },
  answer: { sent: 'answered' },
  resolve: { sent: 'resolved', answered: 'resolved', reopened: 'resolved' },
  reopen: { answered: 'reopened', resolved: 'reopened' },
};

/** What an act makes of a comment; undefined where it may not be done (pure). */
export function stateAfter(state: CommentState, act: CommentAct): CommentState | undefined {
  return MOVES[act][state];
}

/** Whether it goes with the next prompt (pure). */
export function isWaiting({ state }: Pick<Comment, 'state'>): boolean {
  return stateAfter(state, 'send') !== undefined;
}

/** A comment is about no more lines than this. */
export const COMMENT_LINES = 200;
/** Of a longer line this much is kept: it is found again by that. */
export const COMMENT_LINE_CHARS = 2000;
const TEXT_CHARS = 10_000;
const LAST_LINE = 100_000_000;

/** Lines of a file, on one side of a difference. */
export const Spot = z
  .object({
    /** The file’s path now; on the old side too. */
    path: z.string().min(1).max(4096),
    side: z.enum(['old', 'new']),
    from: z.int().min(1).max(LAST_LINE),
    to: z.int().min(1).max(LAST_LINE),
  })
  .refine(
    ({ from, to }) => from <= to && to - from < COMMENT_LINES,
    `Give 1 to ${COMMENT_LINES} lines, the first one first.`,
  );
export type Spot = z.infer<typeof Spot>;

/** What a comment holds on to: both commits that were compared, and how its lines read. */
export const Anchor = z.object({
  /** Null: there was nothing before. */
  base: ObjectId.nullable(),
  head: ObjectId,
  /** The path of the file before, where it was renamed. */
  was: z.string().min(1).max(4096).nullable(),
  quoted: z.array(z.string().max(COMMENT_LINE_CHARS)).min(1).max(COMMENT_LINES),
});
export type Anchor = z.infer<typeof Anchor>;

const Text = z
  .string()
  .max(TEXT_CHARS)
  .refine((text) => text.trim() !== '', 'Say something.')
  .refine((text) => !text.includes('\0'), 'It holds a NUL character, which no program can receive.');

/** A remark about lines of a container’s work. */
export const Comment = z.object({
  id: CallerId,
  branch: z.string(),
  spot: Spot,
  anchor: Anchor,
  text: Text,
  state: CommentState,
  madeAt: Instant,
  /** When its state or text changed last. */
  changedAt: Instant,
  /** The prompt that it went with last; null: it was never sent. */
  prompt: z.object({ id: CallerId, at: Instant }).nullable(),
  /** Why it could not be sent last; null: it could, or that was not tried. */
  problem: z.string().nullable(),
});
export type Comment = z.infer<typeof Comment>;

/**
 * Where a comment’s lines are now. `moved`: not where they were when it was made. `outdated`: they are changed or gone.
 * `unknown`: nobody could look.
 */
export const Place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at'), spot: Spot, moved: z.boolean() }),
  z.object({ kind: z.literal('outdated') }),
  z.object({ kind: z.literal('unknown') }),
]);
export type Place = z.infer<typeof Place>;

/** A comment with where its lines are now, and what changed there since it was made. */
export const PlacedComment = Comment.extend({
  place: Place,
  /** Hunks around its lines, as `git diff` prints them; empty: nothing changed there. Null: not known, or not sent yet. */
  since: z.string().nullable(),
});
export type PlacedComment = z.infer<typeof PlacedComment>;

export const CommentList = z.object({
  container: ContainerName,
  comments: z.array(PlacedComment),
  /** Why nobody could look where their lines are now; null: somebody did. */
  why: z.string().nullable(),
});
export type CommentList = z.infer<typeof CommentList>;

/** One prompt with all its comments, on its way to the agent. */
export const SentComments = z.object({
  container: ContainerName,
  prompt: z.object({ id: CallerId, at: Instant }),
  comments: z.array(CallerId),
  /** What waits until the agent can take it, this prompt included. */
  waiting: z.array(Message),
});
export type SentComments = z.infer<typeof SentComments>;

const Named = z.object({ name: ContainerName });
const One = Named.extend({ id: CallerId });

export const comments = {
  /**
   * A container’s comments, the oldest first, with where their lines are in a look: `onto` is its `base` and `shown`; null:
   * as the work is now. What was sent counts as answered once the agent’s turn for it is over.
   */
  list: procedure
    .input(Named.extend({ onto: Anchor.pick({ base: true, head: true }).nullable().default(null) }))
    .output(CommentList),
  /** Writes a comment down as a draft. Without an anchor it is about the work as it is now. The same id twice is one comment. */
  add: procedure.input(One.extend({ spot: Spot, text: Text, anchor: Anchor.nullable().default(null) })).output(Comment),
  /** Changes the text of one that waits to be sent. */
  edit: procedure.input(One.extend({ text: Text })).output(Comment),
  /** Removes one that was never sent; one that is not there is fine. */
  remove: procedure.input(One).output(z.void()),
  /** Settles a comment, or opens it again. */
  settle: procedure.input(One.extend({ act: z.enum(['resolve', 'reopen']) })).output(Comment),
  /** Sends what waits (or these of it) to the agent as one prompt. What cannot be sent stays as it is, with the reason. */
  send: procedure
    .input(Named.extend({ ids: z.array(CallerId).min(1).max(1000).nullable().default(null) }))
    .output(SentComments),
};
