import { basename } from 'node:path';
import { type GraphContext, type GraphEdge, NewLink, ProjectGraph } from '../../../contract/graph.ts';
import { present } from '../../../contract/present.ts';
import { checked, fail } from '../../errors.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { findRecord, readRecord } from '../../disk/read.ts';
import { reportDamage, writeRecord } from '../records/records.ts';
import { files } from '../records/tree.ts';
import { contextOf, link } from './rules.ts';

const EMPTY: ProjectGraph = { nodes: [], edges: [] };

/** How this user's projects depend on each other. Damage is reported and counts as no links. */
export function readGraph(project: Project): ProjectGraph {
  const path = files.graph(project);
  const found = findRecord(path, ProjectGraph);
  if (found === undefined) return EMPTY;
  if ('value' in found) return found.value;
  reportDamage(project, path, found.damage);
  return EMPTY;
}

/** Links this project to another one by name. FILE_DAMAGED when the graph cannot be read, INPUT_INVALID without a name. */
export async function linkProject(project: Project, input: NewLink): Promise<{ edge: GraphEdge; nodesAdded: number }> {
  const { target, relation, via: detail } = checked(NewLink, input);
  if (target.trim() === '')
    throw fail('INPUT_INVALID', 'The other project is missing.', {
      hints: ['Example: maestro graph-link web --consumes'],
    });
  const path = files.graph(project);
  const from = { path: project.root, name: basename(project.root) };
  const edge = { from: from.name, to: target, relation, ...present({ detail }) };
  return withFileLock(project, `${path}.lock`, async () => {
    const { graph, nodesAdded } = link(readRecord(path, ProjectGraph) ?? EMPTY, { from, edge });
    await writeRecord(project, path, graph);
    return { edge, nodesAdded };
  });
}

/** What this project has to do with others. */
export function projectContext(project: Project): GraphContext {
  return contextOf(readGraph(project), basename(project.root));
}

/** All links, this project's own, and the file they are in. */
export function viewGraph(project: Project): { graph: ProjectGraph; context: GraphContext; path: string } {
  return { graph: readGraph(project), context: projectContext(project), path: files.graph(project) };
}
