import { readFile } from 'node:fs/promises';
import { type Bytes, onDisk } from '../../disk/bytes.ts';
import { real } from '../../git/layout.ts';
import {
  belongsToCopy,
  isObject,
  isObjectPath,
  isReference,
  type Layer,
  type Turn,
  turnOf,
  TURNS,
} from './git-rules.ts';
import { type Entry, entryOf, followed, type Found, look, memoryFile, onObjects, onGits, tolerant } from './look.ts';
import { mayHoldPasswords } from './secrets-rules.ts';
import { withoutSecrets } from './secrets.ts';
import { below, isWithin, leftOut, type Tree } from './tree.ts';

/** Larger files of a git folder are no text that a person or git wrote. */
const MOST_TEXT = 1024 * 1024;

/** A folder of git and its place in the archive. */
export interface LayerCopy {
  readonly from: Bytes;
  readonly name: Bytes;
  readonly layer: Layer;
  /** Paths that an earlier layer gave. */
  readonly sent: Set<Bytes>;
  /** Paths on the host that are sent again where they are there. */
  readonly gone?: ReadonlySet<Bytes>;
}

/** What of a git folder comes along, in an order in which it may change meanwhile. */
export async function* layerEntries(tree: Tree, copy: LayerCopy): AsyncGenerator<Entry[], void, void> {
  for (const turn of TURNS) yield* turnEntries(tree, copy, turn);
}

/** The same for one turn of it. */
export async function* turnEntries(tree: Tree, copy: LayerCopy, turn: Turn): AsyncGenerator<Entry[], void, void> {
  let waiting = [{ host: copy.from, path: '' }];
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    const kept: Entry[] = [];
    const deeper: typeof waiting = [];
    const wants = (path: Bytes): boolean =>
      belongsToCopy(path, copy.layer) && turnOf(path.split('/', 1)[0] ?? '') === turn;
    for (const listed of await lookForGit(tree, folder, wants)) {
      const path = pathIn(folder.path, listed.base);
      const item = await inside(tree, copy.from, listed);
      if (item === undefined) continue;
      if (item.kind === 'folder') deeper.push({ host: item.path, path });
      if (wasSent(copy, path, item)) continue;
      copy.sent.add(path);
      kept.push(...(await gitEntry(tree, item, { name: `${copy.name}/${path}`, path })));
    }
    yield kept;
    waiting = [...deeper, ...waiting];
  }
}

/** What tells of objects in files beside them is sent again each time, for it may tell of others by now. */
function wasSent({ sent, gone }: Pick<LayerCopy, 'sent' | 'gone'>, path: Bytes, item: Found): boolean {
  const isAgain = gone !== undefined && (gone.has(item.path) || path.startsWith('objects/info/'));
  return sent.has(path) && !isAgain;
}

function pathIn(folder: Bytes, base: Bytes): Bytes {
  return folder === '' ? base : `${folder}/${base}`;
}

/** What of a folder of a repository comes along. Locks and half-written files come and go: they are not even looked at. */
function lookForGit(
  tree: Tree,
  folder: { host: Bytes; path: Bytes },
  wants: (path: Bytes) => boolean,
): Promise<Found[]> {
  const remarks = isObjectPath(folder.path) ? onObjects(tree.remarks) : onGits(tree.remarks);
  return look(folder.host, remarks, (base) => wants(pathIn(folder.path, base)));
}

/** References are read at once, because a later one may name an object that came after the objects were listed. */
async function gitEntry(tree: Tree, item: Found, { name, path }: { name: Bytes; path: Bytes }): Promise<Entry[]> {
  const entry = entryOf(item, name);
  const hasText = mayHoldPasswords(path) && item.size <= MOST_TEXT;
  if (item.kind !== 'file' || !(isReference(path) || hasText))
    return [{ ...entry, ...(isObjectPath(path) ? { isObject: true } : { isGits: true }) }];
  const content = await tolerant(item.path, onGits(tree.remarks), () => readFile(onDisk(item.path)));
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
export async function* objectEntries(tree: Tree, copy: Omit<LayerCopy, 'layer'>): AsyncGenerator<Entry[], void, void> {
  const remarks = onObjects(tree.remarks);
  const folders = (await look(copy.from, remarks, isObject)).filter((item) => item.kind === 'folder');
  for (const folder of folders) {
    const files = await look(folder.path, remarks, (base) => isObject(`${folder.base}/${base}`));
    const fresh = [
      { item: folder, path: folder.base },
      ...files.map((item) => ({ item, path: `${folder.base}/${item.base}` })),
    ];
    yield fresh.flatMap(({ item, path }) => {
      if (wasSent(copy, `objects/${path}`, item)) return [];
      copy.sent.add(`objects/${path}`);
      return [{ ...entryOf(item, `${copy.name}/${path}`), isObject: true }];
    });
  }
}
