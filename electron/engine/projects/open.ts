import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { ProjectEntry } from '../../contract/projects.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import { initProject } from './init.ts';
import { projectOf } from './opened.ts';
import { exists, findProject } from './project.ts';

type Opening = Pick<Context, 'paths' | 'state' | 'now'>;

/** Finds the project of a folder as the command line does. PROJECT_NOT_FOLDER. */
export async function openFolder(context: Opening, { path }: { readonly path: string }): Promise<ProjectEntry> {
  const { root, folder } = findProject({ cwd: await realFolder(path), home: dirname(context.paths.home) });
  const entry: ProjectEntry = {
    path: root,
    name: basename(root),
    sources: ['open'],
    state: exists(folder) ? 'ready' : 'uninitialized',
    problem: null,
    stamp: context.now().getTime(),
    pendingHandoffs: 0,
    missionCount: 0,
    damaged: [],
  };
  context.state.change({ projects: { [root]: entry } });
  return entry;
}

export async function closeProject(context: Opening, { path }: { readonly path: string }): Promise<void> {
  context.state.change({ projects: { [path]: null } });
  return Promise.resolve();
}

/** Makes `.maestro/` in exactly this folder. PROJECT_NOT_FOLDER, PATH_UNSAFE. */
export async function initFolder(context: Opening, { path }: { readonly path: string }) {
  const warnings: string[] = [];
  const project = projectOf(context, await realFolder(path), ({ sentence }) => warnings.push(sentence));
  const { created, skipped } = await initProject(project);
  return { created, skipped, warnings };
}

/** Where a folder really is, as the command line sees it. */
async function realFolder(path: string): Promise<string> {
  const folder = await realpath(path).catch(() => undefined);
  if (folder === undefined || !(await stat(folder)).isDirectory()) {
    throw fail('PROJECT_NOT_FOLDER', `${path} is no folder.`);
  }
  return folder;
}
