import { z } from 'zod';
import { ConfigInspector } from './config.ts';
import { FeatureStatus, OpenDependency } from './features.ts';
import { Compiled, Correction, Learning, MemoryStats, RatchetBaseline, RatchetSuite } from './memory.ts';
import { GraphContext } from './graph.ts';
import { inProject, NAME_MAX_CHARS } from './inputs.ts';
import { MilestoneStatus } from './milestones.ts';
import { MilestoneKind, MissionStatus, Profile } from './missions.ts';
import { procedure } from './procedure.ts';

const text = z.string();
const count = z.int();

/** One thing that happened in a mission, as far as its files tell. */
export const LogEntry = z.object({
  timestamp: text,
  /** Since the mission’s start; negative for what came before it. */
  relativeMs: z.number(),
  kind: z.enum(['mission', 'feature', 'milestone', 'assertion', 'checkpoint']),
  title: text,
  detail: text.optional(),
});
export type LogEntry = z.infer<typeof LogEntry>;

/** What a look at the files of a project found, in the form that scripts know. */
export const StateCheck = z.object({
  name: text,
  status: z.enum(['ok', 'warn', 'fail']),
  message: text,
  fix: text.optional(),
  /** The file that is damaged or left over. */
  path: text.optional(),
});
export type StateCheck = z.infer<typeof StateCheck>;

const Waiting = z.object({ id: text, agent: text, timestamp: text, message: text });
const Short = z.object({ id: text, title: text, status: FeatureStatus });

const ShortMilestone = z.object({
  id: text,
  title: text,
  status: MilestoneStatus,
  order: count,
  kind: MilestoneKind,
  profile: Profile,
});

const FeaturePreview = Short.extend({
  milestoneId: text,
  milestoneTitle: text,
  workerType: text,
  description: text,
  preconditions: text.optional(),
  expectedBehavior: text.optional(),
  verificationSteps: z.array(text),
  dependsOn: z.array(text),
  blockedBy: z.array(OpenDependency),
  unblocks: z.array(Short),
  fulfills: z.array(text),
  validTransitions: z.array(FeatureStatus).readonly(),
});

const Overview = z.object({
  missionLabel: text,
  statusLabel: text,
  activeCount: count,
  doneCount: count,
  totalCount: count,
  blockedCount: count,
  currentMilestone: text.nullable(),
  gateLabel: text.nullable(),
  agentSummary: z.array(z.never()),
  dependencyMap: z.array(
    z.object({
      root: Short,
      primaryDependent: Short.optional(),
      primaryDependentBlockedByCount: count.optional(),
      hiddenDependentCount: count,
    }),
  ),
});

const missionPart = {
  mode: z.enum(['mission', 'home']),
  missionId: text,
  missionTitle: text,
  missionStatus: MissionStatus,
  effectiveStatus: MissionStatus,
  elapsedMs: z.number(),
  featureProgress: z.object({ done: count, total: count, active: count }),
  statusProgress: z.object({
    completed: count,
    total: count,
    inFlight: count,
    blocked: count,
    queued: count,
    completionPct: count,
  }),
  tokenCounters: z.null(),
  missionOverview: Overview.nullable(),
  activeFeature: FeaturePreview.nullable(),
  features: z.array(
    Short.extend({
      milestoneId: text,
      workerType: text,
      hasReport: z.boolean(),
      blockedByIds: z.array(text),
      blockedByLabel: text.optional(),
    }),
  ),
  taskPreviews: z.array(FeaturePreview),
  progressLog: z.array(LogEntry),
  milestones: z.array(ShortMilestone),
  gateBlocked: z.boolean(),
  gateLabel: text.nullable(),
  canPause: z.boolean(),
  canResume: z.boolean(),
};

const commonPart = {
  session: z
    .object({
      branch: text,
      workingTreeClean: z.boolean(),
      diffStat: text,
      changedFiles: z.array(text),
      fileChanges: z.array(z.object({ path: text, kind: text })),
    })
    .nullable(),
  pendingHandoffs: z.array(Waiting),
  configSummary: z.object({
    configSource: z.enum(['project', 'global', 'none']),
    cassAvailable: z.boolean(),
    gitAvailable: z.boolean(),
    checks: z.array(StateCheck),
    missionDirectory: text.nullable(),
    workerTypes: z.array(text),
    backgroundMode: z.enum(['solid', 'terminal']),
  }),
  configInspector: ConfigInspector,
  memory: z.object({
    stats: MemoryStats,
    corrections: z.array(Correction),
    rawLearnings: z.array(Learning),
    compiledLearnings: Compiled.optional(),
    ratchetSuite: RatchetSuite,
    ratchetBaseline: RatchetBaseline.optional(),
    graphContext: GraphContext,
  }),
  memoryStats: MemoryStats,
  home: z
    .object({
      headline: text,
      summary: text,
      locationLabel: text,
      checks: z.array(StateCheck).readonly(),
      actions: z.array(z.object({ label: text, command: text, detail: text })),
      pendingHandoffs: z.array(Waiting).readonly(),
    })
    .nullable(),
};

/** What later versions of the older tool show as well; its parts are kept as they are. */
const laterPart = {
  agentGrid: z.array(z.looseObject({ workerType: text, status: text })),
  dispatchQueue: z.array(z.looseObject({ featureId: text, featureTitle: text, workerType: text })),
  eventStream: z.array(LogEntry),
  taskBoard: z.looseObject({ totalCount: count }).nullable(),
  timelineMilestones: z.array(
    ShortMilestone.extend({
      features: z.array(Short),
      progressPct: count,
      featureCompletionPct: count,
      assertionCompletionPct: count,
    }),
  ),
  replyInbox: z.array(z.looseObject({ missionId: text, featureId: text, ingested: z.boolean() })),
  principleEffectiveness: z.array(
    z.object({
      principleId: text,
      name: text,
      helpful: count,
      unhelpful: count,
      pending: count,
      total: count,
      effectiveness: z.number().optional(),
      lowSample: z.boolean(),
    }),
  ),
};

/** Everything that Mission Control shows, as `mission-control --json` prints it. */
export const ControlView = z.object({ ...missionPart, ...commonPart, ...laterPart });
export type ControlView = z.infer<typeof ControlView>;

export const missionControl = {
  /** Everything that Mission Control shows; without a mission, of the one under way. */
  control: procedure
    .input(inProject.extend({ mission: z.string().max(NAME_MAX_CHARS).optional() }))
    .output(ControlView),
};
