import { z } from 'zod';
import { Assertion, AssertionResult } from './assertions.ts';
import { Feature, FeatureStatus, OpenDependency } from './features.ts';
import { inMission } from './inputs.ts';
import { MilestoneProgress } from './milestones.ts';
import { LogEntry } from './missionControl.ts';
import { Mission, MissionStatus } from './missions.ts';
import { procedure } from './procedure.ts';
import { DamagedFile } from './projects.ts';

const BoardMilestone = MilestoneProgress.extend({
  /** The assertions that stand in the way of its seal; an unreadable one has the result `unreadable`. */
  blocking: z.array(z.object({ id: z.string(), result: z.union([AssertionResult, z.literal('unreadable')]) })),
  /** What a seal would be told about, although it does not forbid it. */
  warnings: z.array(z.string()),
  /** The first one that is not sealed. */
  current: z.boolean(),
});
export type BoardMilestone = z.infer<typeof BoardMilestone>;

const BoardFeature = z.object({
  feature: Feature,
  /** Not begun, and everything it depends on is done. */
  ready: z.boolean(),
  blockedBy: z.array(OpenDependency),
  /** Features that wait for this one. */
  unblocks: z.array(z.string()),
  /** The statuses that it may get next. */
  moves: z.array(FeatureStatus),
  hasReport: z.boolean(),
  /** How often it went back to pending with a reason. */
  retries: z.int(),
  /** The worker prompt that was last written for it. */
  promptPath: z.string().nullable(),
  path: z.string(),
});
export type BoardFeature = z.infer<typeof BoardFeature>;

const BoardAssertion = z.intersection(
  Assertion,
  z.object({
    moves: z.array(AssertionResult),
    /** What its settled result can be changed to, with a reason. */
    revisions: z.array(AssertionResult),
  }),
);
export type BoardAssertion = z.infer<typeof BoardAssertion>;

/** One mission with everything that can be seen and done, read once. */
export const MissionBoard = z.object({
  mission: Mission,
  effectiveStatus: MissionStatus,
  moves: z.array(MissionStatus),
  /** In their order. */
  milestones: z.array(BoardMilestone),
  /** In the order of the plan. */
  features: z.array(BoardFeature),
  assertions: z.array(BoardAssertion),
  /** Entries of `assertions.json` that cannot be read. They block every seal. */
  unreadableAssertions: z.array(z.string()),
  /** Newest first. */
  checkpoints: z.array(z.object({ id: z.string(), timestamp: z.string(), currentMilestoneId: z.string() })),
  /** Newest first. */
  log: z.array(LogEntry),
  damaged: z.array(DamagedFile),
  folder: z.string(),
});
export type MissionBoard = z.infer<typeof MissionBoard>;

export const board = {
  board: procedure.input(inMission).output(MissionBoard),
};
