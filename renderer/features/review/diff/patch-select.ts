import { unquotedPath } from '../../../../electron/contract/text.ts';

/** A line of a diff. `note` is what git says beside the lines: modes, former names, contents that are no text. */
export interface PatchLine {
  readonly kind: 'hunk' | 'same' | 'added' | 'removed' | 'note';
  readonly text: string;
  /** Its number before and after; null on the side that lacks it. */
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * What a patch of git has of each file, by its path now (pure). Only headers begin with their words: a line of a file has
 * a sign before it, whatever it says. Only a line feed ends a line of git's.
 */
export function patchFiles(patch: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const section of patch.split(/(?<=\n)(?=diff --git )/)) {
    const path = pathOf(section);
    // A file that became a link is told in two sections.
    if (path !== undefined) found.set(path, `${found.get(path) ?? ''}${section}`);
  }
  return found;
}

function pathOf(section: string): string | undefined {
  const [head = ''] = section.split('\n@@ ', 1);
  const lines = head.split('\n');
  const moved = lines.find((line) => MOVED.test(line));
  if (moved !== undefined) return unquotedPath(moved.replace(MOVED, ''));
  const named = lines[0]?.startsWith(HEADER) === true ? lines[0].slice(HEADER.length) : undefined;
  // Both sides have one name: `a/NAME b/NAME`, each in quotes where it needs some.
  return named === undefined ? undefined : unquotedPath(named.slice(0, (named.length - 1) / 2)).slice(2);
}

const HEADER = 'diff --git ';
const MOVED = /^(?:rename|copy) to /;

/** What is said of a file beside its lines; the rest of a header repeats its name. */
const TOLD = /^(?:old mode|new mode|new file mode|deleted file mode|similarity|rename|copy|Binary files)/;
const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The lines of one file's part of a patch, numbered (pure). */
export function patchLines(section: string): PatchLine[] {
  const lines: PatchLine[] = [];
  let [before, after, inHunk] = [0, 0, false];
  for (const line of section.replace(/\n$/, '').split('\n')) {
    const hunk = HUNK.exec(line);
    if (hunk !== null) {
      [before, after, inHunk] = [Number(hunk[1]), Number(hunk[2]), true];
      lines.push({ kind: 'hunk', text: line, before: null, after: null });
    } else if (line.startsWith(HEADER)) inHunk = false;
    else if (!inHunk) {
      if (TOLD.test(line)) lines.push({ kind: 'note', text: line, before: null, after: null });
    } else if (line.startsWith('+')) lines.push({ kind: 'added', text: line.slice(1), before: null, after: after++ });
    else if (line.startsWith('-')) lines.push({ kind: 'removed', text: line.slice(1), before: before++, after: null });
    else if (line.startsWith('\\')) lines.push({ kind: 'note', text: line.slice(2), before: null, after: null });
    else lines.push({ kind: 'same', text: line.slice(1), before: before++, after: after++ });
  }
  return lines;
}

/** Places of lines that stand beside each other; one that is on both sides has both. `whole`: it takes the whole width. */
export interface Row {
  readonly left: number | null;
  readonly right: number | null;
  readonly whole: number | null;
}

/** The lines of a difference side by side: what was removed beside what was added in its place (pure). */
export function rowsOf(lines: readonly PatchLine[]): Row[] {
  const rows: Row[] = [];
  let [removed, added]: [number[], number[]] = [[], []];
  const pair = (): void => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1)
      rows.push({ left: removed[at] ?? null, right: added[at] ?? null, whole: null });
    [removed, added] = [[], []];
  };
  for (const [at, { kind }] of lines.entries()) {
    if (kind === 'removed' && added.length > 0) pair();
    if (kind === 'removed') removed.push(at);
    else if (kind === 'added') added.push(at);
    else {
      pair();
      rows.push(kind === 'same' ? { left: at, right: at, whole: null } : { left: null, right: null, whole: at });
    }
  }
  pair();
  return rows;
}

/** What a look's patch has of one file. `whole` false: the patch was cut off in it, or before it. */
export interface Part {
  readonly section: string;
  readonly whole: boolean;
}

/** The part of a patch that is about a file (pure). */
export function partOf(files: ReadonlyMap<string, string>, path: string, cut: boolean): Part {
  const section = files.get(path) ?? '';
  return { section, whole: !cut || (files.has(path) && [...files.keys()].at(-1) !== path) };
}
