import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ProjectEntry } from '../../../contract/projects.ts';
import type { Context } from '../../context.ts';
import { fail } from '../../errors.ts';
import { initProject } from '../setup/init.ts';
import { projectOf } from './opened.ts';
import { exists, findProject } from '../records/project.ts';
import { projectsOf } from './user-projects.ts';

/** Finds the project of a folder as the command line does, and follows it from now on. PROJECT_NOT_FOLDER. */
export async function openFolder(context: Context, { path }: { readonly path: string }): Promise<ProjectEntry> {
  const { root, folder, user } = findProject({ cwd: await realFolder(path), home: dirname(context.paths.home) });
  if (folder === user) {
    throw fail('PROJECT_NOT_FOLDER', `${root} is your home folder: its .maestro is Maestro's own.`, {
      hints: ['Choose a folder inside it.'],
    });
  }
  return projectsOf(context).open(root);
}

/** Opens the project around a folder where there is one, so that who starts Maestro in a project finds it there. */
export async function openAround(context: Context, path: string): Promise<void> {
  const { folder, user } = findProject({ cwd: path, home: dirname(context.paths.home) });
  if (folder !== user && exists(folder)) await openFolder(context, { path });
}

/** Stops following a project and takes it off the list of open ones. Its files stay. */
export async function closeProject(context: Context, { path }: { readonly path: string }): Promise<void> {
  await projectsOf(context).close(path);
}

/** Makes `.maestro/` in exactly this folder. PROJECT_NOT_FOLDER, PATH_UNSAFE. */
export async function initFolder(context: Context, { path }: { readonly path: string }) {
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
