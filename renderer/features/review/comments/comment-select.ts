import {
  COMMENT_LINE_CHARS,
  COMMENT_LINES,
  type CommentState,
  isWaiting,
  type PlacedComment,
  type Spot,
} from '../../../../electron/contract/comments.ts';
import { count, sentence } from '../../../ui/format.ts';
import type { PatchLine } from '../diff/patch-select.ts';

/** Two lines of a difference, by their places in it: where picking began, and where it is now. */
export interface Picked {
  readonly from: number;
  readonly to: number;
}

/** What a comment on picked lines would be about. */
export interface Subject {
  readonly spot: Spot;
  readonly quoted: readonly string[];
  /** The last of its lines, by its place in the difference. */
  readonly at: number;
}

/** Whether something can be said of a line of a difference (pure). */
export function isPickable({ kind }: Pick<PatchLine, 'kind'>): boolean {
  return kind === 'same' || kind === 'added' || kind === 'removed';
}

/**
 * What picked lines mean (pure): the side is that of the line where picking began, and what has no number there is left out;
 * nothing reaches beyond its hunk. Undefined where nothing can be said.
 */
export function subjectOf(lines: readonly PatchLine[], { from, to }: Picked, path: string): Subject | undefined {
  const first = lines[from];
  if (first === undefined || !isPickable(first)) return undefined;
  const side = first.kind === 'removed' ? 'old' : 'new';
  const step = to < from ? -1 : 1;
  const taken: number[] = [];
  for (let at = from; at !== to + step && taken.length < COMMENT_LINES; at += step) {
    const line = lines[at];
    if (line === undefined || line.kind === 'hunk') break;
    if (numberOn(line, side) !== null) taken.push(at);
  }
  taken.sort((a, b) => a - b);
  const numbers = taken.flatMap((at) => numberOn(lines[at], side) ?? []);
  const [low, high, last] = [numbers[0], numbers.at(-1), taken.at(-1)];
  if (low === undefined || high === undefined || last === undefined) return undefined;
  const quoted = taken.map((at) => (lines[at]?.text ?? '').slice(0, COMMENT_LINE_CHARS));
  return { spot: { path, side, from: low, to: high }, quoted, at: last };
}

/** The lines that a subject has, by their places, from one to the other (pure). */
export function isIn({ from, to }: Picked, at: number): boolean {
  return at >= Math.min(from, to) && at <= Math.max(from, to);
}

function numberOn(line: PatchLine | undefined, side: Spot['side']): number | null {
  if (line === undefined || !isPickable(line)) return null;
  return side === 'old' ? line.before : line.after;
}

/** Where the comments of a file stand in its difference. */
export interface Threads {
  /** By the place of the line that they stand below. */
  readonly below: ReadonlyMap<number, readonly PlacedComment[]>;
  /** Those whose lines are not shown, or are gone. */
  readonly above: readonly PlacedComment[];
}

/** Puts comments to their lines (pure). */
export function threadsOf(lines: readonly PatchLine[], comments: readonly PlacedComment[], path: string): Threads {
  const places = { old: new Map<number, number>(), new: new Map<number, number>() };
  const mine = comments.filter((comment) => pathOf(comment) === path);
  if (mine.length > 0)
    for (const [at, line] of lines.entries()) {
      // A line that is on both sides has its comments as one of the new.
      if (line.before !== null) places.old.set(line.before, at);
      if (line.after !== null) places.new.set(line.after, at);
    }
  const below = new Map<number, PlacedComment[]>();
  const above: PlacedComment[] = [];
  for (const comment of mine) {
    const { place } = comment;
    const at = place.kind === 'at' ? places[place.spot.side].get(place.spot.to) : undefined;
    if (at === undefined) above.push(comment);
    else below.set(at, [...(below.get(at) ?? []), comment]);
  }
  return { below, above };
}

/** The file that a comment is shown in (pure). */
export function pathOf({ place, spot }: PlacedComment): string {
  return place.kind === 'at' ? place.spot.path : spot.path;
}

export const FILTERS = ['all', 'open', 'sent', 'answered', 'resolved'] as const;
export type Filter = (typeof FILTERS)[number];

/** Whether a comment is among those that a filter shows (pure). `open`: it waits to be sent. */
export function passes(comment: PlacedComment, filter: Filter): boolean {
  return filter === 'all' || (filter === 'open' ? isWaiting(comment) : comment.state === filter);
}

/** How many comments that are not settled each file has (pure). */
export function countsOf(comments: readonly PlacedComment[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const comment of comments)
    if (comment.state !== 'resolved') counts.set(pathOf(comment), (counts.get(pathOf(comment)) ?? 0) + 1);
  return counts;
}

const NUMBERED: readonly (readonly [CommentState, string, string])[] = [
  ['draft', 'draft', 'drafts'],
  ['reopened', 'reopened', 'reopened'],
  ['sent', 'sent', 'sent'],
  ['answered', 'answered', 'answered'],
  ['resolved', 'resolved', 'resolved'],
];

/** `2 drafts, 1 answered and 3 resolved` (pure). */
export function countsText(comments: readonly PlacedComment[]): string {
  return sentence(
    NUMBERED.flatMap(([state, one, many]) => {
      const number = comments.filter((comment) => comment.state === state).length;
      return number === 0 ? [] : [count(number, one, many)];
    }),
  );
}

/** In the order of the files, and down each of them; those of files that do not differ come last (pure). */
export function inOrder(
  comments: readonly PlacedComment[],
  files: readonly { readonly path: string }[],
): PlacedComment[] {
  const places = new Map(files.map(({ path }, at) => [path, at]));
  const fileOf = (comment: PlacedComment): number => places.get(pathOf(comment)) ?? files.length;
  const lineOf = ({ place, spot }: PlacedComment): number => (place.kind === 'at' ? place.spot.from : spot.from);
  return comments.toSorted(
    (a, b) => fileOf(a) - fileOf(b) || lineOf(a) - lineOf(b) || a.madeAt.localeCompare(b.madeAt),
  );
}
