import { z } from 'zod';
import { WorkerReport } from './features.ts';

export const ReplyOutcome = z.enum(['completed', 'kicked-back', 'abandoned']);
export type ReplyOutcome = z.infer<typeof ReplyOutcome>;

/** `replies/<mission>/<feature>.yaml`. */
export const Reply = z.looseObject({
  missionId: z.string().min(1),
  featureId: z.string().min(1),
  outcome: ReplyOutcome,
  report: WorkerReport.optional(),
  notes: z.string().optional(),
  writtenAt: z.string(),
  writtenBy: z.enum(['agent', 'human']),
  source: z.string().optional(),
});
export type Reply = z.infer<typeof Reply>;
