import { z } from 'zod';
import {
  inMission,
  inProject,
  Line,
  LINE_MAX_CHARS,
  Name,
  ofMission,
  ProjectPath,
  warnings,
  Words,
  WORDS_MAX_CHARS,
} from './inputs.ts';
import { procedure } from './procedure.ts';
import { Check } from './proofs.ts';

/** A moment as the files write it: ISO 8601 in UTC. */
export const Moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/, 'Write a moment such as 2026-11-20T21:41:12.107Z.');

/** Day and number, such as 2026-11-20-001. Beyond 999 a day the number simply grows. */
export const SequentialId = z.string().regex(/^\d{4}-\d{2}-\d{2}-\d{3,6}$/, 'Write an id such as 2026-11-20-001.');

export const FEATURE_ID = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
export const WORKER_TYPE = /^[A-Za-z0-9][A-Za-z0-9:_-]*$/;

export const FeatureId = z
  .string()
  .max(200)
  .regex(FEATURE_ID, 'Use letters, digits, dashes and underscores, and begin with a letter or digit.');

export const WorkerType = z
  .string()
  .max(200)
  .regex(WORKER_TYPE, 'Use letters, digits, colons, dashes and underscores, and begin with a letter or digit.');

export const MissionStatus = z.enum([
  'draft',
  'approved',
  'rejected',
  'executing',
  'paused',
  'validating',
  'completed',
  'failed',
]);
export type MissionStatus = z.infer<typeof MissionStatus>;

/** Whether a mission launches its own features. `stopped` can be resumed; `finished`: all that it was to do is done. */
export const RunState = z.enum(['running', 'paused', 'stopped', 'finished']);
export type RunState = z.infer<typeof RunState>;

/** Why a run goes on with nothing until a person does something, and since when. */
export const Still = z.object({ at: Moment, sentence: z.string() });
export type Still = z.infer<typeof Still>;

export const MilestoneKind = z.enum(['work', 'gate']);
export type MilestoneKind = z.infer<typeof MilestoneKind>;

export const Profile = z.enum([
  'planning',
  'plan-review',
  'implementation',
  'code-review',
  'bug-hunt',
  'simplify',
  'validation',
  'custom',
]);
export type Profile = z.infer<typeof Profile>;

const text = z.string();
const filled = z.string().min(1, 'Must not be empty.');
const order = z.int().min(0);

/** A milestone inside `mission.json`. */
export const Milestone = z.looseObject({
  id: filled,
  title: filled,
  description: text,
  order,
  kind: MilestoneKind.optional(),
  profile: Profile.optional(),
  featureIds: z.array(text),
});
export type Milestone = z.infer<typeof Milestone>;

/** `missions/<id>/mission.json`. */
export const Mission = z.looseObject({
  id: SequentialId,
  status: MissionStatus,
  title: filled,
  description: text,
  proposal: text.optional(),
  milestones: z.array(Milestone),
  features: z.array(text),
  createdAt: Moment,
  updatedAt: Moment,
  approvedAt: Moment.optional(),
  rejectedAt: Moment.optional(),
  completedAt: Moment.optional(),
  completedMilestoneIds: z.array(text).optional(),
});
export type Mission = z.infer<typeof Mission>;

const PlanMilestone = z.strictObject({
  id: filled.max(200).describe('Unique inside the plan.'),
  title: filled.max(LINE_MAX_CHARS),
  description: text.max(WORDS_MAX_CHARS),
  order: order.describe('Milestones are walked in this order.'),
  kind: MilestoneKind.optional().describe('A gate is a milestone in which work is judged.'),
  profile: Profile.optional().describe('Tells the worker what kind of work this milestone is.'),
});

const PlannedCheck = Check.extend({
  assertion: z.int().min(1).describe('Which text of `fulfills` it finds out, counted from 1.'),
});

const PlanFeature = z.strictObject({
  id: FeatureId,
  milestoneId: filled.describe('One of the milestones of this plan.'),
  title: filled.max(LINE_MAX_CHARS),
  description: text.max(WORDS_MAX_CHARS),
  workerType: WorkerType.describe('Names the skill of the worker, such as codex or claude-code.'),
  verificationSteps: z.array(filled).min(1),
  dependsOn: z.array(text).optional().describe('Features that should be done first.'),
  fulfills: z.array(text).optional().describe('Each text becomes an assertion of this feature.'),
  preconditions: text.optional(),
  expectedBehavior: text.optional(),
  paths: z
    .array(ProjectPath)
    .max(1_000)
    .optional()
    .describe('Files and folders that it changes: a run lets no two features work on the same at once.'),
  checks: z.array(PlannedCheck).max(10_000).optional().describe('Commands that prove assertions of this feature.'),
});

/** What `maestro mission create --file` reads. */
export const Plan = z.strictObject({
  title: filled.max(LINE_MAX_CHARS),
  description: text.max(WORDS_MAX_CHARS).optional(),
  proposal: text.max(WORDS_MAX_CHARS).optional(),
  milestones: z.array(PlanMilestone).min(1).max(10_000),
  features: z.array(PlanFeature).max(100_000),
});
export type Plan = z.infer<typeof Plan>;
export type PlanFeature = z.infer<typeof PlanFeature>;

/** A mission as a list shows it. */
export const MissionSummary = z.object({
  /** Root of its project. */
  project: text,
  id: SequentialId,
  title: text,
  status: MissionStatus,
  /** What it is really doing: its milestones decide. */
  effectiveStatus: MissionStatus,
  createdAt: Moment,
  updatedAt: Moment,
  features: z.object({ total: z.int(), done: z.int(), active: z.int(), blocked: z.int() }),
  assertions: z.object({ total: z.int(), settled: z.int(), failed: z.int() }),
  milestones: z.object({ total: z.int(), sealed: z.int() }),
  /** Title of the first milestone that is not sealed. */
  currentMilestone: text.nullable(),
  /** Of its newest run; unset: it was never run. */
  run: RunState.optional(),
  /** Of a run that goes on: that it stands still; unset: it does not. */
  still: Still.optional(),
  /** Changes whenever the checks of its assertions do; unset: there are none. */
  checks: text.optional(),
});
export type MissionSummary = z.infer<typeof MissionSummary>;

/** The key of a mission in the snapshot. */
export function missionKey(project: string, id: string): string {
  return `${id} ${project}`;
}

/** What is wrong with a plan, and where in its text. Lines and columns count from 1. */
export const PlanFlaw = z.object({
  /** `features.0.id`, or `root`. */
  path: text,
  line: z.int().nullable(),
  column: z.int().nullable(),
  sentence: text,
});
export type PlanFlaw = z.infer<typeof PlanFlaw>;

/** A plan that was looked at; nothing was written. */
export const PlanCheck = z.object({
  /** Null when it cannot become a mission. */
  plan: z
    .object({
      title: text,
      milestones: z.array(z.object({ id: text, title: text, features: z.int() })),
      features: z.int(),
      assertions: z.int(),
    })
    .nullable(),
  flaws: z.array(PlanFlaw),
});
export type PlanCheck = z.infer<typeof PlanCheck>;

/** A workflow that may be chosen for a plan. */
export const WorkflowChoice = z.object({
  name: text,
  /** What it says about itself, else the milestones that it gives. */
  description: text,
});
export type WorkflowChoice = z.infer<typeof WorkflowChoice>;

/** Another status, title or description; empty texts change nothing. */
export const MissionUpdate = ofMission.extend({
  status: MissionStatus.optional(),
  title: Line.optional(),
  description: Words.optional(),
});
export type MissionUpdate = z.infer<typeof MissionUpdate>;

const PLAN_MAX_CHARS = 16 * 1024 * 1024;

const planned = inProject.extend({
  text: z.string().max(PLAN_MAX_CHARS),
  /** Gives the milestones to a plan that has none. */
  workflow: Name.optional(),
});
const Changed = z.object({ mission: Mission, ...warnings });

export const missions = {
  /** Looks a plan over and writes nothing. A plan with flaws is an answer, not a failure. */
  checkPlan: procedure.input(planned).output(PlanCheck),
  /** What may give a plan its milestones: the project's own workflows first. CONFIG_INVALID. */
  workflows: procedure.input(inProject).output(z.object({ workflows: z.array(WorkflowChoice) })),
  create: procedure.input(planned).output(Changed),
  approve: procedure.input(inMission).output(Changed),
  reject: procedure.input(inMission).output(Changed),
  update: procedure.input(inProject.extend(MissionUpdate.shape)).output(Changed),
  graph: procedure
    .input(inMission.extend({ format: z.enum(['dot', 'mermaid']) }))
    .output(z.object({ text: z.string() })),
};
