import { z } from 'zod';
import { inProject, Line, ofAssertion, warnings, Words } from './inputs.ts';
import { Moment } from './missions.ts';
import { procedure } from './procedure.ts';

export const AssertionResult = z.enum(['pending', 'passed', 'failed', 'blocked', 'waived']);
export type AssertionResult = z.infer<typeof AssertionResult>;

/** One entry of `missions/<mission>/assertions.json`. */
export const Assertion = z
  .looseObject({
    id: z.string().min(1),
    missionId: z.string(),
    milestoneId: z.string(),
    featureId: z.string(),
    result: AssertionResult,
    description: z.string().min(1),
    surface: z.string(),
    evidence: z.string().optional(),
    waivedReason: z.string().optional(),
    createdAt: Moment,
    updatedAt: Moment,
  })
  .refine((assertion) => assertion.result !== 'waived' || (assertion.waivedReason ?? '').trim() !== '', {
    path: ['waivedReason'],
    message: 'A waived assertion needs a reason.',
  });
export type Assertion = z.infer<typeof Assertion>;

/** `assertions.json` before its entries are looked at one by one. */
export const AssertionFile = z.looseObject({ assertions: z.array(z.unknown()) });

/** What somebody found out about an assertion. Waiving needs a reason. */
export const Verdict = ofAssertion.extend({
  result: AssertionResult,
  evidence: Words.optional(),
  reason: Line.optional(),
  /** Changes a settled result; it needs a reason, which is kept with the evidence. */
  revise: z.boolean().optional(),
});
export type Verdict = z.infer<typeof Verdict>;

export const assertions = {
  /** Judges an assertion. Waiving needs a reason, and so does changing a settled result. */
  judge: procedure.input(inProject.extend(Verdict.shape)).output(z.object({ assertion: Assertion, ...warnings })),
};
