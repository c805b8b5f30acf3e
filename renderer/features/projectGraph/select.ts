import type { GraphContext, ProjectGraph, Relation } from '../../../electron/contract/graph.ts';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import { maestroLine } from '../../ui/shell.ts';

export const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  consumes: 'uses',
  exposes: 'offers to',
  'shared-types': 'shares types with',
};

export type Relationship = GraphContext['relationships'][number];

/** What a change means across a link, seen from the current project. */
export function impact(current: string, { project, direction, edge }: Relationship): string {
  const via = edge.detail === undefined ? '' : ` (${edge.detail})`;
  const other = project.name;
  switch (edge.relation) {
    case 'shared-types':
      return `${current} and ${other} share types${via}: change them together.`;
    case 'consumes':
      return direction === 'outgoing'
        ? `A change in ${other}${via} can break ${current}.`
        : `A change in ${current}${via} can break ${other}.`;
    case 'exposes':
      return direction === 'outgoing'
        ? `${other} builds on what ${current} offers${via}: keep it working.`
        : `${current} builds on what ${other} offers${via}.`;
  }
}

/** The folder of a node, once somebody said where it is; a link names its target by name only. */
export function folderOf({ path }: { readonly path: string }): string | null {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) ? path : null;
}

/** The names to offer as target: projects of the graph and known ones, without the current. */
export function targets(graph: ProjectGraph, entries: readonly ProjectEntry[], current: string): string[] {
  const names = [...graph.nodes.map(({ name }) => name), ...entries.map(({ name }) => name)];
  return [...new Set(names)].filter((name) => name !== current).toSorted((a, b) => a.localeCompare(b));
}

export interface LinkDraft {
  readonly target: string;
  readonly relation: Relation;
  readonly via: string;
}

/** The command line that links; `…` stands for a target that is still to be named. */
export function linkLine({ target, relation, via }: LinkDraft): string {
  const words = ['graph-link', target.trim() === '' ? '…' : target.trim(), `--${relation}`];
  return maestroLine(...words, ...(via.trim() === '' ? [] : ['--via', via.trim()]));
}

/** A link as a sentence: `web-shop uses api (types/api.ts)`. */
export function linkWords({ from, to, relation, detail }: ProjectGraph['edges'][number]): string {
  return `${from} ${RELATION_WORDS[relation]} ${to}${detail === undefined ? '' : ` (${detail})`}`;
}
