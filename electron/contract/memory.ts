import { z } from 'zod';
import { inProject, Line, Name, textUpTo, warnings, Words } from './inputs.ts';
import { SequentialId } from './missions.ts';
import { procedure } from './procedure.ts';

export const Severity = z.enum(['soft', 'hard']);
export type Severity = z.infer<typeof Severity>;

/** `memory/corrections/<id>.json`. */
export const Correction = z.looseObject({
  id: SequentialId,
  rule: z.string(),
  source: z.string(),
  trigger: z.looseObject({ keywords: z.array(z.string()), fileGlobs: z.array(z.string()) }),
  severity: Severity,
  createdAt: z.string(),
  updatedAt: z.string(),
  promotedToRatchet: z.string().optional(),
});
export type Correction = z.infer<typeof Correction>;

/** `memory/learnings/raw/<name>.json`. */
export const Learning = z.looseObject({
  sessionDate: z.string(),
  content: z.string(),
  branch: z.string().optional(),
});
export type Learning = z.infer<typeof Learning>;

/** `memory/learnings/_compiled.json`. */
export const Compiled = z.looseObject({ compiledAt: z.string(), summary: z.string(), rawCount: z.int() });
export type Compiled = z.infer<typeof Compiled>;

export const RatchetAssertion = z.looseObject({
  id: z.string(),
  correctionId: z.string(),
  rule: z.string(),
  check: z.string(),
  createdAt: z.string(),
});
export type RatchetAssertion = z.infer<typeof RatchetAssertion>;

/** `memory/ratchet/suite.json`. */
export const RatchetSuite = z.looseObject({ assertions: z.array(RatchetAssertion) });
export type RatchetSuite = z.infer<typeof RatchetSuite>;

/** `memory/ratchet/baseline.json`. */
export const RatchetBaseline = z.looseObject({ passCount: z.int().min(0), lastRunAt: z.string() });
export type RatchetBaseline = z.infer<typeof RatchetBaseline>;

export const MemoryStats = z.object({
  corrections: z.object({ total: z.int(), hard: z.int(), soft: z.int() }),
  learnings: z.object({ rawCount: z.int(), compiledAt: z.string().optional(), staleDays: z.int().optional() }),
  ratchet: z.object({ assertions: z.int(), lastResult: z.enum(['pass', 'fail']).optional() }),
  graph: z.object({ projects: z.int(), links: z.int() }),
});
export type MemoryStats = z.infer<typeof MemoryStats>;

export const LintWarning = z.object({
  category: z.enum(['correction', 'learning', 'ratchet']),
  message: z.string(),
});
export type LintWarning = z.infer<typeof LintWarning>;

/** Everything that a project remembers, read once. */
export const MemoryView = z.object({
  /** Oldest first. */
  corrections: z.array(Correction),
  /** In the order in which they were learned. */
  learnings: z.array(Learning),
  compiled: Compiled.nullable(),
  suite: RatchetSuite,
  baseline: RatchetBaseline.nullable(),
  stats: MemoryStats,
  lint: z.array(LintWarning),
  /** The folder of all of it. */
  folder: z.string(),
});
export type MemoryView = z.infer<typeof MemoryView>;

const RatchetResult = z.object({ assertion: RatchetAssertion, passed: z.boolean(), detail: z.string().optional() });
export type RatchetResult = z.infer<typeof RatchetResult>;

/** What one look for all forbidden patterns found. */
export const RatchetRun = z.object({
  results: z.array(RatchetResult).readonly(),
  passCount: z.int(),
  totalCount: z.int(),
  passed: z.boolean(),
  previousBaseline: RatchetBaseline.optional(),
});
export type RatchetRun = z.infer<typeof RatchetRun>;

const TRIGGER_MAX_CHARS = 500;
const TRIGGERS_MAX = 100;
const Triggers = z
  .array(textUpTo(TRIGGER_MAX_CHARS).min(1, 'Must not be empty.'))
  .max(TRIGGERS_MAX, `Give at most ${TRIGGERS_MAX}.`);

/** A rule with the words or files that bring it up again. */
export const NewCorrection = z.object({
  rule: Line,
  keywords: Triggers,
  globs: Triggers,
  severity: Severity.optional(),
  source: Line.optional(),
});
export type NewCorrection = z.infer<typeof NewCorrection>;

export const NewLearning = z.object({ content: Words });
export const NewSummary = z.object({ summary: Words });

/** A correction, and the pattern that must not occur from now on. */
export const Promotion = z.object({ correction: Name, check: Line.min(1, 'Must not be empty.') });
export type Promotion = z.infer<typeof Promotion>;

export const memory = {
  read: procedure.input(inProject).output(MemoryView),
  /** Keeps a rule with the words or files that bring it up again. */
  correct: procedure
    .input(inProject.extend(NewCorrection.shape))
    .output(z.object({ correction: Correction, ...warnings })),
  learn: procedure.input(inProject.extend(NewLearning.shape)).output(z.object({ learning: Learning, ...warnings })),
  /** Makes a summary the guidance that every worker prompt carries. The raw learnings stay. */
  compile: procedure.input(inProject.extend(NewSummary.shape)).output(z.object({ compiled: Compiled, ...warnings })),
  /** Turns a correction into a pattern that must not occur. */
  promote: procedure
    .input(inProject.extend(Promotion.shape))
    .output(z.object({ assertion: RatchetAssertion, ...warnings })),
  /** Looks for every forbidden pattern. The baseline moves only when all are absent. */
  checkRatchet: procedure.input(inProject).output(z.object({ report: RatchetRun, ...warnings })),
};
