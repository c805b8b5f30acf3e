import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { diskFailure } from '../disk/failure.ts';
import { isFolder } from '../disk/stat.ts';
import { isCheckout } from '../git/git.ts';

interface Folder {
  readonly name: string;
  readonly path: string;
  readonly isGit: boolean;
}

const MAX_FOLDERS = 2_000;

/** The folders inside a folder, by name; an empty path is the user's home, and so is a `~` at its start. FILE_UNREADABLE. */
export async function listFolders(input: {
  path: string;
}): Promise<{ path: string; parent: string | null; isGit: boolean; folders: Folder[] }> {
  const path = resolve(homedir(), input.path.replace(/^~(?=\/|\\|$)/, homedir()));
  const names = await folderNames(path);
  const parent = dirname(path);
  return {
    path,
    parent: parent === path ? null : parent,
    isGit: await isCheckout(path),
    folders: await Promise.all(names.slice(0, MAX_FOLDERS).map((name) => folderAt(path, name))),
  };
}

async function folderNames(path: string): Promise<string[]> {
  try {
    const items = await readdir(path, { withFileTypes: true });
    const visible = items.filter((item) => !item.name.startsWith('.'));
    const folders = await Promise.all(visible.map((item) => leadsToFolder(path, item)));
    return visible
      .filter((_, index) => folders[index])
      .map((item) => item.name)
      .sort((a, b) => a.localeCompare(b));
  } catch (error) {
    throw diskFailure(error, 'look into', path);
  }
}

async function folderAt(parent: string, name: string): Promise<Folder> {
  const path = join(parent, name);
  return { name, path, isGit: await isCheckout(path) };
}

async function leadsToFolder(parent: string, item: Dirent): Promise<boolean> {
  return item.isDirectory() || (item.isSymbolicLink() && (await isFolder(join(parent, item.name))));
}
