import type { Container } from '../../../contract/containers.ts';
import type { Assertion } from '../../../contract/assertions.ts';
import type { Feature } from '../../../contract/features.ts';
import type { Mission } from '../../../contract/missions.ts';
import type { Run } from '../../../contract/runs.ts';

/** What is seen of an agent that was put to a feature. */
export type Agent = Pick<Container, 'name' | 'state' | 'since' | 'attention' | 'limitUntil' | 'lastActivityAt'> &
  Partial<Pick<Container, 'git'>>;

/** Everything that decides what a run launches next. */
export interface Scene {
  readonly mission: Pick<Mission, 'id' | 'status' | 'features' | 'milestones' | 'completedMilestoneIds'>;
  readonly features: readonly Feature[];
  readonly assertions: readonly Pick<Assertion, 'id' | 'featureId' | 'milestoneId' | 'result'>[];
  readonly run: Pick<Run, 'state' | 'parallel' | 'until' | 'budgetUsd' | 'keepGoing' | 'seals' | 'failed' | 'spent'>;
  /** Whether this user began it: what a project's files say alone starts nothing. */
  readonly isOurs: boolean;
  /** Features whose containers are being made. */
  readonly launching: ReadonlySet<string>;
  /** By feature. */
  readonly agents: ReadonlyMap<string, Agent>;
  /** How many agents were put to a feature since the run began, or was resumed. */
  readonly tries: ReadonlyMap<string, number>;
  /** Features that nobody works on any more, and of whose several works none is picked. */
  readonly competing: ReadonlySet<string>;
  /** The files that a feature is known to change, from the project's root, by feature. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

/** The features that a run is to do: all, or those up to its last milestone. */
export function inScope({ mission, features, run }: Pick<Scene, 'mission' | 'features' | 'run'>): readonly Feature[] {
  if (run.until === null) return features;
  const last = mission.milestones.find(({ id }) => id === run.until)?.order ?? Number.NEGATIVE_INFINITY;
  const within = new Set(mission.milestones.filter(({ order }) => order <= last).map(({ id }) => id));
  return features.filter(({ milestoneId }) => within.has(milestoneId));
}

/** Whether an agent is there that works, or that can. */
export function lives({ state }: Agent): boolean {
  return !['stopped', 'interrupted', 'error', 'incomplete', 'dormant'].includes(state);
}
