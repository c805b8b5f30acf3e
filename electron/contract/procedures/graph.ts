import { z } from 'zod';
import { GraphContext, GraphEdge, ProjectGraph, Relation } from '../graph.ts';
import { procedure } from '../procedure.ts';
import { inProject, Line, warnings } from './inputs.ts';

export const graph = {
  /** How this user's projects depend on each other, what this one has to do with it, and the file. */
  read: procedure.input(inProject).output(z.object({ graph: ProjectGraph, context: GraphContext, path: z.string() })),
  link: procedure
    .input(inProject.extend({ target: z.string().min(1).max(400), relation: Relation, via: Line.optional() }))
    .output(z.object({ edge: GraphEdge, nodesAdded: z.int(), ...warnings })),
};
