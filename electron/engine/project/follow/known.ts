import { isAbsolute } from 'node:path';
import type { ProjectEntry } from '../../../contract/projects.ts';
import type { Context } from '../../context.ts';
import { isFolder } from '../../disk/stat.ts';
import { readGraph } from '../graph/graph.ts';
import { projectOf } from './opened.ts';
import { readRecent } from './recent.ts';

export type Sources = ReadonlyMap<string, ProjectEntry['sources']>;

/** Where this user's projects are known from, by root. Of those in the graph and of containers, existing folders only. */
export async function knownProjects(context: Pick<Context, 'paths' | 'state' | 'now'>): Promise<Sources> {
  const { nodes } = readGraph(projectOf(context, context.paths.home));
  const containers = Object.values(context.state.snapshot.containers);
  const found = new Map<string, ProjectEntry['sources']>();
  const add = (path: string, source: ProjectEntry['sources'][number]): void => {
    const before = found.get(path) ?? [];
    if (!before.includes(source)) found.set(path, [...before, source]);
  };
  for (const path of readRecent(context)) add(path, 'recent');
  for (const { path } of nodes) if (isAbsolute(path) && (await isFolder(path))) add(path, 'graph');
  for (const { project } of containers) if (await isFolder(project.path)) add(project.path, 'container');
  return found;
}
