import { homedir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { linkStatAt, statAt } from '../../disk/stat.ts';
import type { Author } from '../../../contract/authors.ts';
import { fail } from '../../errors.ts';
import { currentBranch } from '../../git/head.ts';
import { findShared } from './worktree.ts';

/** Something a person should know although the command went on: a damaged file, a move that skips a dependency. */
export interface Notice {
  readonly kind: 'damaged' | 'warning' | 'waiting';
  readonly sentence: string;
  readonly path?: string;
}

/** A folder with `.maestro/`, and what an operation on its files needs to know. First argument of every state operation. */
export interface Project {
  readonly root: string;
  /** The folder whose files and branch count: the root, or the linked worktree that uses the root's state. */
  readonly checkout: string;
  /** `<root>/.maestro` */
  readonly folder: string;
  /** `~/.maestro` */
  readonly user: string;
  readonly home: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  readonly notice: (notice: Notice) => void;
  /** The agent in a container that speaks; unset: whoever runs this process. */
  readonly author?: Author | undefined;
  /** Remembers what a change does, so that it can be undone. */
  readonly journal?: Journal;
}

/** What a change is told to: each record before it is written, and each lock that it was written under, taken and given back. */
export interface Journal {
  touched(path: string): void;
  locked(path: string): void;
  /** Before such a lock is given back: from then on, others write there too. */
  unlocking(): void;
}

export type ProjectOptions = Partial<Pick<Project, 'author' | 'cwd' | 'home' | 'env' | 'now' | 'notice'>>;

/**
 * The project of a folder: the nearest one with `.maestro/`, up to the repository's root; else where one would be made.
 * In a linked worktree that shares the state of the main one, that is looked for in the main one.
 */
export function findProject(options: ProjectOptions = {}): Project {
  const cwd = options.cwd ?? options.author?.project ?? process.cwd();
  const env = options.env ?? process.env;
  const home = options.home ?? options.author?.home ?? homedir();
  const user = join(home, '.maestro');
  const shared = findShared(cwd);
  const start = shared?.place ?? cwd;
  const root = nearest(start, user) ?? repositoryRoot(start) ?? start;
  return {
    root,
    checkout: shared === undefined ? root : join(shared.own, relative(shared.main, root)),
    folder: join(root, '.maestro'),
    user,
    home,
    cwd,
    env,
    now: options.now ?? (() => new Date()),
    notice: options.notice ?? (() => undefined),
    author: options.author,
  };
}

/** The branch that what is written belongs to: that of the agent's container, else the one checked out in a folder. */
export function branchOf(project: Project, folder: string): string | undefined {
  return project.author?.branch ?? currentBranch(folder);
}

/** The same project rooted exactly here, for `init`. */
export function projectAt(project: Project, root: string): Project {
  return { ...project, root, checkout: root, folder: join(root, '.maestro') };
}

/** The same project, whose notices go somewhere else. */
export function withNotice(project: Project, notice: Project['notice']): Project {
  return { ...project, notice };
}

function nearest(cwd: string, user: string): string | undefined {
  const owner = ownerOf(cwd);
  for (let folder = cwd; ; folder = dirname(folder)) {
    const state = join(folder, '.maestro');
    if (state !== user && exists(state)) return folder;
    // The repository's root ends the search; without a repository, the first folder of somebody else does.
    if (exists(join(folder, '.git')) || dirname(folder) === folder || ownerOf(dirname(folder)) !== owner) {
      return undefined;
    }
  }
}

/** The folder above (or here) that holds `.git`, be it a folder or, in a linked worktree, a file. */
export function repositoryRoot(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (exists(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Refuses to write through a symbolic link: every part of the path below the root must be real. PATH_UNSAFE. */
export function refuseLinks(root: string, path: string): void {
  const inside = relative(root, resolve(path));
  if (inside === '' || inside.startsWith('..')) return;
  let part = root;
  for (const name of inside.split(sep)) {
    part = join(part, name);
    const stat = linkStatAt(part);
    if (stat === undefined) return;
    if (stat.isSymbolicLink()) {
      throw fail('PATH_UNSAFE', `${part} is a symbolic link, and Maestro writes only into real folders and files.`);
    }
  }
}

/** Whether anything is there, be it a link that leads nowhere. */
export function exists(path: string): boolean {
  return linkStatAt(path) !== undefined;
}

/** The user whose file or folder this is. */
export function ownerOf(path: string): number | undefined {
  return statAt(path)?.uid;
}
