import { z } from 'zod';
import { AgentKind } from './agents.ts';
import { ContainerState } from './containers.ts';
import { Problem } from './errors.ts';
import { CallerId, ContainerName } from './ids.ts';
import { inProject, ofFeature } from './inputs.ts';
import { Launch, LaunchFeature } from './launches.ts';
import { procedure } from './procedure.ts';
import { TestCount } from './proofs.ts';

/** More than so many agents on one feature, and nobody compares what they made. */
export const MOST_COPIES = 8;

/** One agent of a tournament. Its branch is called after the feature. */
const Copy = LaunchFeature.omit({ mission: true, feature: true, branch: true }).extend({
  /** Stands below the prompt of the feature's worker: what this one is to do otherwise than the others. */
  hint: z.string().trim().min(1).max(10_000).optional(),
});

/** Puts several agents to one feature, each in a container of its own. `id`: the tournament's. */
export const LaunchCopies = ofFeature.extend({ id: CallerId, copies: z.array(Copy).min(2).max(MOST_COPIES) });
export type LaunchCopies = z.infer<typeof LaunchCopies>;

/** What a launch of several made. Those that could not be made keep the others from nothing. */
export const LaunchedCopies = z.object({
  launches: z.array(Launch),
  failed: z.array(z.object({ agent: AgentKind, branch: z.string(), problem: Problem })),
  missionAutoStarted: z.boolean(),
});
export type LaunchedCopies = z.infer<typeof LaunchedCopies>;

/** What is known of one copy, from what Maestro saw itself. Null: that cannot be seen now, and `unseen` says why. */
export const Score = z.object({
  container: ContainerName,
  shortName: z.string(),
  agent: AgentKind,
  model: z.string().nullable(),
  branch: z.string(),
  /** Null: its container is gone. */
  state: ContainerState.nullable(),
  handedIn: z.boolean(),
  /** Why nobody works in it any more. */
  ended: z.string().nullable(),
  /** How many of the feature's checks passed on its work, failed, were no pass, and were not run on it as it is now. */
  proofs: z.object({
    passed: z.int().min(0),
    failed: z.int().min(0),
    unproven: z.int().min(0),
    open: z.int().min(0),
  }),
  /** The tests that those checks ran; null: none said how many. */
  tests: TestCount.omit({ runner: true }).nullable(),
  diff: z
    .object({
      commits: z.int().min(0),
      files: z.int().min(0),
      added: z.int().min(0),
      removed: z.int().min(0),
      uncommitted: z.int().min(0),
      risks: z.int().min(0),
    })
    .nullable(),
  /** Comments on it that are not settled. */
  comments: z.int().min(0).nullable(),
  /** From its launch to when it handed its work in, or to now. */
  seconds: z.int().min(0),
  usd: z.number().min(0).nullable(),
  unseen: z.array(z.string()),
});
export type Score = z.infer<typeof Score>;

/** `2 passed, 1 failed`; of a feature without checks: that it has none (pure). */
export function proofWords({ passed, failed, unproven, open }: Score['proofs'], checks: number): string {
  if (checks === 0) return 'no checks';
  const parts = [
    [passed, 'passed'],
    [failed, 'failed'],
    [unproven, 'no pass'],
    [open, 'not run'],
  ] as const;
  return parts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`])).join(', ');
}

/** The copies of a feature, the best proven first; of those, the one that changes least. */
export const Scoreboard = z.object({
  ...ofFeature.shape,
  tournament: CallerId,
  checks: z.int(),
  scores: z.array(Score),
});
export type Scoreboard = z.infer<typeof Scoreboard>;

/** The copy whose work is to be the feature's. */
export const PickCopy = ofFeature.extend({
  container: ContainerName,
  /** Leaves the other containers where they are. */
  keepOthers: z.boolean().default(false),
});
export type PickCopy = z.infer<typeof PickCopy>;

/** What a pick did. */
export const PickedCopy = z.object({
  launch: Launch,
  /** Containers that are in the trash now, and those that could not be put there. */
  removed: z.array(ContainerName),
  failed: z.array(z.object({ name: ContainerName, problem: Problem })),
});
export type PickedCopy = z.infer<typeof PickedCopy>;

/** One more agent for a tournament, which takes the best of what the others made. */
export const CombineCopies = ofFeature.extend(Copy.omit({ task: true }).shape);
export type CombineCopies = z.infer<typeof CombineCopies>;

const warnings = { warnings: z.array(z.string()) };

export const tournaments = {
  /** Makes the containers of several agents for one feature, and moves it to `in-progress`, once for all of them. */
  launch: procedure.input(inProject.extend(LaunchCopies.shape)).output(LaunchedCopies.extend(warnings)),
  /** Compares the copies of a feature. TOURNAMENT_NONE. */
  scores: procedure.input(inProject.extend(ofFeature.shape)).output(Scoreboard),
  /** Runs the feature's checks on every copy; they judge no assertion. */
  prove: procedure.input(inProject.extend(ofFeature.shape)).output(Scoreboard),
  /** Makes the work of one copy the feature's, and moves the containers of the others to the trash. TOURNAMENT_NONE. */
  pick: procedure.input(inProject.extend(PickCopy.shape)).output(PickedCopy.extend(warnings)),
  /** Puts one more agent to the feature, with the branches of all copies. TOURNAMENT_NONE, LAUNCH_BASE_MISSING. */
  combine: procedure
    .input(inProject.extend(CombineCopies.shape))
    .output(z.object({ launch: Launch, missionAutoStarted: z.boolean(), ...warnings })),
};
