import type { GraphContext, GraphEdge, GraphNode, ProjectGraph } from '../../../contract/graph.ts';
import { present } from '../../../contract/present.ts';

/** A graph with one more link; the same link again replaces the old one in its place. */
export function link(
  graph: ProjectGraph,
  { from, edge }: { from: GraphNode; edge: GraphEdge },
): { graph: ProjectGraph; nodesAdded: number } {
  const known = new Set(graph.nodes.map((node) => node.name));
  const to = { path: edge.to, name: edge.to };
  const added = [from, to].filter(
    (node, index, all) => !known.has(node.name) && all.findIndex((other) => other.name === node.name) === index,
  );
  const place = graph.edges.findIndex((other) => sameLink(other, edge));
  const edges =
    place < 0 ? [...graph.edges, edge] : graph.edges.map((other, index) => (index === place ? edge : other));
  // A project that was only known as somebody's target gets its real path once it links itself.
  const nodes = graph.nodes.map((node) =>
    node.name === from.name && node.path === node.name ? { ...node, path: from.path } : node,
  );
  return { graph: { ...graph, nodes: [...nodes, ...added], edges }, nodesAdded: added.length };
}

function sameLink(left: GraphEdge, right: GraphEdge): boolean {
  return left.from === right.from && left.to === right.to && left.relation === right.relation;
}

/** The links from and to a project. */
export function contextOf(graph: ProjectGraph, name: string): GraphContext {
  const node = (wanted: string): GraphNode =>
    graph.nodes.find((other) => other.name === wanted) ?? { path: wanted, name: wanted };
  const current = graph.nodes.find((other) => other.name === name);
  const relationships = graph.edges.flatMap((edge) => [
    ...(edge.from === name ? [{ project: node(edge.to), direction: 'outgoing' as const, edge }] : []),
    ...(edge.to === name ? [{ project: node(edge.from), direction: 'incoming' as const, edge }] : []),
  ]);
  return {
    ...present({ currentProject: current }),
    relationships,
    totalProjects: graph.nodes.length,
    totalEdges: graph.edges.length,
  };
}
