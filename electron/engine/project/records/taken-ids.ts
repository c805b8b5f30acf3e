import { accessSync, constants, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseJson } from '../../../contract/json.ts';
import { writeAtomic } from '../../disk/atomic.ts';
import { errnoOf } from '../../disk/failure.ts';
import { gitText } from '../../git/head.ts';
import { findWorktrees, type Worktrees } from '../../git/worktrees.ts';
import { isSequentialId } from './id-rules.ts';
import { withFileLock } from './lock.ts';
import type { Project } from './project.ts';
import { namesIn, recordText } from './records.ts';

interface Minting<Value extends { readonly id: string }> {
  /** Where the records of this kind lie in the project. */
  readonly folder: string;
  /** Makes a record under an id that is neither in the folder nor among these. */
  readonly make: (elsewhere: readonly string[]) => Promise<Value>;
}

/** The last id of each kind of record, by the kind's folder in a checkout. */
type LastIds = Readonly<Record<string, string>>;

/**
 * Makes a record whose id no other worktree of the repository has, or had: branches that meet would bring two records of
 * one name. A repository that never had a second checkout is not asked.
 */
export async function withOwnId<Value extends { readonly id: string }>(
  project: Project,
  { folder, make }: Minting<Value>,
): Promise<Value> {
  const trees = findWorktrees(project.root);
  if (trees === undefined || (trees.linked.length === 0 && Object.keys(lastIds(trees)).length === 0)) return make([]);
  const kind = join(relative(trees.own, realpathSync(project.root)), relative(project.root, folder));
  // Who may not write there, such as an agent in a sandbox, still keeps away from the ids that it sees.
  if (!mayWrite(trees.common)) return make(takenIds(trees, kind));
  return withFileLock(project, join(trees.common, 'maestro-ids.lock'), async () => {
    const value = await make(takenIds(trees, kind));
    await writeAtomic(ledgerOf(trees), recordText({ ...lastIds(trees), [kind]: value.id }), { symlinks: 'replace' });
    return value;
  });
}

/** Those in all worktrees, and the last one of those that are gone or have another branch now. */
function takenIds(trees: Worktrees, kind: string): string[] {
  const roots = trees.main === undefined ? trees.linked : [trees.main, ...trees.linked];
  const names = roots.flatMap((root) => namesIn(join(root, kind))).map((name) => name.replace(/\.json$/, ''));
  return [...names, lastIds(trees)[kind] ?? ''];
}

/** It lies where git keeps what all worktrees share. What cannot be read there says nothing. */
function lastIds(trees: Worktrees): LastIds {
  try {
    const found = parseJson(gitText(ledgerOf(trees)) ?? '{}');
    const entries = typeof found === 'object' && found !== null ? Object.entries(found) : [];
    return Object.fromEntries(entries.filter((entry) => isSequentialId(String(entry[1]))));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function ledgerOf({ common }: Worktrees): string {
  return join(common, 'maestro-ids.json');
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return false;
  }
}
