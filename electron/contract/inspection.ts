import { z } from 'zod';
import { Container } from './containers.ts';
import { Limits } from './limits.ts';
import { ContainerName, Instant } from './ids.ts';
import { ContainerNetwork } from './network.ts';
import { procedure } from './procedure.ts';
import { Usage } from './usage.ts';

/** One Docker container as its engine has it. */
const Inside = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  image: z.string(),
  startedAt: Instant.nullable(),
  /** When its last run ended; null while it runs, and before the first. */
  finishedAt: Instant.nullable(),
  exitCode: z.int().nullable(),
  /** How often Docker started it again by itself. */
  restarts: z.int().min(0),
});

/** All that is known about a container. Nothing secret: no environment, no file. */
export const Inspection = z.object({
  container: Container,
  agent: Inside.extend({
    /** As Docker enforces them now. */
    limits: Limits,
    user: z.string(),
    capabilities: z.array(z.string()),
    security: z.array(z.string()),
    mounts: z.array(z.object({ kind: z.string(), name: z.string(), target: z.string(), writable: z.boolean() })),
  }),
  gateway: Inside.nullable(),
  /** Null for containers of earlier versions, of which that is not known. */
  network: ContainerNetwork.nullable(),
  /** Null where its conversation could not be read. */
  usage: Usage.nullable(),
  /** Names of the Docker containers, networks and volumes that belong to it. */
  parts: z.array(z.string()),
});
export type Inspection = z.infer<typeof Inspection>;

export const inspection = {
  get: procedure.input(z.object({ name: ContainerName })).output(Inspection),
};
