import type { LineRange } from '../../contract/overlap.ts';
import { unquotedPath } from '../../contract/text.ts';

/** The lines of the old side that each file's hunks change, read from `git diff --unified=0` (pure). */
export function readHunks(patch: string): Map<string, LineRange[]> {
  const lines = patch.split('\n');
  const found = new Map<string, LineRange[]>();
  let [before, path] = ['', ''];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.startsWith('--- ')) before = line.slice(4);
    if (line.startsWith('+++ ')) path = pathIn(line.slice(4) === '/dev/null' ? before : line.slice(4));
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    const [from, removed, added] = [Number(hunk[1]), Number(hunk[2] ?? 1), Number(hunk[3] ?? 1)];
    found.set(path, [...(found.get(path) ?? []), { from, to: from + Math.max(removed, 1) - 1 }]);
    at = lastOf(lines, at, removed + added);
  }
  return found;
}

/** The last line of a hunk: its content may look like anything, and is counted. */
function lastOf(lines: readonly string[], header: number, count: number): number {
  let at = header;
  for (let left = count; left > 0 && at + 1 < lines.length; at += 1)
    if (lines[at + 1]?.startsWith('\\') !== true) left -= 1;
  return at;
}

/** A path of a patch: git puts a letter before it, and a tab behind one with blanks. */
function pathIn(printed: string): string {
  return unquotedPath(printed.replace(/\t$/, '')).slice(2);
}

/** Where two lists of lines meet, in order, with neighbours joined (pure). */
export function meetingLines(one: readonly LineRange[], other: readonly LineRange[]): LineRange[] {
  const met: LineRange[] = [];
  const [mine, theirs] = [inOrder(one), inOrder(other)];
  for (let a = 0, b = 0; a < mine.length && b < theirs.length;) {
    const [left, right] = [mine[a] as LineRange, theirs[b] as LineRange];
    const [from, to] = [Math.max(left.from, right.from), Math.min(left.to, right.to)];
    if (from <= to) met.push({ from, to });
    if (left.to <= right.to) a += 1;
    else b += 1;
  }
  return joinedRanges(met);
}

function joinedRanges(ranges: readonly LineRange[]): LineRange[] {
  const joined: LineRange[] = [];
  for (const { from, to } of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last.to + 1)
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else joined.push({ from, to });
  }
  return joined;
}

function inOrder(ranges: readonly LineRange[]): LineRange[] {
  return joinedRanges([...ranges].sort((one, other) => one.from - other.from));
}
