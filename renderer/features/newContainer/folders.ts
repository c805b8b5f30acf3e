import { folderName } from './select.ts';

/** What `settings.folders` answers. */
export interface Listing {
  readonly path: string;
  readonly parent: string | null;
  readonly isGit: boolean;
  readonly folders: readonly { readonly name: string; readonly path: string; readonly isGit: boolean }[];
}

export interface FolderChoice {
  readonly kind: 'recent' | 'git' | 'folder' | 'up';
  readonly path: string;
  readonly name: string;
  readonly aside: string;
}

interface Asked {
  readonly text: string;
  readonly recents: readonly string[];
  readonly listing: Listing | null;
}

/** Where a path is being typed: the folder that is known to be complete, and the beginning of a name in it. */
export function typedPath(text: string): { folder: string; name: string } | undefined {
  if (!/^(?:~|\/|[A-Za-z]:[\\/])/.test(text)) return undefined;
  const cut = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
  if (cut === -1) return { folder: text, name: '' };
  return { folder: text.slice(0, cut) || '/', name: text.slice(cut + 1) };
}

/** The folders to choose from: those inside a typed path, else recent projects and then the folders at home that match. */
export function folderChoices({ text, recents, listing }: Asked): FolderChoice[] {
  const typed = typedPath(text);
  if (typed === undefined) {
    const near = recents.filter((path) => includes(path, text)).map(recent);
    const known = new Set(recents);
    const home = inside(listing, text).map((choice) => ({ ...choice, aside: choice.path }));
    return [...near, ...home.filter(({ path }) => !known.has(path))];
  }
  const here = typed.name === '' && listing !== null ? [chosen(listing)] : [];
  const up = listing?.parent != null && typed.name === '' ? [upward(listing.parent)] : [];
  return [...here, ...inside(listing, typed.name, 'start'), ...up];
}

function recent(path: string): FolderChoice {
  return { kind: 'recent', path, name: folderName(path), aside: path };
}

function chosen({ path, isGit }: Listing): FolderChoice {
  return { kind: isGit ? 'git' : 'folder', path, name: folderName(path), aside: 'this folder' };
}

function upward(path: string): FolderChoice {
  return { kind: 'up', path, name: '..', aside: path };
}

function inside(listing: Listing | null, part: string, where: 'start' | 'anywhere' = 'anywhere'): FolderChoice[] {
  return (listing?.folders ?? [])
    .filter(({ name }) =>
      where === 'start' ? name.toLowerCase().startsWith(part.toLowerCase()) : includes(name, part),
    )
    .map(({ name, path, isGit }) => ({ kind: isGit ? 'git' : 'folder', path, name, aside: isGit ? 'git' : '' }));
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
