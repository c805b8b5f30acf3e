import { z } from 'zod';
import { inProject, ofMilestone, warnings } from './inputs.ts';
import { Milestone } from './missions.ts';
import { procedure } from './procedure.ts';

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

export const milestones = {
  /** Seals a milestone whose assertions are all settled. SEAL_BLOCKED names in its hints what stands in the way. */
  seal: procedure
    .input(inProject.extend({ ...ofMilestone.shape, strict: z.boolean().optional() }))
    .output(z.object({ progress: MilestoneProgress, sealed: z.boolean(), autoTransitioned: z.boolean(), ...warnings })),
};
