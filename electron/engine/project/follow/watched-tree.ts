import { type Dirent, type FSWatcher, lstatSync, readdirSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { errnoOf } from '../../disk/failure.ts';
import { loopYielder } from '../records/loop-yielder.ts';

export interface TreeChange {
  readonly kind: 'added' | 'changed' | 'removed';
  /** Inside the tree, with `/`. */
  readonly path: string;
}

interface TreeOptions {
  /** Called when something may have changed. */
  readonly ring: () => void;
  /** Files and folders that count, by name and by path inside the tree. */
  readonly wants: (name: string, path: string) => boolean;
}

/** One folder as it was last seen: its files with a stamp that changes when they do, and its folders. */
interface Seen {
  readonly inode: number;
  readonly watcher: FSWatcher | undefined;
  readonly files: Map<string, string>;
  readonly folders: Set<string>;
  /** Reached through a link. Links inside it are not followed, as they may lead back. */
  readonly isLinked: boolean;
}

/** One look around. */
interface Round {
  readonly found: TreeChange[];
  /** Folders that are still to be looked at. */
  readonly queue: string[];
  readonly pause: () => Promise<void>;
}

/** A file that was written this shortly before it was looked at may be written again within the clock's tick. */
const TICK_MS = 20;

/**
 * A tree of folders that may come, change and go at any time. Watchers only say which folder to look at again; what
 * changed is found by looking. Long looks are sliced, so that nothing else has to wait.
 */
export class WatchedTree {
  readonly #root: string;
  readonly #options: TreeOptions;
  readonly #seen = new Map<string, Seen>();
  /** Folders whose watcher rang. They are looked at before the doubtful ones. */
  readonly #rung = new Set<string>();
  readonly #doubtful = new Set<string>();
  readonly #anchors = new Map<string, { readonly inode: number; readonly watcher: FSWatcher }>();

  constructor(root: string, options: TreeOptions) {
    this.#root = root;
    this.#options = options;
    this.doubt();
  }

  /** Whether there is more to look at. */
  isUnsure(): boolean {
    return this.#rung.size + this.#doubtful.size > 0;
  }

  /** From now on nothing counts as known: watchers may have missed something. */
  doubt(): void {
    for (const folder of [this.#root, ...this.#seen.keys()]) this.#doubtful.add(folder);
    this.#options.ring();
  }

  /** What changed since the last look. Answers early when something was found: ask again while `isUnsure()`. */
  async look(): Promise<TreeChange[]> {
    const round: Round = { found: [], queue: [...this.#rung], pause: loopYielder() };
    this.#rung.clear();
    this.#anchor();
    for (;;) {
      const folder = round.queue.shift() ?? (round.found.length === 0 ? this.#nextDoubtful() : undefined);
      if (folder === undefined) return round.found;
      this.#doubtful.delete(folder);
      await this.#lookInto(folder, round);
      await round.pause();
    }
  }

  /** Nothing while a watcher waits to be heard: what surely changed comes first. */
  #nextDoubtful(): string | undefined {
    if (this.#rung.size > 0) return undefined;
    const [folder] = this.#doubtful;
    return folder;
  }

  close(): void {
    for (const { watcher } of this.#seen.values()) watcher?.close();
    for (const { watcher } of this.#anchors.values()) watcher.close();
    this.#seen.clear();
    this.#anchors.clear();
  }

  async #lookInto(folder: string, round: Round): Promise<void> {
    const before = this.#seen.get(folder);
    const inode = folderInode(folder);
    if (inode === undefined) {
      this.#drop(folder, round.found);
      return;
    }
    const watcher = before?.inode === inode ? before.watcher : this.#watchAnew(folder, before);
    const now: Seen = { inode, watcher, files: new Map(), folders: new Set(), isLinked: this.#isLinked(folder) };
    this.#seen.set(folder, now);
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (!this.#options.wants(entry.name, this.#inside(path))) continue;
      if (entry.isDirectory() || leadsOn(entry, path, now)) now.folders.add(entry.name);
      else {
        const stamp = stampOf(path);
        if (stamp === undefined) continue;
        now.files.set(entry.name, stamp);
        if (stamp.endsWith('~')) this.#ringLater(folder);
        await round.pause();
      }
    }
    this.#compare(folder, { before, now }, round);
  }

  #isLinked(folder: string): boolean {
    if (folder === this.#root) return false;
    if (this.#seen.get(dirname(folder))?.isLinked === true) return true;
    return lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  }

  #compare(folder: string, { before, now }: { before: Seen | undefined; now: Seen }, { found, queue }: Round): void {
    for (const [name, stamp] of now.files) {
      const old = before?.files.get(name);
      if (old === stamp) continue;
      found.push({ kind: old === undefined ? 'added' : 'changed', path: this.#inside(join(folder, name)) });
    }
    for (const name of before?.files.keys() ?? []) {
      if (!now.files.has(name)) found.push({ kind: 'removed', path: this.#inside(join(folder, name)) });
    }
    for (const name of before?.folders ?? []) if (!now.folders.has(name)) this.#drop(join(folder, name), found);
    for (const name of now.folders) if (!this.#seen.has(join(folder, name))) queue.push(join(folder, name));
  }

  /** A folder that is gone, with everything that was in it. */
  #drop(folder: string, found: TreeChange[]): void {
    const seen = this.#seen.get(folder);
    if (seen === undefined) return;
    seen.watcher?.close();
    this.#seen.delete(folder);
    for (const name of seen.files.keys()) found.push({ kind: 'removed', path: this.#inside(join(folder, name)) });
    for (const name of seen.folders) this.#drop(join(folder, name), found);
  }

  #watchAnew(folder: string, before: Seen | undefined): FSWatcher | undefined {
    before?.watcher?.close();
    return watchFolder(folder, () => this.#ring(folder));
  }

  #ring(folder: string): void {
    this.#rung.add(folder);
    this.#options.ring();
  }

  #ringLater(folder: string): void {
    setTimeout(() => {
      if (this.#seen.has(folder)) this.#ring(folder);
    }, 2 * TICK_MS).unref();
  }

  /** Watches the two folders above the root for the coming and going of what leads to it. */
  #anchor(): void {
    for (const [above, name] of [
      [dirname(this.#root), basename(this.#root)],
      [dirname(dirname(this.#root)), basename(dirname(this.#root))],
    ] as const) {
      const inode = folderInode(above);
      const known = this.#anchors.get(above);
      if (known?.inode === inode) continue;
      known?.watcher.close();
      this.#anchors.delete(above);
      const heard = (changed: string | null): void => {
        if (changed === null || changed === name) this.doubt();
      };
      const watcher = inode === undefined ? undefined : watchFolder(above, heard);
      if (inode !== undefined && watcher !== undefined) this.#anchors.set(above, { inode, watcher });
    }
  }

  #inside(path: string): string {
    return relative(this.#root, path).replaceAll(sep, '/');
  }
}

/** Where the system has no watcher left to give, looking around every now and then must do. */
function watchFolder(folder: string, heard: (name: string | null) => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, (_, name) => heard(name));
    watcher.on('error', () => heard(null));
    return watcher;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

/** Tells a folder from another one that took its place; undefined where no folder can be seen. */
export function folderInode(folder: string): number | undefined {
  const stat = seenStat(folder);
  return stat?.isDirectory() === true ? stat.ino : undefined;
}

function seenStat(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

/** Whether an entry is a link to a folder, to be followed. */
function leadsOn(entry: Dirent, path: string, { isLinked }: Pick<Seen, 'isLinked'>): boolean {
  return entry.isSymbolicLink() && !isLinked && folderInode(path) !== undefined;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return [];
  }
}

/** Changes with the file; ends in `~` while the file is so fresh that it could change without that. */
function stampOf(path: string): string | undefined {
  const stat = seenStat(path);
  if (stat === undefined || stat.isDirectory()) return undefined;
  const isFresh = Math.abs(Date.now() - stat.mtimeMs) < TICK_MS;
  return `${stat.mtimeMs}-${stat.size}-${stat.ino}${isFresh ? '~' : ''}`;
}
