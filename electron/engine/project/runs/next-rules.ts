import type { Feature } from '../../../contract/features.ts';
import type { Hold } from '../../../contract/runs.ts';
import { holdsOf } from './holds-rules.ts';
import { TakenPaths } from './paths-rules.ts';
import { inScope, lives, type Scene } from './scene-rules.ts';
import { isOver } from './seal-rules.ts';

/** What a run does next. */
export interface Next {
  /** In the order in which they are launched. */
  readonly launch: readonly string[];
  readonly holds: readonly Hold[];
  /** Why what could be launched by its plan is not, by feature, as sentences. */
  readonly waits: ReadonlyMap<string, string>;
  /** All that it was to do is done. */
  readonly isFinished: boolean;
}

/**
 * What a run launches next (pure): what is not begun and waits for nothing, earlier milestones first, as long as there is a
 * free place, and nothing at work or in review is known to change the same files.
 */
export function nextOf(scene: Scene): Next {
  const scope = inScope(scene);
  const holds = holdsOf(scene);
  const waits = new Map<string, string>();
  const launch: string[] = [];
  const places = new Places(scene);
  const inside = new Set(scope.map(({ id }) => id));
  const gateOf = gatesOf(scene);
  for (const feature of candidates(scene)) {
    const why = inside.has(feature.id)
      ? (gateOf(feature) ?? failure(scene, feature) ?? holds[0]?.sentence ?? places.refusal(feature))
      : 'It comes after the milestone with which the run ends.';
    if (why !== undefined) waits.set(feature.id, why);
    else {
      launch.push(feature.id);
      places.take(feature);
    }
  }
  return { launch, holds, waits, isFinished: isOver(scene) };
}

/** What is not begun and waits for nothing, those of earlier milestones first. */
function candidates({ mission, features, launching }: Scene): Feature[] {
  const done = new Set(features.filter(({ status }) => status === 'done').map(({ id }) => id));
  const orders = new Map(mission.milestones.map(({ id, order }) => [id, order]));
  const orderOf = ({ milestoneId }: Feature): number => orders.get(milestoneId) ?? Number.MAX_SAFE_INTEGER;
  return features
    .filter(({ id, status }) => (status === 'pending' || status === 'assigned') && !launching.has(id))
    .filter(({ dependsOn }) => dependsOn.every((id) => done.has(id)))
    .sort((one, other) => orderOf(one) - orderOf(other));
}

/** In a gate, earlier work is judged: what comes after one waits until it is sealed. */
function gatesOf({ mission }: Scene): (feature: Feature) => string | undefined {
  const sealed = new Set(mission.completedMilestoneIds ?? []);
  const open = mission.milestones.filter(({ id, kind }) => kind === 'gate' && !sealed.has(id));
  const first = open.sort((one, other) => one.order - other.order)[0];
  const orders = new Map(mission.milestones.map(({ id, order }) => [id, order]));
  return ({ milestoneId }) =>
    first !== undefined && (orders.get(milestoneId) ?? 0) > first.order
      ? `It waits until the gate ${first.id} is sealed.`
      : undefined;
}

/** An agent may end by accident, and the next one too. */
const MOST_TRIES = 3;

/** Why a run has set a feature aside; undefined: it has not. */
export function failure(
  { mission, run, tries }: Pick<Scene, 'mission' | 'run' | 'tries'>,
  { id }: Pick<Feature, 'id'>,
): string | undefined {
  const again = `To try again: maestro mission resume ${mission.id}`;
  // A feature may be called `constructor`, which every object has.
  const problem = Object.hasOwn(run.failed, id) ? run.failed[id] : undefined;
  if (problem !== undefined) return `${problem.sentence} ${again}`;
  const tried = tries.get(id) ?? 0;
  return tried < MOST_TRIES ? undefined : `${tried} agents were put to it, and none has finished it. ${again}`;
}

/** The places of a run, and the files that those who work may change. */
class Places {
  readonly #parallel: number;
  readonly #paths: Scene['paths'];
  readonly #taken = new TakenPaths();
  #atWork = 0;

  constructor({ run, features, launching, agents, paths }: Scene) {
    this.#parallel = run.parallel;
    this.#paths = paths;
    for (const { id, status } of features) {
      const agent = agents.get(id);
      const isLaunching = launching.has(id);
      const isAtWork = status === 'in-progress' && (agent === undefined || lives(agent));
      if (isLaunching || isAtWork) this.#atWork += 1;
      const isAsking = status === 'blocked' && agent !== undefined && lives(agent);
      if (isLaunching || isAsking || status === 'in-progress' || status === 'review')
        this.#taken.add(id, paths.get(id) ?? []);
    }
  }

  take({ id }: Feature): void {
    this.#atWork += 1;
    this.#taken.add(id, this.#paths.get(id) ?? []);
  }

  refusal({ id }: Feature): string | undefined {
    const met = this.#taken.meets(this.#paths.get(id) ?? []);
    if (met !== undefined) return `It waits for ${met.by}, which changes ${met.path} too.`;
    if (this.#atWork < this.#parallel) return undefined;
    return `It waits for a free place: the run puts ${this.#parallel} to work at once.`;
  }
}
