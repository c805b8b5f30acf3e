import {
  type Anchor,
  type Comment,
  type CommentAct,
  COMMENT_LINE_CHARS,
  isWaiting,
  type Spot,
  stateAfter,
} from '../../../contract/comments.ts';
import { spotText } from '../../../contract/commentPrompt.ts';
import type { CallerId, ContainerName } from '../../../contract/ids.ts';
import type { Member } from '../../containers/fleet.ts';
import { getMember } from '../../containers/lifecycle.ts';
import type { Context } from '../../context.ts';
import { fail } from '../../errors.ts';
import { blobsOf } from '../blobs.ts';
import { DIFFERENCES, readDifferences } from '../diff-rules.ts';
import { branchOf } from '../mark.ts';
import { inQuarantine, type Quarantine } from '../quarantine.ts';
import { type Comments, withComments } from './file.ts';
import { nowIn } from './place.ts';

interface One {
  readonly name: ContainerName;
  readonly id: CallerId;
}

interface New extends One {
  readonly spot: Spot;
  readonly text: string;
  readonly anchor: Anchor | null;
}

/**
 * Writes a comment down as a draft; one with this id that is there already is the answer. Without an anchor it looks up how
 * the lines read now: COMMENT_LINE_UNKNOWN, and what a look fails with. CONTAINER_NOT_FOUND, FILE_DAMAGED, DISK_FULL.
 */
export async function addComment(context: Context, { name, id, spot, text, anchor }: New): Promise<Comment> {
  const member = await getMember(context, name);
  const at = anchor ?? (await anchorNow(context, member, spot));
  const branch = context.state.snapshot.containers[name]?.branch ?? member.birth.branch;
  return withComments(context, member, async ({ known, replace }) => {
    const there = known.find((comment) => comment.id === id);
    if (there !== undefined) return there;
    const now = context.now().toISOString();
    const facts = { state: 'draft' as const, madeAt: now, changedAt: now, prompt: null, problem: null };
    const made: Comment = { id, branch, spot, anchor: at, text, ...facts };
    await replace([...known, made]);
    return made;
  });
}

/** Changes the text of a comment that waits to be sent. COMMENT_NOT_FOUND, TRANSITION_ILLEGAL. */
export function editComment(context: Context, { name, id, text }: One & { readonly text: string }): Promise<Comment> {
  return change(context, { name, id }, (comment) => {
    if (!isWaiting(comment))
      throw fail('TRANSITION_ILLEGAL', `This comment is ${comment.state}: its text stays.`, AGAIN);
    return { ...comment, text };
  });
}

const AGAIN = { hints: ['Reopen it first, or write another one.'] };

/** Removes a comment that was never sent; one that is not there is fine. TRANSITION_ILLEGAL. */
export async function removeComment(context: Context, { name, id }: One): Promise<void> {
  const member = await getMember(context, name);
  await withComments(context, member, async ({ known, replace }) => {
    const there = known.find((comment) => comment.id === id);
    if (there === undefined) return;
    if (there.state !== 'draft')
      throw fail('TRANSITION_ILLEGAL', 'Its agent has this comment already, so it stays.', {
        hints: ['Resolve it instead.'],
      });
    await replace(known.filter((comment) => comment !== there));
  });
}

/** Settles a comment, or opens it again. COMMENT_NOT_FOUND, TRANSITION_ILLEGAL. */
export function settleComment(
  context: Context,
  { name, id, act }: One & { readonly act: Extract<CommentAct, 'resolve' | 'reopen'> },
): Promise<Comment> {
  return change(context, { name, id }, (comment) => {
    const state = stateAfter(comment.state, act);
    if (state === undefined)
      throw fail('TRANSITION_ILLEGAL', `This comment is ${WORDS[comment.state]}, so there is nothing to ${act}.`, {
        hints: [comment.state === 'draft' ? 'Send it, or remove it.' : 'Look at what it is now.'],
      });
    return { ...comment, state };
  });
}

const WORDS: Readonly<Record<Comment['state'], string>> = {
  draft: 'a draft',
  sent: 'sent and not answered yet',
  answered: 'answered',
  resolved: 'resolved already',
  reopened: 'open already',
};

async function change(context: Context, { name, id }: One, next: (comment: Comment) => Comment): Promise<Comment> {
  const member = await getMember(context, name);
  return withComments(context, member, async ({ known, replace }: Comments) => {
    const there = known.find((comment) => comment.id === id);
    if (there === undefined) throw fail('COMMENT_NOT_FOUND', `${member.shown} has no comment ${id}.`);
    const changed = { ...next(there), changedAt: context.now().toISOString() };
    await replace(known.map((comment) => (comment === there ? changed : comment)));
    return changed;
  });
}

/** How lines read in the work as it is now. COMMENT_LINE_UNKNOWN. */
async function anchorNow(context: Context, member: Member, spot: Spot): Promise<Anchor> {
  return inQuarantine(context, member, async (quarantine) => {
    const onto = await nowIn(context, quarantine, member);
    const was = spot.side === 'old' ? await formerPath(quarantine, spot.path, onto) : null;
    const commit = spot.side === 'new' ? onto.head : onto.base;
    const text = commit === null ? undefined : await contentAt(quarantine, commit, was ?? spot.path);
    const lines = text?.replace(/\n$/, '').split('\n') ?? [];
    if (lines.length < spot.to)
      throw fail(
        'COMMENT_LINE_UNKNOWN',
        text === undefined
          ? `${branchOf(quarantine.outgoing)} has no text file ${spot.path}${spot.side === 'old' ? ' before the change' : ''}.`
          : `${spotText(spot)} is beyond its end: it has ${lines.length} lines.`,
      );
    const quoted = lines.slice(spot.from - 1, spot.to).map((line) => line.slice(0, COMMENT_LINE_CHARS));
    return { ...onto, was, quoted };
  });
}

async function formerPath(
  { git }: Quarantine,
  path: string,
  { base, head }: Pick<Anchor, 'base' | 'head'>,
): Promise<string | null> {
  if (base === null) return null;
  const { stdout } = await git([
    'diff',
    '--no-ext-diff',
    '--no-textconv',
    ...DIFFERENCES,
    '--diff-filter=R',
    base,
    head,
  ]);
  return readDifferences(stdout).find((difference) => difference.path === path)?.from ?? null;
}

async function contentAt(quarantine: Quarantine, commit: string, path: string): Promise<string | undefined> {
  const args = ['rev-parse', '--quiet', '--verify', '--end-of-options', `${commit}:${path}`];
  const { code, stdout } = await quarantine.git(args, { fine: [1, 128] });
  if (code !== 0) return undefined;
  return [...(await blobsOf(quarantine, [stdout.trim()])).values()][0];
}
