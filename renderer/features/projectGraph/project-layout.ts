import { Graph, layout } from '@dagrejs/dagre';
import type { ProjectGraph, Relation } from '../../../electron/contract/graph.ts';

export const NODE_WIDTH = 176;
export const NODE_HEIGHT = 52;

export interface Place {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** One line of the drawing: everything that two projects have to do with each other. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly words: string;
  /** At which ends it has an arrow: from who builds on something to what that is. */
  readonly arrows: { readonly start: boolean; readonly end: boolean };
}

const WORDS: Readonly<Record<Relation, string>> = {
  consumes: 'uses',
  exposes: 'builds on',
  'shared-types': 'shared types',
};

/** The lines: one for two projects, however often they are linked. Links with itself or with unknown ones are left out. */
export function linesOf({ nodes, edges }: ProjectGraph): Line[] {
  const known = new Set(nodes.map(({ name }) => name));
  const lines = new Map<string, Line>();
  for (const edge of edges) {
    if (edge.from === edge.to || !known.has(edge.from) || !known.has(edge.to)) continue;
    const [from, to] = edge.relation === 'exposes' ? [edge.to, edge.from] : [edge.from, edge.to];
    const key = [from, to].toSorted().join('\n');
    const line = lines.get(key) ?? { from, to, words: '', arrows: { start: false, end: false } };
    const points = edge.relation !== 'shared-types';
    const words = new Set([...line.words.split(', '), WORDS[edge.relation]]);
    lines.set(key, {
      ...line,
      words: Object.values(WORDS)
        .filter((word) => words.has(word))
        .join(', '),
      arrows: {
        start: line.arrows.start || (points && line.from === to),
        end: line.arrows.end || (points && line.from === from),
      },
    });
  }
  return [...lines.values()];
}

/** Where each project stands: who builds on something stands left of it. */
export function placeProjects({ nodes, edges }: ProjectGraph): Place[] {
  const names = [...new Set(nodes.map(({ name }) => name))];
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 150 });
  for (const name of names) graph.setNode(name, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to } of linesOf({ nodes, edges })) graph.setEdge(from, to, {});
  layout(graph);
  return names.map((name) => {
    const { x = 0, y = 0 } = graph.node(name) as { x?: number; y?: number };
    return { name, x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 };
  });
}
