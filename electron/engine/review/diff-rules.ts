import type { ChangedFile } from '../../contract/review.ts';

/** One file that differs between two trees, with what git keeps of it on both sides. */
export interface Difference extends ChangedFile {
  /** git's modes, such as `100644`; zeros where there is nothing. */
  readonly modes: readonly [before: string, after: string];
  /** Ids of the contents; zeros where there is nothing. */
  readonly blobs: readonly [before: string, after: string];
}

/** Arguments of `git diff` for what `readDifferences` reads. */
export const DIFFERENCES = ['--raw', '--numstat', '--no-abbrev', '-z', '-M'];

const KINDS: Readonly<Record<string, ChangedFile['kind']>> = {
  A: 'added',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
  T: 'typechange',
};

/** Reads `git diff --raw --numstat -z`: first all files with modes and ids, then all with their lines (pure). */
export function readDifferences(printed: string): Difference[] {
  const fields = printed.split('\0');
  const differences = new Map<string, Difference>();
  while (fields[0]?.startsWith(':') === true) {
    const difference = readRaw(fields);
    differences.set(difference.path, difference);
  }
  for (let counted = fields.shift(); counted !== undefined && counted !== ''; counted = fields.shift()) {
    const [added = '', removed = '', named = ''] = counted
      .split('\t', 2)
      .concat(counted.split('\t').slice(2).join('\t'));
    const path = named === '' ? fields.splice(0, 2)[1] : named;
    const found = differences.get(path ?? '');
    if (found !== undefined)
      differences.set(found.path, { ...found, added: linesIn(added), removed: linesIn(removed) });
  }
  return [...differences.values()];
}

function readRaw(fields: string[]): Difference {
  const [modeBefore = '', modeAfter = '', before = '', after = '', status = ''] = (fields.shift() ?? '')
    .slice(1)
    .split(' ');
  const kind = KINDS[status.charAt(0)] ?? 'modified';
  const moved = kind === 'renamed' || kind === 'copied';
  const [first = '', second = first] = fields.splice(0, moved ? 2 : 1);
  return {
    path: second,
    from: moved ? first : null,
    kind,
    added: null,
    removed: null,
    modes: [modeBefore, modeAfter],
    blobs: [before, after],
  };
}

/** `-` for contents that git compares as bytes. */
function linesIn(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}
