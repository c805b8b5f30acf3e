import { z } from 'zod';
import { Line, Name } from './inputs.ts';
import { Profile } from './missions.ts';

export const GATE_CHECK = /^(array_min_length:[1-9]\d*|object_non_empty|array_all_passed)$/;

/** One line of `principles.jsonl`. */
export const Principle = z
  .looseObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'Use lower-case letters, digits and dashes.'),
    name: z.string().min(1),
    source: z.enum(['karpathy', 'custom']),
    rule: z.string().min(1),
    profiles: z.array(Profile).min(1),
    mode: z.enum(['advisory', 'gate']),
    gateField: z.string().min(1).optional(),
    gateCheck: z.string().regex(GATE_CHECK, 'Use array_min_length:N, object_non_empty or array_all_passed.').optional(),
  })
  .refine((principle) => principle.mode !== 'gate' || (principle.gateField && principle.gateCheck), {
    path: ['gateField'],
    message: 'A gate needs both gateField and gateCheck.',
  });
export type Principle = z.infer<typeof Principle>;

/** A principle to keep: the same, with limits. */
export const NewPrinciple = Principle.and(
  z.looseObject({ id: Name, name: Line, rule: Line, gateField: Name.optional() }),
);

/** One line of `principles/outcomes.jsonl`. */
export const PrincipleOutcome = z.looseObject({
  principleId: z.string(),
  handoffId: z.string(),
  featureId: z.string().optional(),
  missionId: z.string().optional(),
  outcome: z.enum(['pending', 'helpful', 'unhelpful']),
  recordedAt: z.string(),
});
export type PrincipleOutcome = z.infer<typeof PrincipleOutcome>;
