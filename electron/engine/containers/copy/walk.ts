import type { Bytes } from '../../disk/bytes.ts';
import { type GitLayout, gitLayout } from '../../git/layout.ts';
import { trackedModules } from '../../git/tracked.ts';
import { dotGitEntries } from './repository.ts';
import { type Entry, entryOf, type Found, look } from './look.ts';
import { ownLayout, type Tree } from './tree.ts';

interface Folder {
  /** Below the tree's root; empty for the root. */
  readonly path: Bytes;
  readonly checkout: Checkout;
  /** In `node_modules`, where only what git tracks is kept. */
  readonly selective: boolean;
}

/** The innermost repository around a folder. */
interface Checkout {
  readonly path: Bytes;
  /** What git tracks in `node_modules`, asked when the first one is met. */
  readonly tracked: () => Promise<ReadonlySet<Bytes>>;
}

/** Everything of a tree that belongs into the container, folders before what they hold, in lists. */
export async function* treeEntries(tree: Tree): AsyncGenerator<Entry[], void, void> {
  yield [{ kind: 'folder', name: tree.name, mode: 0o755, mtime: Date.now() / 1000, size: 0 }];
  const waiting: Folder[] = [{ path: '', checkout: { path: '', tracked: nothing }, selective: false }];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const found = await look(join(tree.root, folder.path), tree.remarks);
    const dotGit = found.find((item) => item.base === '.git');
    const { layout, isForeign } = await repositoryAt(tree, folder, dotGit);
    const checkout = layout === undefined ? folder.checkout : checkoutAt(tree, folder.path);
    const plain = layout === undefined && !isForeign ? found : found.filter((item) => item !== dotGit);
    const kept = await keep(tree, { ...folder, checkout }, plain);
    yield kept.map(({ item, path }) => entryOf(item, join(tree.name, path)));
    if (dotGit !== undefined && layout !== undefined)
      yield* dotGitEntries(tree, dotGit, { layout, name: join(tree.name, join(folder.path, '.git')) });
    waiting.push(...kept.flatMap((child) => child.folder ?? []).reverse());
  }
}

/** The repository that a folder is a checkout of; a foreign one is left out. */
async function repositoryAt(
  tree: Tree,
  folder: Folder,
  dotGit: Found | undefined,
): Promise<{ layout: GitLayout | undefined; isForeign: boolean }> {
  if (dotGit === undefined || folder.selective) return { layout: undefined, isForeign: false };
  const layout = folder.path === '' ? tree.git : await ownLayout(tree, dotGit.path);
  return { layout, isForeign: layout === undefined && (await gitLayout(dotGit.path)) !== undefined };
}

interface Kept {
  readonly item: Found;
  readonly path: Bytes;
  readonly folder?: Folder;
}

async function keep(tree: Tree, folder: Folder, found: readonly Found[]): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const item of found) {
    const path = join(folder.path, item.base);
    if (tree.ignores(path, item.kind === 'folder')) continue;
    const selective = folder.selective || (!tree.modules && item.base === 'node_modules' && item.kind !== 'file');
    if (selective && !(await isTracked(folder.checkout, path))) continue;
    const deeper = item.kind === 'folder' ? { folder: { path, checkout: folder.checkout, selective } } : {};
    kept.push({ item, path, ...deeper });
  }
  return kept;
}

async function isTracked(checkout: Checkout, path: Bytes): Promise<boolean> {
  const tracked = await checkout.tracked();
  return tracked.has(checkout.path === '' ? path : path.slice(checkout.path.length + 1));
}

function checkoutAt(tree: Tree, path: Bytes): Checkout {
  let answer: Promise<ReadonlySet<Bytes>> | undefined;
  return { path, tracked: () => (answer ??= trackedModules(join(tree.root, path))) };
}

function nothing(): Promise<ReadonlySet<Bytes>> {
  return Promise.resolve(new Set<Bytes>());
}

function join(folder: Bytes, path: Bytes): Bytes {
  if (folder === '') return path;
  return path === '' ? folder : `${folder}/${path}`;
}
