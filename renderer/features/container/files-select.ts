import { type FolderEntry, pathIn } from '../../../electron/contract/files.ts';

/** A folder on the way to another one. */
export interface Crumb {
  readonly name: string;
  readonly path: string;
}

/** The folders from the root to a path, itself included (pure). */
export function crumbsOf(path: string): Crumb[] {
  const names = path.split('/').filter((name) => name !== '');
  return [
    { name: '/', path: '/' },
    ...names.map((name, index) => ({ name, path: `/${names.slice(0, index + 1).join('/')}` })),
  ];
}

/** The folder around a path; the root is around itself (pure). */
export function parentOf(path: string): string {
  return crumbsOf(path).at(-2)?.path ?? '/';
}

/** The last name of a path (pure). */
export function nameOf(path: string): string {
  return crumbsOf(path).at(-1)?.name ?? '/';
}

/** Which of the entries is at a path; the first where none is (pure). */
export function entryAt(entries: readonly FolderEntry[], folder: string, path: string | null): number {
  return Math.max(
    0,
    entries.findIndex(({ name }) => pathIn(folder, name) === path),
  );
}
