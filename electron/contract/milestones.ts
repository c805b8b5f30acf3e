import { z } from 'zod';
import { Milestone } from './missions.ts';

export const MilestoneStatus = z.enum(['pending', 'executing', 'validating', 'failed', 'sealed']);
export type MilestoneStatus = z.infer<typeof MilestoneStatus>;

/** A milestone with what its features and assertions add up to. Computed on every read, never stored. */
export const MilestoneProgress = z.object({
  milestoneId: z.string(),
  milestone: Milestone,
  status: MilestoneStatus,
  featureCount: z.int(),
  completedFeatures: z.int(),
  featureCompletionPct: z.int(),
  assertionCount: z.int(),
  passedAssertions: z.int(),
  waivedAssertions: z.int(),
  terminalAssertions: z.int(),
  assertionCompletionPct: z.int(),
  waivedAssertionIds: z.array(z.string()),
});
export type MilestoneProgress = z.infer<typeof MilestoneProgress>;
