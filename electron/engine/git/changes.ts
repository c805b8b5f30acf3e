import { MaestroError } from '../errors.ts';
import { gitOnFiles } from './git.ts';
import { findCheckout } from './head.ts';

export type ChangeKind =
  'added' | 'modified' | 'deleted' | 'renamed' | 'copied' | 'typechange' | 'untracked' | 'conflicted';

/** A path that differs from the last commit, relative to the repository's root. */
export interface FileChange {
  readonly path: string;
  readonly kind: ChangeKind;
  /** The former path of a renamed or copied file. */
  readonly from?: string;
}

/** What git says about the working tree. Nothing outside a repository. */
export async function readChanges(folder: string): Promise<FileChange[]> {
  if (findCheckout(folder) === undefined) return [];
  const printed = await readFiles(folder, ['status', '--porcelain', '-z', OUTSIDE]);
  return parseStatus(printed ?? '');
}

/** Added and removed lines against the last commit. */
export async function readDiffStat(folder: string): Promise<{ added: number; removed: number }> {
  if (findCheckout(folder) === undefined) return { added: 0, removed: 0 };
  const printed = await readFiles(folder, ['diff', '--no-ext-diff', '--no-textconv', '--numstat', OUTSIDE, 'HEAD']);
  return (printed ?? '').split('\n').reduce(
    (sum, line) => {
      const [added, removed] = line.split('\t').map((part) => Number.parseInt(part, 10));
      return { added: sum.added + (added || 0), removed: sum.removed + (removed || 0) };
    },
    { added: 0, removed: 0 },
  );
}

/** Text files that git tracks, relative to the folder. Undefined outside a repository. */
export async function trackedFiles(folder: string): Promise<string[] | undefined> {
  if (findCheckout(folder) === undefined) return undefined;
  const printed = await readFiles(folder, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  return printed?.split('\0').filter((path) => path !== '');
}

/** git would look into submodules with a process and settings of theirs. */
const OUTSIDE = '--ignore-submodules=dirty';

/** What git printed; undefined where it cannot say: without git, before the first commit, in a broken repository. */
async function readFiles(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await gitOnFiles(folder, args)).stdout;
  } catch (error) {
    if (error instanceof MaestroError) return undefined;
    throw error;
  }
}

/** Entries of `git status --porcelain -z`: two status letters, a blank, the path; renames have the old path after. */
export function parseStatus(output: string): FileChange[] {
  const fields = output.split('\0');
  const changes: FileChange[] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? '';
    if (field.length < 4) continue;
    const kind = kindOf(field.slice(0, 2));
    const renamed = kind === 'renamed' || kind === 'copied';
    const from = renamed ? fields[at + 1] : undefined;
    if (renamed) at += 1;
    changes.push({ path: field.slice(3), kind, from });
  }
  return changes;
}

const CONFLICTS = new Set(['DD', 'AU', 'UD', 'UA', 'DU', 'AA', 'UU']);

function kindOf(letters: string): ChangeKind {
  if (letters === '??') return 'untracked';
  if (CONFLICTS.has(letters)) return 'conflicted';
  const letter = letters.trim().charAt(0);
  const kinds: Record<string, ChangeKind> = {
    A: 'added',
    D: 'deleted',
    R: 'renamed',
    C: 'copied',
    T: 'typechange',
  };
  return kinds[letter] ?? 'modified';
}
