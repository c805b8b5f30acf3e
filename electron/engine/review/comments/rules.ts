import { COMMENT_LINE_CHARS } from '../../../contract/comments.ts';
import type { Container } from '../../../contract/containers.ts';
import type { LineRange } from '../../../contract/overlap.ts';

/** A run of lines that differs. `at`, `to`: the first line of it before and after; where it has none, the line it stands before. */
export interface LineChange {
  readonly at: number;
  readonly removed: number;
  readonly to: number;
  readonly added: number;
}

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm;

/** The changes of one file, in order, read from `git diff --unified=0` (pure). Lines of contents have a sign before them. */
export function readLineChanges(patch: string): LineChange[] {
  return [...patch.matchAll(HEADER)].map(([, at = '', removed = '1', to = '', added = '1']) => ({
    at: Number(at) + (removed === '0' ? 1 : 0),
    removed: Number(removed),
    to: Number(to) + (added === '0' ? 1 : 0),
    added: Number(added),
  }));
}

/** Where lines are after changes; with what was put between them. Undefined where one of them is changed or gone (pure). */
export function moveLines(changes: readonly LineChange[], { from, to }: LineRange): LineRange | undefined {
  let [shift, grown] = [0, 0];
  for (const { at, removed, added } of changes) {
    if (at > to) break;
    if (removed === 0 && at > from) grown += added;
    else if (at + removed <= from || removed === 0) shift += added - removed;
    else return undefined;
  }
  return { from: from + shift, to: to + shift + grown };
}

/** Less than this is found anywhere. */
const TELLING_CHARS = 8;

/** Where lines stand in a text: at this place, or at the only one where they are (pure). */
export function findLines(
  text: string,
  { quoted, from }: { readonly quoted: readonly string[]; readonly from: number },
): LineRange | undefined {
  const lines = text.split('\n');
  const isAt = (first: number): boolean =>
    quoted.every((line, index) => lines[first + index]?.slice(0, COMMENT_LINE_CHARS) === line);
  const rangeAt = (first: number): LineRange => ({ from: first + 1, to: first + quoted.length });
  if (isAt(from - 1)) return rangeAt(from - 1);
  if (quoted.join('').trim().length < TELLING_CHARS) return undefined;
  const found = lines.flatMap((line, index) => (line.startsWith(quoted[0] ?? '') && isAt(index) ? [index] : []));
  return found.length === 1 && found[0] !== undefined ? rangeAt(found[0]) : undefined;
}

/** Lines around a comment’s own count as being where it is. */
const NEAR_LINES = 3;

/** The hunks of one file’s patch that touch lines of its old side, or stand near them (pure). Null: all of them. */
export function hunksNear(patch: string, range: LineRange | null): string {
  const begins = [...patch.matchAll(HEADER)];
  return begins
    .flatMap(({ index, 1: at, 2: count }, place) => {
      const from = Number(at);
      const to = from + Math.max(Number(count ?? 1), 1) - 1;
      const isNear = range === null || (from <= range.to + NEAR_LINES && to >= range.from - NEAR_LINES);
      return isNear ? [patch.slice(index, begins[place + 1]?.index)] : [];
    })
    .join('');
}

/**
 * Whether the turn for a prompt is over (pure): the agent got a prompt after this one was sent, nothing waits for it any
 * more, and it has ended since. An agent without hooks has ended when it is quiet, or calls.
 */
export function isTurnOver(
  {
    agent,
    state,
    since,
    messages = 0,
    attention,
  }: Pick<Container, 'agent' | 'state' | 'since' | 'messages' | 'attention'>,
  { sentAt, promptedAt }: { readonly sentAt: string; readonly promptedAt: string | null },
): boolean {
  if (promptedAt === null || messages > 0) return false;
  const [sent, prompted] = [Date.parse(sentAt), Date.parse(promptedAt)];
  if (prompted < sent || Date.parse(since) < prompted) return false;
  if (state === 'finished' || state === 'dormant') return true;
  return (state === 'needs-you' && attention?.kind === 'bell') || (state === 'quiet' && agent === 'custom');
}
