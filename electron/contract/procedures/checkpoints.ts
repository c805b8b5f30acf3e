import { z } from 'zod';
import { Checkpoint, CheckpointDiff } from '../checkpoints.ts';
import { procedure } from '../procedure.ts';
import { inMission, ofCheckpoint, warnings } from './inputs.ts';

export const checkpoints = {
  save: procedure.input(inMission).output(z.object({ checkpoint: Checkpoint, ...warnings })),
  /** What loading would change; nothing is changed. */
  diff: procedure.input(ofCheckpoint).output(z.object({ checkpoint: Checkpoint, diff: CheckpointDiff })),
  /** Puts features and assertions back. Mission status, seals and reports stay. */
  load: procedure.input(ofCheckpoint).output(
    z.object({
      checkpoint: Checkpoint,
      diff: CheckpointDiff,
      restored: z.object({ featureCount: z.int(), assertionCount: z.int() }),
      ...warnings,
    }),
  ),
};
