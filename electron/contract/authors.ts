import { z } from 'zod';
import { AgentKind } from './agents.ts';
import { ContainerName, Instant } from './ids.ts';
import { FeatureRef } from './launches.ts';

/** An agent in a container that speaks for its feature, through the bridge of its container. */
export const Author = z.object({
  /** The home folder of the user whose project it is, and the project's folder. */
  home: z.string().min(1),
  project: z.string().min(1),
  of: FeatureRef,
  container: ContainerName,
  agent: AgentKind,
  /** The branch that is checked out in its container. */
  branch: z.string().min(1),
});
export type Author = z.infer<typeof Author>;

/** A line of `.maestro/ours/authors/<mission>.jsonl`: what was written by which agent, by its command's name. */
export const Authored = z.object({
  at: Instant,
  feature: FeatureRef.shape.feature,
  container: ContainerName,
  agent: AgentKind,
  command: z.string().min(1),
});
export type Authored = z.infer<typeof Authored>;

const MOST_WORDS = 300;
const LONGEST_WORD = 200_000;

/** What the program in a container asks, a line of JSON for each call. An agent may write anything there. */
export const BridgeCall = z.object({
  id: z.number().int().nonnegative(),
  words: z.array(z.string().max(LONGEST_WORD)).max(MOST_WORDS),
});
export type BridgeCall = z.infer<typeof BridgeCall>;

/** The answer to it: what the command printed, and its exit status. */
export interface BridgeAnswer {
  readonly id: BridgeCall['id'];
  readonly out: string;
  readonly err: string;
  readonly code: number;
}
