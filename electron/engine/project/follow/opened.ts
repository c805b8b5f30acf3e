import { dirname } from 'node:path';
import type { Context } from '../../context.ts';
import { fail } from '../../errors.ts';
import { ChangedFiles } from '../records/changed-files.ts';
import { findProject, type Notice, type Project, projectAt } from '../records/project.ts';
import { keepChange } from './undo.ts';

type Looking = Pick<Context, 'paths' | 'state' | 'now'>;
type Changing = Looking & Pick<Context, 'running'>;

/** A project of this user, rooted exactly here. */
export function projectOf(
  context: Pick<Context, 'paths' | 'now'>,
  root: string,
  notice: (notice: Notice) => void = () => undefined,
): Project {
  const found = findProject({ cwd: root, home: dirname(context.paths.home), now: context.now, notice });
  return projectAt(found, root);
}

/** Reads something of an opened project. PROJECT_NOT_OPEN, PROJECT_NOT_FOLDER. */
export async function within<Result>(
  context: Looking,
  { project }: { readonly project: string },
  look: (project: Project) => Result | Promise<Result>,
): Promise<Result> {
  return look(projectOf(context, openRoot(context, project)));
}

/** Does something in an opened project that is not taken back as one change. What it noticed comes back as warnings. */
export async function act<Result extends object>(
  context: Looking,
  { project }: { readonly project: string },
  work: (project: Project) => Promise<Result>,
): Promise<Result & { warnings: string[] }> {
  const told = new Set<string>();
  const result = await work(projectOf(context, openRoot(context, project), ({ sentence }) => told.add(sentence)));
  return { ...result, warnings: [...told] };
}

/**
 * Changes something of an opened project. What the operation noticed on its way comes back as warnings,
 * and what it wrote as a change that can be undone.
 */
export async function change<Result extends object>(
  context: Changing,
  { project }: { readonly project: string },
  act: (project: Project) => Result | Promise<Result>,
): Promise<Result & { warnings: string[]; undo: string | null }> {
  const told = new Set<string>();
  const journal = new ChangedFiles();
  const quiet = projectOf(context, openRoot(context, project), ({ sentence }) => told.add(sentence));
  const result = await act({ ...quiet, journal });
  return { ...result, warnings: [...told], undo: keepChange(context, quiet, journal) };
}

function openRoot({ state }: Looking, root: string): string {
  const { projects } = state.snapshot;
  // `constructor` is not a project, although every object has one.
  const entry = Object.hasOwn(projects, root) ? projects[root] : undefined;
  if (entry === undefined || entry.state === 'known')
    throw fail('PROJECT_NOT_OPEN', `The project ${root} is not open.`);
  if (entry.state === 'missing') throw fail('PROJECT_NOT_FOLDER', `${root} is not there any more.`);
  return root;
}
