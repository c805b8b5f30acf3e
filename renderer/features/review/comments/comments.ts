import { useQuery } from '@tanstack/react-query';
import type { Anchor, CommentList, PlacedComment, SentComments, Spot } from '../../../../electron/contract/comments.ts';
import type { Container } from '../../../../electron/contract/containers.ts';
import { CallerId, type ContainerName } from '../../../../electron/contract/ids.ts';
import type { Review } from '../../../../electron/contract/review.ts';
import { problemOf } from '../../../client/ask.ts';
import { askHost, type ReadState } from '../../../client/reads.ts';
import { useMaestro } from '../../../client/store.ts';
import type { Told } from '../../../client/told.ts';
import { orSayWhy, wayBack, write } from '../../../client/write.ts';
import { count } from '../../../ui/format.ts';

const NONE: readonly PlacedComment[] = [];
const SHOWN_AT_LINE = () => ({ shown: 'the comment at its line, which can be edited, removed and opened again' });

/** The comments on a container’s work, as far as they are known. */
export interface CommentsState extends Omit<ReadState<CommentList>, 'value'> {
  readonly comments: readonly PlacedComment[];
  /** Why nobody could look where their lines are; null: somebody did. */
  readonly why: string | null;
}

/** The comments on a container’s work, placed in what is shown; read again when they, or its agent, have moved. */
export function useComments(container: Container, review: Pick<Review, 'base' | 'shown'> | undefined): CommentsState {
  const { base = null, shown: head = '' } = review ?? {};
  const { name, comments: stamp, state, since, messages = 0 } = container;
  const client = useMaestro((maestro) => maestro.client);
  const { data, error, refetch } = useQuery<CommentList>({
    queryKey: ['review', 'comments', name, base, head, stamp, state, since, messages],
    queryFn: ({ signal }) =>
      askHost(client, (known) => known.comments.list({ name, onto: { base, head } }, { signal })),
    enabled: client !== null && stamp !== undefined && review !== undefined,
    // What is being read is about the same lines, unless another difference is shown.
    placeholderData: (last, query) => (isSame(query?.queryKey, [name, base, head]) ? last : undefined),
    staleTime: Infinity,
  });
  const known = stamp === undefined ? undefined : data;
  return {
    comments: known?.comments ?? NONE,
    why: known?.why ?? null,
    problem: error === null ? null : problemOf(error),
    retry: () => void refetch(),
  };
}

function isSame(key: readonly unknown[] | undefined, wanted: readonly unknown[]): boolean {
  return key !== undefined && wanted.every((part, index) => key[index + 2] === part);
}

interface New {
  readonly spot: Spot;
  readonly anchor: Anchor;
  readonly text: string;
}

/** Writes a comment down. True when it is kept. */
export async function addComment(name: ContainerName, { spot, anchor, text }: New): Promise<boolean> {
  const id = newId();
  return orSayWhy(await write((writer) => writer.comments.add({ name, id, spot, anchor, text }), SHOWN_AT_LINE));
}

/** Changes the text of a comment. True when it is kept. */
export async function editComment(name: ContainerName, id: CallerId, text: string): Promise<boolean> {
  return orSayWhy(await write((writer) => writer.comments.edit({ name, id, text }), SHOWN_AT_LINE));
}

/** Removes a draft, which can be taken back. */
export async function removeComment(name: ContainerName, { id, spot, anchor, text }: PlacedComment): Promise<void> {
  const undo = wayBack(
    (writer) => writer.comments.add({ name, id: newId(), spot, anchor, text }),
    () => ({ text: 'The comment is there again.' }),
  );
  orSayWhy(
    await write(
      (writer) => writer.comments.remove({ name, id }),
      () => ({ text: 'Removed the comment.', undo }),
    ),
  );
}

/** Settles a comment, or opens it again. */
export async function settleComment(
  name: ContainerName,
  { id }: PlacedComment,
  act: 'resolve' | 'reopen',
): Promise<void> {
  orSayWhy(await write((writer) => writer.comments.settle({ name, id, act }), SHOWN_AT_LINE));
}

/** Sends all comments that wait as one prompt, and says what became of it. */
export async function sendComments({ name, shortName }: Pick<Container, 'name' | 'shortName'>): Promise<void> {
  orSayWhy(
    await write(
      (writer) => writer.comments.send({ name }),
      (sent) => sentTold(sent, shortName),
    ),
  );
}

function sentTold({ comments, waiting }: SentComments, name: string): Told {
  return {
    text: `Sent ${count(comments.length, 'comment')} to ${name} as one prompt.`,
    final:
      waiting.length === 0
        ? 'This cannot be undone.'
        : 'Its agent gets it as soon as it can take it; until then it can be taken back where you talk to it.',
  };
}

function newId(): CallerId {
  return CallerId.parse(crypto.randomUUID());
}
