import { z } from 'zod';
import { AgentKind } from './agents.ts';
import { NewContainer } from './creation.ts';
import { CallerId, ContainerName, Instant } from './ids.ts';
import { inProject, ofFeature } from './inputs.ts';
import { FeatureId, type MissionStatus, SequentialId } from './missions.ts';
import { procedure } from './procedure.ts';

/** A feature of a mission, by its ids. */
export const FeatureRef = z.object({ mission: SequentialId, feature: FeatureId });
export type FeatureRef = z.infer<typeof FeatureRef>;

/** Whether agents may be put to the features of a mission in this state (pure). */
export function takesAgents(status: MissionStatus): boolean {
  return status === 'approved' || status === 'executing';
}

/** The agents that Maestro knows how to start. */
export const KNOWN_AGENTS = ['claude', 'codex', 'gemini', 'opencode', 'droid'] as const satisfies readonly AgentKind[];

/** The agent that a feature's worker is, where it is one of those (pure): `claude-code` is `claude`. */
export function agentOfWorker(workerType: string): AgentKind | undefined {
  return KNOWN_AGENTS.find((kind) => workerType.toLowerCase().startsWith(kind));
}

/** One agent that was put to a feature. */
export const Launch = z.object({
  /** That of its creation: whoever repeats a launch that was cut off goes on with it. */
  id: CallerId,
  /** Null until it is made. */
  container: ContainerName.nullable(),
  agent: AgentKind,
  branch: z.string().min(1),
  /** The commit at which it begins; null in a project without one. */
  base: z.string().nullable(),
  at: Instant,
  /** The commit with which it was moved to review by itself; unset: it was not. */
  handedIn: z.string().optional(),
  /** Since when its feature is blocked because its agent asks; unset: it does not, or somebody moved the feature since. */
  asked: Instant.optional(),
  /** The handoff that was left for it when its agent's share was used up; unset: it was not, or the agent went on itself. */
  limited: SequentialId.optional(),
  /** The tournament that it takes part in: several agents do the same feature, until the work of one is picked. */
  tournament: CallerId.optional(),
  /** The tournament in which it was picked. */
  picked: CallerId.optional(),
  /** Why nobody works in it any more, after which its feature went back to where the next agent can take it. */
  ended: z.string().optional(),
});
export type Launch = z.infer<typeof Launch>;

/** `.maestro/ours/launches/<mission>/<feature>.json`, the oldest first. */
export const Launches = z.object({ launches: z.array(Launch) });

/** What launches a feature. Unset: the prompt of its worker is the task, and its branch is called after its title. */
export const LaunchFeature = ofFeature.extend({
  ...NewContainer.omit({ project: true }).shape,
  task: NewContainer.shape.task.optional(),
});
export type LaunchFeature = z.infer<typeof LaunchFeature>;

/** What picks up a handoff by launching its feature again; unset: the newest that is pending. */
export const PickUp = LaunchFeature.omit({ mission: true, feature: true, task: true, branch: true }).extend({
  handoff: SequentialId.optional(),
});
export type PickUp = z.input<typeof PickUp>;

/** What a launch made, and whether the mission began with it. */
export const Launched = z.object({ launch: Launch, missionAutoStarted: z.boolean() });
export type Launched = z.infer<typeof Launched>;

/** What a launch of a handoff's feature made. */
export const PickedUp = Launched.extend({
  handoff: SequentialId,
  of: FeatureRef,
  /** How many files of the earlier container are not committed: they stay there. */
  left: z.int().min(0),
});
export type PickedUp = z.infer<typeof PickedUp>;

export const launches = {
  /**
   * Makes a container for a feature, on a branch that has what the features before it made, and moves the feature to
   * `in-progress`. Nothing changes when the container cannot be made.
   */
  launch: procedure
    .input(inProject.extend(LaunchFeature.shape))
    .output(Launched.extend({ warnings: z.array(z.string()) })),
  /** Takes a handoff and puts the next agent to its feature; where none comes of it, the handoff is pending again. */
  pickUp: procedure.input(inProject.extend(PickUp.shape)).output(PickedUp.extend({ warnings: z.array(z.string()) })),
};
