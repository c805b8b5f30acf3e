import { z } from 'zod';
import { inProject, Line, textUpTo, warnings } from './inputs.ts';
import { procedure } from './procedure.ts';

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

const TARGET_MAX_CHARS = 400;

/** How this project depends on another one. */
export const NewLink = z.object({
  /** Path or name of the other project. */
  target: textUpTo(TARGET_MAX_CHARS),
  relation: Relation,
  via: Line.optional(),
});
export type NewLink = z.infer<typeof NewLink>;

export const graph = {
  /** How this user's projects depend on each other, what this one has to do with it, and the file. */
  read: procedure.input(inProject).output(z.object({ graph: ProjectGraph, context: GraphContext, path: z.string() })),
  link: procedure
    .input(inProject.extend(NewLink.shape))
    .output(z.object({ edge: GraphEdge, nodesAdded: z.int(), ...warnings })),
};
