import { posix } from 'node:path';
import { type Bytes, toText } from '../../disk/bytes.ts';
import { editConfig, readConfigKey } from '../../git/edit.ts';
import { alternateObjects, type GitLayout, gitLayout, real, textOf } from '../../git/layout.ts';
import { type LayerCopy, layerEntries, objectEntries, turnEntries } from './layers.ts';
import { type Entry, type Found, look, memoryFile } from './look.ts';
import { withoutSecrets } from './secrets.ts';
import { below, isWithin, leftOut, ownLayout, placeOf, type Tree } from './tree.ts';

/** A repository of the host and its place in the archive. */
interface Repository {
  readonly layout: GitLayout;
  readonly name: Bytes;
}

/**
 * The `.git` of a checkout, whatever it is on the host: a folder, the pointer of a linked worktree or of a submodule,
 * a link. It becomes a repository that needs nothing outside of the copy; a pointer to one that is copied anyway
 * stays a pointer.
 */
export async function* dotGitEntries(
  tree: Tree,
  dotGit: Found,
  repository: Repository,
): AsyncGenerator<Entry[], void, void> {
  const place = placeOf(tree, repository.layout.gitDir);
  if (dotGit.kind === 'file' && place !== undefined && place !== repository.name) {
    const path = posix.relative(posix.dirname(repository.name), place);
    yield [memoryFile(repository.name, Buffer.from(`gitdir: ${path}\n`, 'latin1'), dotGit)];
  } else {
    yield* repositoryEntries(tree, repository);
  }
}

async function* repositoryEntries(tree: Tree, repository: Repository): AsyncGenerator<Entry[], void, void> {
  const { layout, name } = repository;
  const linked = layout.gitDir !== layout.commonDir;
  const sent = new Set<Bytes>();
  yield [folderEntry(name)];
  yield await configEntries(tree, repository);
  // Before the objects, for what they refer to is in the same store.
  yield* worktreeEntries(tree, repository);
  const whole: LayerCopy = { from: layout.gitDir, name, layer: linked ? 'own' : 'whole', sent };
  const last: LayerCopy = linked ? { ...whole, from: layout.commonDir, layer: 'shared' } : whole;
  if (linked) yield* layerEntries(tree, whole);
  yield* layerEntries(tree, last);
  tree.stores.push((gone) => turnEntries(tree, { ...last, gone }, 'objects'));
  yield* borrowedEntries(tree, repository, sent);
  yield* moduleEntries(tree, `${layout.gitDir}/modules`, `${name}/modules`);
}

async function* borrowedEntries(
  tree: Tree,
  { layout, name }: Repository,
  sent: Set<Bytes>,
): AsyncGenerator<Entry[], void, void> {
  const borrowed = await alternateObjects(`${layout.commonDir}/objects`, (folder) => isWithin(tree, folder));
  for (const folder of borrowed.foreign) leftOut(tree, `${layout.commonDir}/objects/info/alternates`, folder);
  for (const from of borrowed.own) {
    const copy = { from, name: `${name}/objects`, sent };
    yield* objectEntries(tree, copy);
    tree.stores.push((gone) => objectEntries(tree, { ...copy, gone }));
  }
}

/** The repositories of submodules; their names may hold slashes. */
async function* moduleEntries(tree: Tree, from: Bytes, name: Bytes): AsyncGenerator<Entry[], void, void> {
  if ((await real(from)) === undefined) return;
  yield [folderEntry(name)];
  for (const item of await look(from, tree.remarks)) {
    if (item.kind !== 'folder') continue;
    const layout = await ownLayout(tree, item.path);
    if (layout === undefined && (await gitLayout(item.path)) !== undefined) continue;
    if (layout === undefined) yield* moduleEntries(tree, item.path, `${name}/${item.base}`);
    else yield* repositoryEntries(tree, { layout, name: `${name}/${item.base}` });
  }
}

/** Linked worktrees that lie in the tree; those elsewhere on the host mean nothing in the container. */
async function* worktreeEntries(tree: Tree, { layout, name }: Repository): AsyncGenerator<Entry[], void, void> {
  const from = `${layout.commonDir}/worktrees`;
  if ((await real(from)) === undefined) return;
  const places = await Promise.all((await look(from, tree.remarks)).map((item) => worktreeAt(tree, layout, item)));
  const inTree = places.filter((place) => place !== undefined);
  if (inTree.length > 0) yield [folderEntry(`${name}/worktrees`)];
  for (const { item, checkout } of inTree) {
    const own = `${name}/worktrees/${item.base}`;
    yield [folderEntry(own), pointer(`${own}/gitdir`, `/${checkout}/.git`), pointer(`${own}/commondir`, '../..')];
    yield* layerEntries(tree, { from: item.path, name: own, layer: 'own', sent: new Set() });
    yield* moduleEntries(tree, `${item.path}/modules`, `${own}/modules`);
  }
}

async function worktreeAt(
  tree: Tree,
  layout: GitLayout,
  item: Found,
): Promise<{ item: Found; checkout: Bytes } | undefined> {
  const dotGit = (await textOf(`${item.path}/gitdir`))?.trimEnd();
  const folder = dotGit === undefined ? undefined : await real(posix.dirname(posix.resolve(item.path, dotGit)));
  const path = folder === undefined ? undefined : below(tree.root, folder);
  if (path === undefined || item.path === layout.gitDir || tree.ignores(path === '' ? '.git' : path, true))
    return undefined;
  return { item, checkout: path === '' ? tree.name : `${tree.name}/${path}` };
}

/** The config files without the host's paths. */
async function configEntries(tree: Tree, repository: Repository): Promise<Entry[]> {
  const { layout, name } = repository;
  const files = [
    { path: `${layout.commonDir}/config`, name: `${name}/config` },
    { path: `${layout.gitDir}/config.worktree`, name: `${name}/config.worktree` },
  ];
  const contents = await Promise.all(files.map((file) => ownText(tree, file.path)));
  const entries = files.map(async (file, index) => {
    const content = contents[index];
    if (content === undefined) return [];
    const open = await withoutSecrets(tree, file.path, Buffer.from(content, 'latin1'));
    const cleaned = await cleanConfig(tree, repository, open);
    return [memoryFile(file.name, cleaned, { mode: 0o644, mtime: Date.now() / 1000 })];
  });
  return (await Promise.all(entries)).flat();
}

async function ownText(tree: Tree, path: Bytes): Promise<Bytes | undefined> {
  const target = await real(path);
  if (target === undefined || isWithin(tree, target)) return textOf(path);
  leftOut(tree, path, target);
  return undefined;
}

async function cleanConfig(tree: Tree, { layout, name }: Repository, content: Buffer): Promise<Buffer> {
  const text = content.toString('latin1');
  const changes: Record<string, string | null> = {};
  if (/worktree/i.test(text)) changes['core.worktree'] = await worktreeFrom(tree, { layout, name }, content);
  if (/fsmonitor/i.test(text)) changes['core.fsmonitor'] = null;
  if (layout.gitDir !== layout.commonDir && /bare/i.test(text)) changes['core.bare'] = 'false';
  return Object.keys(changes).length === 0 ? content : editConfig(content, changes);
}

/** The new `core.worktree`, relative to the copied git folder; null where git finds it by itself. */
async function worktreeFrom(tree: Tree, { layout, name }: Repository, config: Buffer): Promise<string | null> {
  const configured = await readConfigKey(config, 'core.worktree');
  const folder = configured === undefined ? undefined : await real(posix.resolve(layout.gitDir, configured));
  const path = folder === undefined ? undefined : below(tree.root, folder);
  if (path === undefined) return null;
  const place = path === '' ? tree.name : `${tree.name}/${path}`;
  return place === posix.dirname(name) ? null : toText(posix.relative(name, place));
}

function folderEntry(name: Bytes): Entry {
  return { kind: 'folder', name, mode: 0o755, mtime: Date.now() / 1000, size: 0 };
}

function pointer(name: Bytes, path: Bytes): Entry {
  return memoryFile(name, Buffer.from(`${path}\n`, 'latin1'), { mode: 0o644, mtime: Date.now() / 1000 });
}
