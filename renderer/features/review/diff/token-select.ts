import { diffWordsWithSpace } from 'diff';
import type { PatchLine } from './patch-select.ts';

export type TokenKind = 'keyword' | 'string' | 'number' | 'comment' | 'title' | 'type' | 'attribute';

/** A part of a line as it is drawn. `changed`: it is what makes the line another one. */
export interface Piece {
  readonly text: string;
  readonly kind?: TokenKind | undefined;
  readonly changed?: boolean;
}

/** Longer lines are no code that somebody reads; they stay plain. */
export const LONGEST_LINE = 500;
/** A longer part of a file stays plain too. */
export const LONGEST_HUNK = 60_000;

/** Lines of a difference that are read as one text, by their places in it. */
export interface Passage {
  readonly places: readonly number[];
  readonly text: string;
}

/** The texts of a difference, by hunk and side: what was there before, and what is there now (pure). */
export function passagesOf(lines: readonly PatchLine[]): Passage[] {
  return hunksOf(lines).flatMap((hunk) => {
    const now = sideOf(lines, hunk, 'removed');
    const isNew = hunk.every((at) => lines[at]?.kind !== 'removed');
    // What is on both sides has the colours of now.
    return [...(isNew ? [] : [sideOf(lines, hunk, 'added')]), now].filter(isReadable(lines));
  });
}

function sideOf(lines: readonly PatchLine[], hunk: readonly number[], gone: PatchLine['kind']): Passage {
  const places = hunk.filter((at) => lines[at]?.kind !== gone && lines[at]?.kind !== 'note');
  return { places, text: places.map((at) => lines[at]?.text ?? '').join('\n') };
}

function isReadable(lines: readonly PatchLine[]): (passage: Passage) => boolean {
  return ({ places, text }) =>
    text.length <= LONGEST_HUNK && places.every((at) => (lines[at]?.text.length ?? 0) <= LONGEST_LINE);
}

/** The places of the lines of each hunk. */
function hunksOf(lines: readonly PatchLine[]): number[][] {
  const hunks: number[][] = [];
  for (const [at, { kind }] of lines.entries())
    if (kind === 'hunk') hunks.push([]);
    else hunks.at(-1)?.push(at);
  return hunks;
}

/** Runs of a text as pieces of its lines (pure). */
export function piecesByLine(runs: readonly Pick<Piece, 'text' | 'kind'>[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const { text, kind } of runs)
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, kind });
    }
  return lines;
}

/** Below this share in common two lines are two lines, and not one that was changed. */
const LEAST_SHARED = 0.4;
const MOST_EDITS = 60;

/** What makes a removed line the added one beside it, as stretches of each (pure); undefined where they have little in common. */
export function changedWords(before: string, after: string): { before: Piece[]; after: Piece[] } | undefined {
  if (before.length > LONGEST_LINE || after.length > LONGEST_LINE) return undefined;
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  if (parts === undefined) return undefined;
  const shared = parts.reduce(
    (sum, { added, removed, value }) => sum + (added || removed ? 0 : value.trim().length),
    0,
  );
  if (shared < LEAST_SHARED * Math.max(before.trim().length, after.trim().length)) return undefined;
  const of = (gone: 'added' | 'removed'): Piece[] =>
    parts
      .filter((part) => !part[gone])
      .map(({ value, added, removed }) => ({ text: value, changed: added || removed }));
  return { before: of('added'), after: of('removed') };
}

/** Removed lines with the added ones that stand in their place, by their places in the difference (pure). */
export function pairsOf(lines: readonly PatchLine[]): (readonly [removed: number, added: number])[] {
  const pairs: [number, number][] = [];
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at]?.kind !== 'removed') continue;
    const removed = lengthOf(lines, at, 'removed');
    const added = lengthOf(lines, at + removed, 'added');
    for (let step = 0; step < Math.min(removed, added); step += 1) pairs.push([at + step, at + removed + step]);
    at += removed + added - 1;
  }
  return pairs;
}

function lengthOf(lines: readonly PatchLine[], from: number, kind: PatchLine['kind']): number {
  let at = from;
  while (lines[at]?.kind === kind) at += 1;
  return at - from;
}

/** Two ways to cut one text, as one (pure): each piece has the kind of the one and the mark of the other. */
export function bothCuts(coloured: readonly Piece[], marked: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  const [left, right] = [[...coloured], [...marked]];
  while (left[0] !== undefined && right[0] !== undefined) {
    const [one, other] = [left[0], right[0]];
    const length = Math.min(one.text.length, other.text.length);
    pieces.push({ text: one.text.slice(0, length), kind: one.kind, changed: other.changed ?? false });
    left.splice(0, 1, ...rest(one, length));
    right.splice(0, 1, ...rest(other, length));
  }
  return pieces;
}

function rest(piece: Piece, length: number): Piece[] {
  return piece.text.length > length ? [{ ...piece, text: piece.text.slice(length) }] : [];
}
