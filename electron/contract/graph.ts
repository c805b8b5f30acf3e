import { z } from 'zod';

export const Relation = z.enum(['consumes', 'exposes', 'shared-types']);
export type Relation = z.infer<typeof Relation>;

export const GraphNode = z.looseObject({ path: z.string(), name: z.string(), role: z.string().optional() });
export type GraphNode = z.infer<typeof GraphNode>;

export const GraphEdge = z.looseObject({
  from: z.string(),
  to: z.string(),
  relation: Relation,
  detail: z.string().optional(),
});
export type GraphEdge = z.infer<typeof GraphEdge>;

/** `~/.maestro/graph/projects.json`. */
export const ProjectGraph = z.looseObject({ nodes: z.array(GraphNode), edges: z.array(GraphEdge) });
export type ProjectGraph = z.infer<typeof ProjectGraph>;

/** What one project has to do with others. */
export const GraphContext = z.object({
  currentProject: GraphNode.optional(),
  relationships: z
    .array(z.object({ project: GraphNode, direction: z.enum(['outgoing', 'incoming']), edge: GraphEdge }))
    .readonly(),
  totalProjects: z.int(),
  totalEdges: z.int(),
});
export type GraphContext = z.infer<typeof GraphContext>;
