import ignore from 'ignore';
import { posix } from 'node:path';
import { type Bytes, toBytes, toText } from '../../disk/bytes.ts';
import { readText } from '../../disk/read.ts';
import { fail } from '../../errors.ts';
import { type GitLayout, gitLayout, real } from '../../git/layout.ts';
import { isRegistered } from '../../git/registered.ts';
import type { Entry, Remarks } from './look.ts';

/** Lists a folder of objects again: what is new there since it was listed, and what of `gone` is there again. */
export type Store = (gone: ReadonlySet<Bytes>) => AsyncIterable<Entry[]>;

/** A folder of the host that becomes a folder of the container. */
export interface Tree {
  /** Real path on the host. */
  readonly root: Bytes;
  /** Path in the container, without the leading slash. */
  readonly name: Bytes;
  /** The repository that the folder is a checkout of; one that lies elsewhere and does not know it is none. */
  readonly git: GitLayout | undefined;
  /** Whether `node_modules` comes along; where it does not, what git tracks of it still does. */
  readonly modules: boolean;
  /** Whether `.maestroignore` leaves a path of the folder out. */
  readonly ignores: (path: Bytes, folder: boolean) => boolean;
  readonly remarks: Remarks;
  /** The stores of objects that came along so far; git may pack any of them anew meanwhile. */
  readonly stores: Store[];
  /** What may be copied: the folder itself, and the repository that it is a registered checkout of. */
  readonly reach: readonly Bytes[];
}

/** Opens a folder for the copy. COPY_FAILED when it is none. */
export async function openTree(folder: string, options: Pick<Tree, 'name' | 'modules' | 'remarks'>): Promise<Tree> {
  const root = await real(toBytes(folder));
  if (root === undefined)
    throw fail('COPY_FAILED', `${folder} is not there.`, { hints: ['Choose an existing folder.'] });
  const bare = { ...options, stores: [], root, git: undefined, reach: [root] };
  const git = await ownLayout(bare, `${root}/.git`);
  const reach = git === undefined ? bare.reach : [root, git.gitDir, git.commonDir];
  return { ...bare, git, reach, ignores: ignoreRule(readText(`${folder}/.maestroignore`)) };
}

/** Whether a real path may be copied. */
export function isWithin({ reach }: Pick<Tree, 'reach'>, path: Bytes): boolean {
  return reach.some((folder) => below(folder, path) !== undefined);
}

/** The repository behind a `.git`, where it may be copied. One that lies elsewhere must know this checkout; else it is left out, and that is said. */
export async function ownLayout(tree: Pick<Tree, 'reach' | 'remarks'>, dotGit: Bytes): Promise<GitLayout | undefined> {
  const layout = await gitLayout(dotGit);
  if (layout === undefined) return undefined;
  const stranger = [layout.gitDir, layout.commonDir].find((folder) => !isWithin(tree, folder));
  if (stranger === undefined || (await isRegistered(layout, posix.dirname(dotGit)))) return layout;
  leftOut(tree, dotGit, stranger);
  return undefined;
}

/** Says that something was left out because it leads elsewhere. */
export function leftOut({ remarks }: Pick<Tree, 'remarks'>, path: Bytes, target: Bytes): void {
  remarks.notes.push(`${toText(path)} was left out: it leads out of the project, to ${toText(target)}.`);
}

/** Where a path of the host will be in the container, as far as the tree brings it there. */
export function placeOf(tree: Tree, path: Bytes): Bytes | undefined {
  const inTree = below(tree.root, path);
  if (inTree !== undefined) return posix.join(tree.name, inTree);
  const own = tree.git === undefined ? undefined : below(tree.git.gitDir, path);
  if (own !== undefined) return posix.join(tree.name, '.git', own);
  const shared = tree.git === undefined ? undefined : below(tree.git.commonDir, path);
  return shared?.startsWith('worktrees/') === true ? posix.join(tree.name, '.git', shared) : undefined;
}

/** The rest of a path below a folder: empty for the folder itself, undefined outside of it. */
export function below(folder: Bytes, path: Bytes): Bytes | undefined {
  if (path === folder) return '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

function ignoreRule(patterns: string | undefined): Tree['ignores'] {
  if (patterns === undefined) return () => false;
  const rules = ignore({ ignorecase: false, allowRelativePaths: true }).add(patterns);
  return (path, folder) => rules.ignores(folder ? `${toText(path)}/` : toText(path));
}
