import { z } from 'zod';
import { AgentKind } from './agents.ts';
import { NewContainer } from './creation.ts';
import { Problem } from './errors.ts';
import { FeatureStatus, OpenDependency } from './features.ts';
import { CallerId, ContainerName, Instant } from './ids.ts';
import { inMission, Name, ofMission } from './inputs.ts';
import { FeatureId, MissionStatus, RunState, SequentialId, Still } from './missions.ts';
import { procedure } from './procedure.ts';

/** How many agents a run puts to work at once, unless it is told otherwise. */
export const PARALLEL = 4;

/** Dollars at list prices. */
const Budget = z.number('Give an amount such as 20usd.').positive('Give more than nothing.').max(1_000_000);
const Parallel = z.int('Give a whole number.').min(1, 'Give at least 1.').max(100, 'Give at most 100.');

/** What the agents of a run get, all of them alike: what a launch takes that belongs to no single feature. */
export const RunWishes = NewContainer.pick({
  agent: true,
  command: true,
  model: true,
  startMode: true,
  preset: true,
  domains: true,
  limits: true,
});

/** A mission that launches its own features, for as long as it runs. */
export const Run = z.object({
  id: CallerId,
  state: RunState,
  at: Instant,
  /** When it was resumed last. */
  resumedAt: Instant.optional(),
  /** At most so many agents at work. */
  parallel: Parallel,
  /** The milestone with which it ends; null: with the last one. */
  until: z.string().nullable(),
  /** What its agents may cost before it launches no more; null: whatever they cost. */
  budgetUsd: Budget.nullable(),
  /** Whether others are launched while one asks, or a check of one has failed. */
  keepGoing: z.boolean(),
  /** Whether it seals each milestone itself, once its features are done and its assertions settled. */
  seals: z.boolean(),
  wishes: RunWishes,
  /** What could not be launched, and why. It is not tried again before the run is resumed. */
  failed: z.record(FeatureId, Problem),
  /** What its containers have cost so far, also of those that are gone; only where there is a budget. */
  spent: z.record(ContainerName, z.number().min(0)),
  /** Unset: it does not stand still. */
  still: Still.optional(),
});
export type Run = z.infer<typeof Run>;

/** `.maestro/ours/runs/<mission>.json`, the oldest first. */
export const Runs = z.object({ runs: z.array(Run) });

/** Begins a run. What is not said is as for one launch. */
export const RunMission = ofMission.extend({
  ...RunWishes.shape,
  parallel: Parallel.default(PARALLEL),
  until: Name.optional(),
  budgetUsd: Budget.optional(),
  keepGoing: z.boolean().default(false),
  seals: z.boolean().default(false),
});
export type RunMission = z.infer<typeof RunMission>;

/** Goes on with a run; what is given replaces what it began with. */
export const ResumeRun = ofMission.extend({ parallel: Parallel.optional(), budgetUsd: Budget.optional() });
export type ResumeRun = z.infer<typeof ResumeRun>;

/** Why a run launches nothing now, whatever is ready. */
export const Hold = z.object({
  kind: z.enum(['state', 'docker', 'mission', 'budget', 'limit', 'question', 'proof']),
  /** The feature whose agent or check it is. */
  feature: FeatureId.nullable(),
  sentence: z.string(),
});
export type Hold = z.infer<typeof Hold>;

/** Where a feature stands on its way through a mission. */
export const Standing = z.object({
  id: FeatureId,
  title: z.string(),
  status: FeatureStatus,
  /**
   * Its turn: 1 is at work or could be launched now, 2 comes after one of those, and so on. Null where it is done or
   * blocked, or where nothing that is planned leads there.
   */
  wave: z.int().min(1).nullable(),
  waitsFor: z.array(OpenDependency),
  /** Why it does not run now, or that it does, as a sentence. */
  why: z.string(),
});
export type Standing = z.infer<typeof Standing>;

/** A mission, its run, and why each of its features does not run now. */
export const Explained = z.object({
  mission: SequentialId,
  status: MissionStatus,
  /** The newest; null: it was never run. */
  run: Run.nullable(),
  /** Of a run that goes on: why it launches nothing now. */
  holds: z.array(Hold),
  features: z.array(
    Standing.extend({
      /** The container that was made for it last. */
      container: ContainerName.nullable(),
      /** How many works of it compete, of which none is picked. */
      copies: z.int().min(0),
    }),
  ),
});
export type Explained = z.infer<typeof Explained>;

/** What a run would launch, if all that it launches came to its end. */
export const RunPlan = z.object({
  mission: SequentialId,
  /** Null: that of each feature's worker. */
  agent: AgentKind.nullable(),
  parallel: Parallel,
  /** Features that are at work, or in review, already. */
  active: z.array(FeatureId),
  waves: z.array(z.array(FeatureId)),
  /** What it would never come to, and why. */
  left: z.array(z.object({ id: FeatureId, why: z.string() })),
});
export type RunPlan = z.infer<typeof RunPlan>;

const Ran = z.object({ run: Run, warnings: z.array(z.string()) });

export const runs = {
  /** Launches the features of a mission as they become ready, by whichever host runs. */
  run: procedure.input(inMission.extend(RunMission.shape)).output(Ran),
  /** Launches nothing more; agents at work go on. */
  pause: procedure.input(inMission).output(Ran),
  /** Goes on with what was paused or stopped, and tries again what could not be launched. */
  resume: procedure.input(inMission.extend(ResumeRun.shape)).output(Ran),
  /** Ends a run, and stops the containers of its features at work. Their files and branches stay. */
  stop: procedure.input(inMission).output(Ran),
  explain: procedure.input(inMission).output(Explained),
};
