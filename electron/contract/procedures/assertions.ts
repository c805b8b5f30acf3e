import { z } from 'zod';
import { Assertion, AssertionResult } from '../assertions.ts';
import { procedure } from '../procedure.ts';
import { Line, ofAssertion, warnings, Words } from './inputs.ts';

export const assertions = {
  /** Judges an assertion. Waiving needs a reason. */
  judge: procedure
    .input(ofAssertion.extend({ result: AssertionResult, evidence: Words.optional(), reason: Line.optional() }))
    .output(z.object({ assertion: Assertion, ...warnings })),
};
