import { type Comment, type CommentList, stateAfter } from '../../../contract/comments.ts';
import type { ContainerName } from '../../../contract/ids.ts';
import type { Turn } from '../../../contract/review.ts';
import type { Member } from '../../containers/fleet.ts';
import { getMember } from '../../containers/lifecycle.ts';
import { getContainer } from '../../containers/list.ts';
import type { Context } from '../../context.ts';
import { problemOf } from '../../errors.ts';
import { readComments, withComments } from './file.ts';
import type { Onto } from './files.ts';
import { type Placed, placeComments } from './place.ts';
import { isTurnOver } from './rules.ts';

/**
 * The comments of a container with where their lines are now, and what changed there since. What was sent counts as answered
 * once the agent’s turn for it is over. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, FILE_DAMAGED.
 */
export async function listComments(
  context: Context,
  { name, onto }: { readonly name: ContainerName; readonly onto: Onto | null },
): Promise<CommentList> {
  const member = await getMember(context, name);
  const known = readComments(context, member);
  if (known.length === 0) return { container: name, comments: [], why: null };
  const { comments, turn, why } = await look(context, member, { comments: known, onto });
  const answered = await noteAnswers(context, member, { comments: known, turn });
  return {
    container: name,
    comments: comments.map((comment) => ({ ...comment, ...answered.get(comment.id) })),
    why,
  };
}

type Looked = Placed & Pick<CommentList, 'why'>;
type Wanted = Parameters<typeof placeComments>[2];

async function look(context: Context, member: Member, { comments, onto }: Wanted): Promise<Looked> {
  const isHere = ({ anchor, state }: Comment): boolean =>
    onto !== null && state === 'draft' && anchor.base === onto.base && anchor.head === onto.head;
  if (comments.every(isHere)) return { comments: comments.map(unmoved), turn: null, why: null };
  try {
    return { ...(await placeComments(context, member, { comments, onto })), why: null };
  } catch (error) {
    context.closing.throwIfAborted();
    const unknown = comments.map((comment) => ({ ...comment, place: { kind: 'unknown' as const }, since: null }));
    return { comments: unknown, turn: null, why: problemOf(error).sentence };
  }
}

/** What was made on what is shown is where it was made. */
function unmoved(comment: Comment): Placed['comments'][number] {
  return { ...comment, place: { kind: 'at', spot: comment.spot, moved: false }, since: null };
}

type Answer = Pick<Comment, 'state' | 'changedAt'>;

/** Writes down whose turn is over; answers those that changed. */
async function noteAnswers(
  context: Context,
  member: Member,
  { comments, turn }: { readonly comments: readonly Comment[]; readonly turn: Turn | null },
): Promise<ReadonlyMap<string, Answer>> {
  const sent = comments.filter(({ state }) => stateAfter(state, 'answer') !== undefined);
  if (sent.length === 0 || turn === null) return new Map();
  const container = await getContainer(context, member.birth.name);
  const isOver = ({ prompt, state }: Comment): boolean =>
    state === 'sent' && prompt !== null && isTurnOver(container, { sentAt: prompt.at, promptedAt: turn.at });
  if (!sent.some(isOver)) return new Map();
  return withComments(context, member, async ({ known, replace }) => {
    const changedAt = context.now().toISOString();
    const answer = { state: 'answered' as const, changedAt };
    await replace(known.map((comment) => (isOver(comment) ? { ...comment, ...answer } : comment)));
    return new Map(known.filter(isOver).map(({ id }) => [id, answer]));
  });
}
