import { z } from 'zod';
import { AssertionResult } from './assertions.ts';
import { FeatureStatus } from './features.ts';
import { HostPath } from './ids.ts';
import { inMission, inProject, ofCheckpoint, warnings } from './inputs.ts';
import { Moment } from './missions.ts';
import { procedure } from './procedure.ts';

/** `missions/<mission>/checkpoints/<id>.json`. */
export const Checkpoint = z.looseObject({
  id: z.string().regex(/^\d{8}-\d{6}-\d{3}$/, 'Write an id such as 20261120-214315-216.'),
  missionId: z.string(),
  currentMilestoneId: z.string(),
  timestamp: Moment,
  featureStatuses: z.record(z.string(), FeatureStatus),
  assertionResults: z.record(z.string(), AssertionResult),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

const Move = z.object({ id: z.string(), from: z.string(), to: z.string() });

/** What loading a checkpoint would change. */
export const CheckpointDiff = z.object({
  features: z.array(Move).readonly(),
  assertions: z.array(Move).readonly(),
  /** In the checkpoint, but no longer in the mission. */
  gone: z.array(z.string()).readonly(),
});
export type CheckpointDiff = z.infer<typeof CheckpointDiff>;

export const checkpoints = {
  save: procedure.input(inMission).output(z.object({ checkpoint: Checkpoint, ...warnings })),
  /** What loading would change; nothing is changed. */
  diff: procedure
    .input(inProject.extend(ofCheckpoint.shape))
    .output(z.object({ checkpoint: Checkpoint, diff: CheckpointDiff })),
  /** Puts one damaged file of a mission back as the latest checkpoint has it; the damaged one is kept. Nothing else changes. */
  putBack: procedure
    .input(inProject.extend({ path: HostPath }))
    .output(z.object({ path: HostPath, checkpoint: z.string(), ...warnings })),
  /** Puts features and assertions back. Mission status, seals and reports stay. */
  load: procedure.input(inProject.extend(ofCheckpoint.shape)).output(
    z.object({
      checkpoint: Checkpoint,
      diff: CheckpointDiff,
      restored: z.object({ featureCount: z.int(), assertionCount: z.int() }),
      ...warnings,
    }),
  ),
};
