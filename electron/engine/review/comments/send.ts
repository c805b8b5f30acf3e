import { randomUUID } from 'node:crypto';
import { commentsPrompt } from '../../../contract/commentPrompt.ts';
import { type Comment, isWaiting, type PlacedComment, type SentComments } from '../../../contract/comments.ts';
import { CallerId, type ContainerName } from '../../../contract/ids.ts';
import { Words } from '../../../contract/talk.ts';
import type { Member } from '../../containers/fleet.ts';
import { getMember } from '../../containers/lifecycle.ts';
import type { Context } from '../../context.ts';
import { fail, isProblem, problemOf } from '../../errors.ts';
import { sendMessage } from '../../terminals/talk.ts';
import { type Comments, withComments } from './file.ts';
import { placeComments } from './place.ts';

interface Wanted {
  readonly name: ContainerName;
  /** Null: all that wait. */
  readonly ids: readonly CallerId[] | null;
}

/** Stands at a comment while it is on its way, and stays where this process ends before it knows. */
const UNDER_WAY =
  'Maestro ended while it was sent, so that it may have arrived. Look at the agent before you send it again.';

/**
 * Sends the comments that wait to a container’s agent, as one prompt, however many windows ask for it at once. Where that
 * fails they stay as they are, with the reason. COMMENTS_NONE, and what `sendMessage` fails with.
 */
export async function sendComments(context: Context, { name, ids }: Wanted): Promise<SentComments> {
  const member = await getMember(context, name);
  return withComments(context, member, async (comments) => {
    const chosen = comments.known.filter((comment) => isWaiting(comment) && (ids === null || ids.includes(comment.id)));
    const [first] = chosen;
    if (first === undefined) throw fail('COMMENTS_NONE', `No comment on ${member.shown} waits to be sent.`);
    const change = marking(comments, new Set(chosen));
    try {
      const text = wordsOf(commentsPrompt(first.branch, await placedNow(context, member, chosen)));
      await change({ problem: UNDER_WAY });
      const prompt = { id: CallerId.parse(randomUUID()), at: context.now().toISOString() };
      const waiting = await sendMessage(context, { name, text });
      await change({ state: 'sent', prompt, problem: null, changedAt: prompt.at });
      return { container: name, prompt, comments: chosen.map(({ id }) => id), waiting };
    } catch (error) {
      await change({ problem: problemOf(error).sentence });
      throw error;
    }
  });
}

function marking(
  { known, replace }: Comments,
  chosen: ReadonlySet<Comment>,
): (change: Partial<Comment>) => Promise<void> {
  return (change) => replace(known.map((comment) => (chosen.has(comment) ? { ...comment, ...change } : comment)));
}

function wordsOf(text: string): string {
  const words = Words.safeParse(text);
  if (words.success) return words.data;
  throw fail('INPUT_INVALID', 'These comments are too long for one prompt.', {
    hints: ['Send some of them first, or shorten them.'],
  });
}

/** What cannot be looked for is sent with the lines that it was made on; why it cannot be sent is said by sending it. */
async function placedNow(
  context: Context,
  member: Member,
  comments: readonly Comment[],
): Promise<readonly PlacedComment[]> {
  try {
    return (await placeComments(context, member, { comments, onto: null })).comments;
  } catch (error) {
    if (!isProblem(error, 'REVIEW_FAILED') && !isProblem(error, 'REVIEW_NO_REPOSITORY')) throw error;
    return comments.map((comment) => ({ ...comment, place: { kind: 'unknown' }, since: null }));
  }
}
