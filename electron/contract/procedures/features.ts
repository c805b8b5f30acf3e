import { z } from 'zod';
import { Feature, FeatureStatus } from '../features.ts';
import { procedure } from '../procedure.ts';
import { Line, ofFeature, warnings, Words } from './inputs.ts';

export const features = {
  /** Moves a feature, stores its report, or both. The first move in an approved mission starts the mission. */
  update: procedure
    .input(
      ofFeature.extend({
        status: FeatureStatus.optional(),
        /** A worker's report as JSON text or as the object itself, in its full or its short form. */
        report: z.union([Words, z.record(z.string(), z.unknown())]).optional(),
        retryReason: Line.optional(),
        /** Refuses what would otherwise only be warned of. */
        strict: z.boolean().optional(),
      }),
    )
    .output(
      z.object({
        feature: Feature,
        reportPersisted: z.string().optional(),
        missionAutoStarted: z.boolean(),
        ...warnings,
      }),
    ),
  /** Composes the prompt of a worker and stores it beside the feature. */
  prompt: procedure.input(ofFeature).output(z.object({ prompt: z.string(), path: z.string(), ...warnings })),
};
