import { z } from 'zod';
import { Compiled, Correction, Learning, MemoryView, RatchetAssertion, RatchetReport, Severity } from '../memory.ts';
import { procedure } from '../procedure.ts';
import { inProject, Line, warnings, Words } from './inputs.ts';

const Triggers = z.array(z.string().min(1).max(500)).max(100);

export const memory = {
  read: procedure.input(inProject).output(MemoryView),
  /** Keeps a rule with the words or files that bring it up again. */
  correct: procedure
    .input(
      inProject.extend({
        rule: Line,
        keywords: Triggers,
        globs: Triggers,
        severity: Severity.optional(),
        source: Line.optional(),
      }),
    )
    .output(z.object({ correction: Correction, ...warnings })),
  learn: procedure.input(inProject.extend({ content: Words })).output(z.object({ learning: Learning, ...warnings })),
  /** Makes a summary the guidance that every worker prompt carries. The raw learnings stay. */
  compile: procedure.input(inProject.extend({ summary: Words })).output(z.object({ compiled: Compiled, ...warnings })),
  /** Turns a correction into a pattern that must not occur. */
  promote: procedure
    .input(inProject.extend({ correction: z.string().min(1).max(200), check: Line.min(1) }))
    .output(z.object({ assertion: RatchetAssertion, ...warnings })),
  /** Looks for every forbidden pattern. The baseline moves only when all are absent. */
  checkRatchet: procedure.input(inProject).output(z.object({ report: RatchetReport, ...warnings })),
};
