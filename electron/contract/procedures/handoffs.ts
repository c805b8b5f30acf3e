import { z } from 'zod';
import { Finding, Handoff, HandoffHead, HandoffStatus, HandoffView } from '../handoffs.ts';
import { procedure } from '../procedure.ts';
import { DamagedFile } from '../projects.ts';
import { inProject, ofHandoff, warnings } from './inputs.ts';

const Agent = z.string().min(1).max(200);
const Changed = z.object({ handoff: Handoff, ...warnings });
const MOST_LEASE_MINUTES = 60 * 24 * 365;

export const handoffs = {
  /** Newest first; what cannot be read is named on its own. */
  list: procedure
    .input(inProject.extend({ status: HandoffStatus.optional() }))
    .output(z.object({ handoffs: z.array(HandoffHead), damaged: z.array(DamagedFile) })),
  get: procedure.input(ofHandoff).output(HandoffView),
  /** Compares what a handoff claims with what git knows. */
  verify: procedure.input(ofHandoff).output(z.object({ findings: z.array(Finding), contradicted: z.int() })),
  /** Takes one handoff, or the newest that waits. Exactly one claimer wins. */
  claim: procedure
    .input(
      inProject.extend({
        id: z.string().max(200).optional(),
        agent: Agent,
        leaseMinutes: z.int().min(1).max(MOST_LEASE_MINUTES).optional(),
      }),
    )
    .output(Changed),
  /** Gives it back. Only its owner may, unless `force`. */
  release: procedure
    .input(ofHandoff.extend({ agent: Agent.optional(), force: z.boolean().optional() }))
    .output(Changed),
};
