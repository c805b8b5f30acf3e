import type { Comment, Place, PlacedComment, Spot } from '../../../contract/comments.ts';
import type { LineRange } from '../../../contract/overlap.ts';
import type { Turn } from '../../../contract/review.ts';
import { readConfig } from '../../config/config.ts';
import { shortName } from '../../containers/describe.ts';
import type { Member } from '../../containers/fleet.ts';
import type { Context } from '../../context.ts';
import { isProblem } from '../../errors.ts';
import { blobsOf } from '../blobs.ts';
import { headOf } from '../fetch.ts';
import { baseOf } from '../look.ts';
import { inQuarantine, type Quarantine } from '../quarantine.ts';
import { Files, type Onto } from './files.ts';
import { findLines, hunksNear, moveLines } from './rules.ts';

/** What was found out about comments in a container. */
export interface Placed {
  readonly comments: readonly PlacedComment[];
  /** The last prompt that the container knows of. */
  readonly turn: Turn | null;
}

/**
 * Finds where the lines of comments are in a comparison of two commits; null: in the work as it is now. Fails as a look
 * does.
 */
export async function placeComments(
  context: Context,
  member: Member,
  { comments, onto }: { readonly comments: readonly Comment[]; readonly onto: Onto | null },
): Promise<Placed> {
  return withCommits(context, member, {
    commits: commitsOf(comments, onto),
    work: async (quarantine) => {
      const now = onto ?? (await nowIn(context, quarantine, member));
      const files = await Files.read(quarantine, comments, now);
      const placed: PlacedComment[] = [];
      for (const comment of comments) placed.push(await placeOne(quarantine, files, comment));
      return { comments: placed, turn: quarantine.outgoing.turn };
    },
  });
}

/** The commits that a container’s work is compared with and ends at now; the second has what is not committed. */
export async function nowIn(context: Context, quarantine: Quarantine, { birth }: Member): Promise<Onto> {
  const tip = headOf(quarantine);
  const short = shortName(birth.name, readConfig(context).prefix);
  const { base } = await baseOf(quarantine, { tip, start: birth.baseCommit, short });
  return { base, head: quarantine.outgoing.files ?? tip };
}

function commitsOf(comments: readonly Comment[], onto: Onto | null): string[] {
  const all = [...comments.map(({ anchor }) => anchor), ...(onto === null ? [] : [onto])];
  return [...new Set(all.flatMap(({ base, head }) => (base === null ? [head] : [base, head])))];
}

interface Work<Result> {
  readonly commits: readonly string[];
  readonly work: (quarantine: Quarantine) => Promise<Result>;
}

/** Where the container has a part of such a commit only, as after a cleaning of its repository, it is asked without them. */
export async function withCommits<Result>(
  context: Context,
  member: Member,
  { commits, work }: Work<Result>,
): Promise<Result> {
  try {
    return await inQuarantine(context, { ...member, wanted: commits }, work);
  } catch (error) {
    if (!isProblem(error, 'REVIEW_FAILED') || context.closing.aborted) throw error;
    return inQuarantine(context, member, work);
  }
}

async function placeOne(quarantine: Quarantine, files: Files, comment: Comment): Promise<PlacedComment> {
  const { spot } = comment;
  const path = files.pathNow(comment);
  const range = await rangeNow(quarantine, files, comment);
  const since = comment.state === 'draft' ? null : await sinceThen(files, comment);
  if (range === undefined) return { ...comment, place: { kind: 'outdated' }, since };
  const here: Spot = { ...spot, path, ...range };
  const moved = here.from !== spot.from || here.to !== spot.to || path !== spot.path;
  return { ...comment, place: { kind: 'at', spot: here, moved } satisfies Place, since };
}

/** By what git says of the two contents; where it has not both, or the lines are elsewhere, by how they read. */
async function rangeNow(quarantine: Quarantine, files: Files, comment: Comment): Promise<LineRange | undefined> {
  const { spot, anchor } = comment;
  const { before, now } = files.sideOf(comment);
  if (now === null) return undefined;
  if (before === now) return { from: spot.from, to: spot.to };
  const changes = before === null ? null : await files.changes(before, now);
  const moved = changes === null ? undefined : moveLines(changes, spot);
  if (moved !== undefined && moved.to - moved.from < MOST_GROWN) return moved;
  const text = (await blobsOf(quarantine, [now])).get(now);
  return text === undefined ? undefined : findLines(text, { quoted: anchor.quoted, from: spot.from });
}

/** Lines with more than this between them are no place any more. */
const MOST_GROWN = 200;
/** Nobody reads more beside one comment. */
const SINCE_CHARS = 8000;

async function sinceThen(files: Files, comment: Comment): Promise<string | null> {
  const { before, now } = files.headOf(comment);
  if (before === null || now === null) return null;
  if (before === now) return '';
  const patch = await files.patch(before, now);
  return hunksNear(patch, comment.spot.side === 'new' ? comment.spot : null).slice(0, SINCE_CHARS);
}
