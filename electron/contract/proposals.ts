import { z } from 'zod';
import { Instant } from './ids.ts';
import { inProject, Line, Name, warnings, Words } from './inputs.ts';
import { Correction, Learning, NewCorrection } from './memory.ts';
import { procedure } from './procedure.ts';

/** Something to remember that Maestro saw happen. Nothing of it reaches an agent before its user takes it. */
export const Proposal = z.object({
  /** Made from what it was seen in, so that the same is proposed once. */
  id: z.string().regex(/^[0-9a-f]{12}$/),
  kind: z.enum(['correction', 'learning']),
  /** The rule, or what was learned. */
  text: Line.min(1),
  /** Of a correction: what would bring it up. */
  keywords: z.array(z.string()),
  globs: z.array(z.string()),
  /** What it was seen in, as a sentence. */
  because: z.string(),
  at: Instant,
  state: z.enum(['open', 'taken', 'dropped']),
});
export type Proposal = z.infer<typeof Proposal>;

/** How often a correction stood in a worker's prompt, and how often somebody objected all the same to what it is about. */
export const RuleUse = z.object({
  prompts: z.int().min(0),
  objections: z.int().min(0),
  lastPromptAt: Instant.nullable(),
  lastObjectionAt: Instant.nullable(),
});
export type RuleUse = z.infer<typeof RuleUse>;

/** Takes a proposal as it is, or otherwise worded. */
export const TakeProposal = z.object({
  id: Name,
  text: Words.optional(),
  ...NewCorrection.pick({ keywords: true, globs: true, severity: true }).partial().shape,
});
export type TakeProposal = z.infer<typeof TakeProposal>;

/** What nobody has decided about, newest first, and the use of each correction by its id. */
export const ProposalList = z.object({ proposals: z.array(Proposal), uses: z.record(z.string(), RuleUse) });
export type ProposalList = z.infer<typeof ProposalList>;

export const proposals = {
  list: procedure.input(inProject).output(ProposalList),
  /** Keeps it in the memory. PROPOSAL_NOT_FOUND. */
  take: procedure
    .input(inProject.extend(TakeProposal.shape))
    .output(z.object({ kept: z.union([Correction, Learning]), ...warnings })),
  /** Forgets it for good: the same is not proposed again. PROPOSAL_NOT_FOUND. */
  drop: procedure.input(inProject.extend({ id: Name })).output(z.object({ proposal: Proposal, ...warnings })),
};
