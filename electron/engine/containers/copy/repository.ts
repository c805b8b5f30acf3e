import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { type Bytes, onDisk, toText } from '../../disk/bytes.ts';
import { editConfig, readConfigKey } from '../../git/edit.ts';
import { alternateObjects, type GitLayout, gitLayout, real, textOf } from '../../git/layout.ts';
import { belongsToCopy, byAge, isObject, isObjectPath, isReference, type Layer } from './git-rules.ts';
import { type Entry, entryOf, followed, type Found, look, memoryFile, tolerant } from './look.ts';
import { mayHoldPasswords } from './secrets-rules.ts';
import { withoutSecrets } from './secrets.ts';
import { below, isWithin, leftOut, ownLayout, placeOf, type Tree } from './tree.ts';

/** Larger files of a git folder are no text that a person or git wrote. */
const MOST_TEXT = 1024 * 1024;

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
  yield* layerEntries(tree, { from: layout.gitDir, name, layer: linked ? 'own' : 'whole', sent });
  if (linked) yield* layerEntries(tree, { from: layout.commonDir, name, layer: 'shared', sent });
  const borrowed = await alternateObjects(`${layout.commonDir}/objects`, (folder) => isWithin(tree, folder));
  for (const folder of borrowed.foreign) leftOut(tree, `${layout.commonDir}/objects/info/alternates`, folder);
  for (const objects of borrowed.own) yield* objectEntries(tree, { from: objects, name: `${name}/objects`, sent });
  yield* moduleEntries(tree, `${layout.gitDir}/modules`, `${name}/modules`);
  yield* worktreeEntries(tree, repository);
}

interface LayerCopy {
  readonly from: Bytes;
  readonly name: Bytes;
  readonly layer: Layer;
  /** Paths that an earlier layer gave. */
  readonly sent: Set<Bytes>;
}

async function* layerEntries(tree: Tree, copy: LayerCopy): AsyncGenerator<Entry[], void, void> {
  let waiting = [{ host: copy.from, path: '' }];
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    const kept: Entry[] = [];
    const deeper: typeof waiting = [];
    for (const listed of await lookForGit(tree, folder)) {
      const path = folder.path === '' ? listed.base : `${folder.path}/${listed.base}`;
      if (!belongsToCopy(path, copy.layer)) continue;
      const item = await inside(tree, copy.from, listed);
      if (item === undefined) continue;
      if (item.kind === 'folder') deeper.push({ host: item.path, path });
      if (copy.sent.has(path)) continue;
      copy.sent.add(path);
      kept.push(...(await gitEntry(tree, item, { name: `${copy.name}/${path}`, path })));
    }
    yield kept;
    waiting = [...deeper, ...waiting];
  }
}

/** What a folder of a repository holds. An object that vanishes meanwhile was packed by git: then the copy is not whole. */
async function lookForGit(tree: Tree, folder: { host: Bytes; path: Bytes }): Promise<Found[]> {
  const { unreadable } = tree.remarks;
  const remarks = isObjectPath(folder.path) ? { unreadable, notes: unreadable } : tree.remarks;
  return (await look(folder.host, remarks)).sort(byAge);
}

/** References are read at once, because a later one may name an object that came after the objects were listed. */
async function gitEntry(tree: Tree, item: Found, { name, path }: { name: Bytes; path: Bytes }): Promise<Entry[]> {
  const entry = entryOf(item, name);
  const hasText = mayHoldPasswords(path) && item.size <= MOST_TEXT;
  if (item.kind !== 'file' || !(isReference(path) || hasText))
    return [isObjectPath(path) ? { ...entry, needed: true } : entry];
  const { unreadable } = tree.remarks;
  const remarks = isReference(path) ? { unreadable, notes: unreadable } : tree.remarks;
  const content = await tolerant(item.path, remarks, () => readFile(onDisk(item.path)));
  if (content === undefined) return [];
  return [memoryFile(name, mayHoldPasswords(path) ? await withoutSecrets(tree, item.path, content) : content, item)];
}

/** A link out of a git folder (as `git-new-workdir` and `repo` make them) as what it leads to; undefined out of the project. */
async function inside(tree: Tree, gitDir: Bytes, item: Found): Promise<Found | undefined> {
  if (item.kind !== 'link') return item;
  const target = await real(item.path);
  if (target === undefined || below(gitDir, target) !== undefined) return item;
  if (isWithin(tree, target)) return (await followed(item, target, tree.remarks)) ?? item;
  leftOut(tree, item.path, target);
  return undefined;
}

/** Objects that the repository borrows from another one. */
async function* objectEntries(tree: Tree, copy: Omit<LayerCopy, 'layer'>): AsyncGenerator<Entry[], void, void> {
  const folders = (await look(copy.from, tree.remarks)).filter((item) => item.kind === 'folder' && isObject(item.base));
  for (const folder of folders) {
    const files = (await look(folder.path, tree.remarks)).filter((item) => isObject(`${folder.base}/${item.base}`));
    const fresh = [
      { item: folder, path: folder.base },
      ...files.map((item) => ({ item, path: `${folder.base}/${item.base}` })),
    ];
    yield fresh.flatMap(({ item, path }) => {
      if (copy.sent.has(`objects/${path}`)) return [];
      copy.sent.add(`objects/${path}`);
      return [entryOf(item, `${copy.name}/${path}`)];
    });
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
