import { z } from 'zod';
import { Problem } from './errors.ts';
import { Instant } from './ids.ts';
import { procedure } from './procedure.ts';

export const ImageTarget = z.enum(['gateway', 'agent', 'base']);
export type ImageTarget = z.infer<typeof ImageTarget>;

/** An image that Maestro made. `current` ones match the inputs of this version and configuration. */
export const Image = z.object({
  target: ImageTarget,
  tag: z.string(),
  dockerId: z.string(),
  createdAt: Instant,
  sizeBytes: z.int().min(0),
  current: z.boolean(),
  /** Containers that run on it. */
  usedBy: z.int().min(0),
});
export type Image = z.infer<typeof Image>;

/** An image build under way, or the last one's end. */
export const ImageBuild = z.object({
  target: ImageTarget,
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: Instant,
  ms: z.int().min(0).nullable(),
  /** The Dockerfile step under way, such as `RUN apt-get install …`. */
  step: z.string(),
  stepNumber: z.int().min(0),
  stepCount: z.int().min(0),
  /** The last lines of output, oldest first; at most 40. */
  lines: z.array(z.string()),
  problem: Problem.nullable(),
  /** It failed while an image was lacking: no container can be created until the images are there, whoever makes them. */
  blocks: z.boolean(),
});
export type ImageBuild = z.infer<typeof ImageBuild>;

/** The image of `containers.image`, and what is known of it without running anything. */
export const OwnImageState = z.object({
  reference: z.string(),
  /** Whether the engine has it. */
  isHere: z.boolean(),
  /** What Maestro needs and did not find in it; null: it was not checked yet. */
  missing: z.array(z.string()).nullable(),
});
export type OwnImageState = z.infer<typeof OwnImageState>;

export const images = {
  /** The user's own image that new containers run on; null where that is Maestro's. */
  own: procedure.output(OwnImageState.nullable()),
  list: procedure.output(z.array(Image)),
  /** Builds what is missing or outdated (all of it with `force`), progress in the snapshot. Joins a build under way. */
  build: procedure.input(z.object({ force: z.boolean().default(false) })).output(z.array(Image)),
  /** Makes a Debian base image on this machine and uses it from then on. */
  base: procedure.input(z.object({ force: z.boolean().default(false) })).output(Image),
  cancelBuild: procedure.output(z.void()),
  /** Takes the end of the last build off the screen. */
  dismissBuild: procedure.output(z.void()),
  /** What `prune` would remove, and the bytes that would be free then: without layers that stay. */
  prunePlan: procedure.output(z.object({ images: z.array(Image), bytes: z.int().min(0) })),
  /** Removes images of ours that are neither current nor used. */
  prune: procedure.output(z.object({ removed: z.array(Image), freedBytes: z.int().min(0) })),
};
