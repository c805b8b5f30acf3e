import { z } from 'zod';
import { inProject, ofFeature, warnings, Words } from './inputs.ts';
import { FeatureId, Moment, WorkerType } from './missions.ts';
import { procedure } from './procedure.ts';

export const FeatureStatus = z.enum(['pending', 'assigned', 'in-progress', 'review', 'done', 'blocked']);
export type FeatureStatus = z.infer<typeof FeatureStatus>;

/** What a feature waits for. Nobody knows whether one that cannot be read is done. */
export const OpenDependency = z.object({
  id: z.string(),
  title: z.string(),
  status: z.union([FeatureStatus, z.literal('unreadable')]),
});
export type OpenDependency = z.infer<typeof OpenDependency>;

const text = z.string();

/** What a worker says about its work. Strict: the older tool hides a feature whose report has other keys. */
export const WorkResult = z.strictObject({
  salientSummary: text.min(1, 'Must not be empty.'),
  whatWasImplemented: text,
  whatWasLeftUndone: text,
  verification: z.strictObject({
    commandsRun: z.array(z.strictObject({ command: text, exitCode: z.int(), observation: text })),
    interactiveChecks: z.array(z.strictObject({ action: text, observed: text })),
  }),
  tests: z.strictObject({
    added: z.array(z.strictObject({ file: text, cases: z.array(z.strictObject({ name: text, verifies: text })) })),
  }),
  discoveredIssues: z.array(z.strictObject({ severity: text, description: text, suggestedFix: text.optional() })),
});
export type WorkResult = z.infer<typeof WorkResult>;

/** `missions/<mission>/features/<id>.json`. */
export const Feature = z.looseObject({
  id: FeatureId,
  missionId: text,
  milestoneId: text.min(1),
  status: FeatureStatus,
  title: text.min(1),
  description: text,
  workerType: WorkerType,
  verificationSteps: z.array(text.min(1)).min(1),
  dependsOn: z.array(text),
  fulfills: z.array(text),
  preconditions: text.optional(),
  expectedBehavior: text.optional(),
  report: z.looseObject({ salientSummary: text }).optional(),
  createdAt: Moment,
  updatedAt: Moment,
});
export type Feature = z.infer<typeof Feature>;

/** One line of `workers/<feature>/retry-log.json`. */
export const Retry = z.looseObject({ reason: text, timestamp: text, previousStatus: text });
export type Retry = z.infer<typeof Retry>;

/** What is asked of a feature: another status, a report, or both. */
export const FeatureUpdate = ofFeature.extend({
  status: FeatureStatus.optional(),
  /** The status that the caller saw; when the feature has left it meanwhile, nothing is written. */
  from: FeatureStatus.optional(),
  /** A worker's report as JSON text or as the object itself, in its full or its short form. */
  report: z.union([Words, z.record(z.string(), z.unknown())]).optional(),
  /** Why it goes back. */
  retryReason: Words.optional(),
  /** Refuses what would otherwise only be warned of. */
  strict: z.boolean().optional(),
});
export type FeatureUpdate = z.infer<typeof FeatureUpdate>;

export const features = {
  /** Moves a feature, stores its report, or both. The first move in an approved mission starts the mission. */
  update: procedure.input(inProject.extend(FeatureUpdate.shape)).output(
    z.object({
      feature: Feature,
      reportPersisted: z.string().optional(),
      missionAutoStarted: z.boolean(),
      ...warnings,
    }),
  ),
  /** Composes the prompt of a worker and stores it beside the feature. */
  prompt: procedure
    .input(inProject.extend(ofFeature.shape))
    .output(z.object({ prompt: z.string(), path: z.string(), ...warnings })),
};
