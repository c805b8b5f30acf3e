import { z } from 'zod';
import { ContainerName, Instant } from './ids.ts';
import { procedure } from './procedure.ts';

/**
 * What an entry is about. `agent`: what its hooks said, and its process; `turn`: its turns and its own list of tasks;
 * `git`: its commits and branches; `run`: starts and ends of the container.
 */
export const ActivityKind = z.enum(['agent', 'turn', 'git', 'run']);
export type ActivityKind = z.infer<typeof ActivityKind>;

/** What a container says of itself may be longer: the rest is cut off. */
export const ACTIVITY_CHARS = 600;

/** Something that happened in a container, as it told of it: a claim, but for the ends of its runs. */
export const ActivityEntry = z.object({
  at: Instant,
  kind: ActivityKind,
  /** `needs`: it waited for a person. */
  tone: z.enum(['plain', 'good', 'needs', 'bad']),
  text: z.string().max(ACTIVITY_CHARS),
});
export type ActivityEntry = z.infer<typeof ActivityEntry>;

export const activity = {
  /** What has happened in a container, the newest first, as far back as its log reaches; at most the newest thousand. It need not run. */
  list: procedure.input(z.object({ name: ContainerName })).output(z.array(ActivityEntry).max(1000)),
};
