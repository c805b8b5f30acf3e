import { z } from 'zod';
import { MilestoneProgress } from '../milestones.ts';
import { procedure } from '../procedure.ts';
import { ofMilestone, warnings } from './inputs.ts';

export const milestones = {
  /** Seals a milestone whose assertions are all settled. SEAL_BLOCKED names in its hints what stands in the way. */
  seal: procedure
    .input(ofMilestone.extend({ strict: z.boolean().optional() }))
    .output(z.object({ progress: MilestoneProgress, sealed: z.boolean(), autoTransitioned: z.boolean(), ...warnings })),
};
