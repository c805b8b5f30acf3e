import { Graph, layout } from '@dagrejs/dagre';

export const NODE_WIDTH = 208;
export const NODE_HEIGHT = 68;
const LANE_PAD = 16;
const LANE_HEAD = 28;
const GAP = 20;

/** What is drawn: features that depend on others, each in a lane. */
export interface Drawing {
  readonly features: readonly { readonly id: string; readonly lane: string; readonly dependsOn: readonly string[] }[];
  /** In their order. */
  readonly lanes: readonly string[];
}

export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly nodes: readonly Box[];
  readonly lanes: readonly Box[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Where everything stands: milestones side by side in their order, and inside each its features, what comes first on
 * the left. Dependencies on features that are not there, and on itself, are left out.
 */
export function layOut({ features, lanes }: Drawing): Layout {
  const known = new Set(features.map(({ id }) => id));
  const edges = features.flatMap(({ id, dependsOn }) =>
    [...new Set(dependsOn)].filter((from) => from !== id && known.has(from)).map((from) => ({ from, to: id })),
  );
  const names = [...new Set([...lanes, ...features.map(({ lane }) => lane)])];
  let x = 0;
  const placed = names.flatMap((lane) => {
    const own = features.filter((feature) => feature.lane === lane);
    if (own.length === 0) return [];
    const block = arrange(
      own.map(({ id }) => id),
      edges,
    );
    const box = { id: lane, x, y: 0, width: block.width + 2 * LANE_PAD, height: 0 };
    const nodes = block.nodes.map((node) => ({ ...node, x: x + LANE_PAD + node.x, y: LANE_HEAD + LANE_PAD + node.y }));
    x += box.width + 5 * LANE_PAD;
    return [{ box, nodes, height: LANE_HEAD + 2 * LANE_PAD + block.height }];
  });
  const height = Math.max(0, ...placed.map((lane) => lane.height));
  return {
    nodes: placed.flatMap(({ nodes, height: own }) =>
      nodes.map((node) => ({ ...node, y: node.y + (height - own) / 2 })),
    ),
    lanes: placed.map(({ box }) => ({ ...box, height })),
    edges,
  };
}

interface Block {
  readonly nodes: readonly Box[];
  readonly width: number;
  readonly height: number;
}

/** One lane on its own, its corner at 0, 0: what hangs together, and below it the features that stand alone. */
function arrange(ids: readonly string[], edges: Layout['edges']): Block {
  const lane = new Set(ids);
  const own = edges.filter(({ from, to }) => lane.has(from) && lane.has(to));
  const tied = new Set(own.flatMap(({ from, to }) => [from, to]));
  const web = weave(
    ids.filter((id) => tied.has(id)),
    own,
  );
  const top = web.length === 0 ? 0 : Math.max(...web.map(({ y }) => y)) + NODE_HEIGHT + GAP;
  const nodes = [
    ...web,
    ...stack(
      ids.filter((id) => !tied.has(id)),
      top,
    ),
  ];
  const right = Math.max(...nodes.map((node) => node.x + node.width));
  const bottom = Math.max(...nodes.map((node) => node.y + node.height));
  return { nodes, width: right, height: bottom };
}

function weave(ids: readonly string[], edges: Layout['edges']): Box[] {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', nodesep: GAP, ranksep: 64 });
  for (const id of ids) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to } of edges) graph.setEdge(from, to, {});
  layout(graph);
  return ids.map((id) => {
    const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
    return boxAt(id, x - NODE_WIDTH / 2, y - NODE_HEIGHT / 2);
  });
}

/** Columns that are about as high as they are wide together: forty features in a row could not be read. */
function stack(ids: readonly string[], top: number): Box[] {
  const rows = Math.max(4, Math.ceil(Math.sqrt(2 * ids.length)));
  return ids.map((id, index) =>
    boxAt(id, Math.floor(index / rows) * (NODE_WIDTH + GAP), top + (index % rows) * (NODE_HEIGHT + GAP)),
  );
}

function boxAt(id: string, x: number, y: number): Box {
  return { id, x, y, width: NODE_WIDTH, height: NODE_HEIGHT };
}

export type Way = 'left' | 'right' | 'up' | 'down';

/**
 * Where an arrow leads: left to what this one depends on, right to what waits for it, up and down to the neighbour in
 * the same column. Sideways the nearest end of an edge wins; undefined where nothing is.
 */
export function along({ nodes, edges }: Layout, current: string | null, way: Way): string | undefined {
  const from = nodes.find(({ id }) => id === current);
  if (from === undefined) return firstOf(nodes);
  if (way === 'up' || way === 'down') {
    const column = nodes.filter((node) => Math.abs(node.x - from.x) < NODE_WIDTH / 2);
    const beyond = column.filter((node) => (way === 'up' ? node.y < from.y : node.y > from.y));
    return nearest(beyond, from);
  }
  const ends = new Set(
    way === 'left'
      ? edges.filter(({ to }) => to === from.id).map((edge) => edge.from)
      : edges.filter((edge) => edge.from === from.id).map(({ to }) => to),
  );
  return nearest(
    nodes.filter(({ id }) => ends.has(id)),
    from,
  );
}

function firstOf(nodes: readonly Box[]): string | undefined {
  return nodes.toSorted((a, b) => a.x - b.x || a.y - b.y)[0]?.id;
}

function nearest(nodes: readonly Box[], from: Box): string | undefined {
  const distance = (node: Box): number => Math.hypot(node.x - from.x, node.y - from.y);
  return nodes.toSorted((a, b) => distance(a) - distance(b))[0]?.id;
}
