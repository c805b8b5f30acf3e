import { z } from 'zod';
import { WorkResult } from './features.ts';
import { Line, Words } from './inputs.ts';
import { FeatureId } from './missions.ts';

export const ReplyOutcome = z.enum(['completed', 'kicked-back', 'abandoned']);
export type ReplyOutcome = z.infer<typeof ReplyOutcome>;

/** `replies/<mission>/<feature>.yaml`. */
export const Reply = z.looseObject({
  missionId: z.string().min(1),
  featureId: z.string().min(1),
  outcome: ReplyOutcome,
  report: WorkResult.optional(),
  notes: z.string().optional(),
  writtenAt: z.string(),
  writtenBy: z.enum(['agent', 'human']),
  source: z.string().optional(),
});
export type Reply = z.infer<typeof Reply>;

/** What a worker answers about a feature. */
export const NewReply = z.object({
  mission: FeatureId,
  feature: FeatureId,
  outcome: ReplyOutcome,
  report: WorkResult.optional(),
  notes: Words.optional(),
  writtenBy: Reply.shape.writtenBy,
  source: Line.optional(),
});
export type NewReply = z.infer<typeof NewReply>;
