import { Graph, layout } from '@dagrejs/dagre';
import type { ProjectGraph } from '../../../electron/contract/graph.ts';

export const NODE_WIDTH = 176;
export const NODE_HEIGHT = 52;

export interface Place {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** Where each project stands: who uses something stands left of it. Links with unknown projects are left out. */
export function placeProjects({ nodes, edges }: ProjectGraph): Place[] {
  const names = [...new Set(nodes.map(({ name }) => name))];
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 150 });
  for (const name of names) graph.setNode(name, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to } of edges) {
    if (from !== to && names.includes(from) && names.includes(to)) graph.setEdge(from, to, {});
  }
  layout(graph);
  return names.map((name) => {
    const { x = 0, y = 0 } = graph.node(name) as { x?: number; y?: number };
    return { name, x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 };
  });
}
