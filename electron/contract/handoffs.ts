import { z } from 'zod';
import { inProject, Line, Lines, LIST_MAX, Name, NAME_MAX_CHARS, ofHandoff, textUpTo, warnings } from './inputs.ts';
import { SequentialId } from './missions.ts';
import { procedure } from './procedure.ts';
import { DamagedFile } from './projects.ts';

const filled = z.string().min(1, 'Must not be empty.');
const list = z.array(filled);

export const HandoffMode = z.enum(['plan', 'execute']);
export type HandoffMode = z.infer<typeof HandoffMode>;

export const HandoffStatus = z.enum(['pending', 'picked-up', 'completed']);
export type HandoffStatus = z.infer<typeof HandoffStatus>;

export const HandoffRefs = z.looseObject({
  missionId: filled.optional(),
  featureId: filled.optional(),
  milestoneId: filled.optional(),
  planPath: filled.optional(),
  specPath: filled.optional(),
});
export type HandoffRefs = z.infer<typeof HandoffRefs>;

const common = {
  currentState: filled,
  sessionCore: filled,
  decisions: list,
  artifacts: list,
  readMore: list,
  nextAction: filled,
  summary: filled,
  maestroRefs: HandoffRefs,
  cs: z.looseObject({ work: z.number().optional(), summary: z.number().optional() }),
  signalDelta: list,
  boundaryState: list,
  risks: list,
  blindSpot: filled.optional(),
  metaphor: filled.optional(),
  causalDrivers: list,
  divergences: list,
  assumptions: list.optional(),
  scopeDeclaration: z.record(z.string(), z.string()).optional(),
  complexityDelta: z.record(z.string(), z.unknown()).optional(),
  verificationResults: z.array(z.looseObject({ step: z.string(), passed: z.boolean() })).optional(),
};

export const PlanContent = z.looseObject({
  mode: z.literal('plan'),
  ...common,
  planPaths: list,
  maestroSync: list,
});
export type PlanContent = z.infer<typeof PlanContent>;

export const ExecuteContent = z.looseObject({
  mode: z.literal('execute'),
  ...common,
  touchedFiles: list,
  completedWork: list,
  validation: list,
});
export type ExecuteContent = z.infer<typeof ExecuteContent>;

/** What one agent passes to the next. */
export const HandoffContent = z.discriminatedUnion('mode', [PlanContent, ExecuteContent]);
export type HandoffContent = z.infer<typeof HandoffContent>;

/** `handoffs/<id>.json`. `uki` is recomputed from `content` on every read. */
export const Handoff = z.looseObject({
  id: SequentialId,
  version: z.string(),
  timestamp: z.string(),
  status: HandoffStatus,
  agent: filled,
  sessionId: filled,
  content: HandoffContent,
  uki: z.string(),
  pickedUpAt: z.string().optional(),
  pickedUpBy: z.string().optional(),
  completedAt: z.string().optional(),
  report: z.string().optional(),
});
export type Handoff = z.infer<typeof Handoff>;

/** `ours/handoffs/<id>.json`: who holds a handoff, until when, and what it was made from. The older tool never reads it. */
export const HandoffLease = z.looseObject({
  id: SequentialId,
  owner: z.string().optional(),
  claimedAt: z.string().optional(),
  leaseUntil: z.string().optional(),
  /** Commit that was checked out when the handoff was made. */
  baseCommit: z.string().optional(),
  branch: z.string().optional(),
  /** Paths behind the `file_…` tokens. */
  files: z.record(z.string(), z.string()).optional(),
});
export type HandoffLease = z.infer<typeof HandoffLease>;

/** A handoff as a list shows it. */
export const HandoffHead = z.object({
  id: SequentialId,
  status: HandoffStatus,
  mode: HandoffMode,
  agent: z.string(),
  sessionId: z.string(),
  timestamp: z.string(),
  summary: z.string(),
  nextAction: z.string(),
  pickedUpBy: z.string().optional(),
  pickedUpAt: z.string().optional(),
  /** Until when the claim protects its owner; absent for a claim without a lease. */
  leaseUntil: z.string().optional(),
  missionId: z.string().optional(),
  featureId: z.string().optional(),
});
export type HandoffHead = z.infer<typeof HandoffHead>;

/** One block of a packet, as its grammar reads it. */
export const HandoffBlock = z.object({ name: z.string(), value: z.union([z.string(), z.array(z.string())]) });
export type HandoffBlock = z.infer<typeof HandoffBlock>;

/** A handoff with its packet taken apart, and the forms in which it is copied. */
export const HandoffView = z.object({
  handoff: Handoff,
  blocks: z.array(HandoffBlock),
  uki: z.string(),
  /** The packet with the line that explains it to an agent. */
  paste: z.string(),
  path: z.string(),
  /** The lease of the present claim. */
  lease: HandoffLease.nullable(),
});
export type HandoffView = z.infer<typeof HandoffView>;

/** What git says about one claim of a handoff. */
export const ClaimCheck = z.object({
  claim: z.string(),
  state: z.enum(['holds', 'contradicted', 'unknown']),
  reason: z.string(),
});
export type ClaimCheck = z.infer<typeof ClaimCheck>;

/** What the maker of a handoff says about it; the rest comes from git and the mission. */
export const HandoffWords = z.object({
  mode: HandoffMode,
  sessionCore: Line,
  summary: Line,
  nextAction: Line,
  currentState: Line.optional(),
  blindSpot: Line.optional(),
  metaphor: Line.optional(),
  /** From 0 to 1; above 1 is accepted, as the older tool does. */
  confidenceWork: z.number().optional(),
  confidenceSummary: z.number().optional(),
  missionId: Name.optional(),
  featureId: Name.optional(),
  milestoneId: Name.optional(),
  planRef: Line.optional(),
  specRef: Line.optional(),
  decisions: Lines,
  signals: Lines,
  artifacts: Lines,
  readMore: Lines,
  risks: Lines,
  drivers: Lines,
  divergences: Lines,
  boundaries: Lines,
  planPaths: Lines,
  maestroSync: Lines,
  touchedFiles: Lines,
  completed: Lines,
  validation: Lines,
  assumptions: Lines.optional(),
  scopeDeclaration: z.record(z.string(), z.string()).optional(),
  verificationResults: z
    .array(z.object({ step: Line, passed: z.boolean() }))
    .max(LIST_MAX)
    .optional(),
  complexityDelta: z.record(z.string(), z.unknown()).optional(),
});
export type HandoffWords = z.infer<typeof HandoffWords>;

export const NewHandoff = z.object({
  words: HandoffWords,
  /** Who makes it; unset: the agent of the session that is found. */
  agent: Name.optional(),
  sessionId: Name.optional(),
});
export type NewHandoff = z.infer<typeof NewHandoff>;

/** A year. */
const LEASE_MAX_MINUTES = 60 * 24 * 365;
const LEASE_MAX_MS = LEASE_MAX_MINUTES * 60_000;

export const HandoffClaim = z.object({
  /** Unset: the newest that waits. */
  id: textUpTo(NAME_MAX_CHARS).optional(),
  agent: Name.optional(),
  /** How long the claim holds, in milliseconds; afterwards anybody may take it over. */
  leaseMs: z.int().min(0).max(LEASE_MAX_MS, 'A lease lasts a year at most.').optional(),
});
export type HandoffClaim = z.infer<typeof HandoffClaim>;

export const HandoffRelease = ofHandoff.extend({ agent: Name.optional(), force: z.boolean().optional() });
export type HandoffRelease = z.infer<typeof HandoffRelease>;

const Changed = z.object({ handoff: Handoff, ...warnings });

export const handoffs = {
  /** Newest first; what cannot be read is named on its own. */
  list: procedure
    .input(inProject.extend({ status: HandoffStatus.optional() }))
    .output(z.object({ handoffs: z.array(HandoffHead), damaged: z.array(DamagedFile) })),
  get: procedure.input(inProject.extend(ofHandoff.shape)).output(HandoffView),
  /** Compares what a handoff claims with what git knows. */
  verify: procedure
    .input(inProject.extend(ofHandoff.shape))
    .output(z.object({ findings: z.array(ClaimCheck), contradicted: z.int() })),
  /** Takes one handoff, or the newest that waits. Exactly one claimer wins. */
  claim: procedure
    .input(
      inProject.extend({
        ...HandoffClaim.omit({ leaseMs: true }).shape,
        agent: Name,
        leaseMinutes: z.int().min(1).max(LEASE_MAX_MINUTES).optional(),
      }),
    )
    .output(Changed),
  /** Gives it back. Only its owner may, unless `force`. */
  release: procedure.input(inProject.extend(HandoffRelease.shape)).output(Changed),
};
