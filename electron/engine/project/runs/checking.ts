import type { Context } from '../../context.ts';
import { isProblem, problemOf } from '../../errors.ts';
import { checksOf } from '../missions/assertions/checks.ts';
import { runChecks } from '../proofs/prove.ts';
import { listStandings } from '../proofs/standings.ts';
import type { Project } from '../records/project.ts';
import { type DueChecks, dueChecks } from './checks-rules.ts';
import type { Scene } from './scene-rules.ts';

/** What runs the checks of a feature. */
export type Prove = (
  context: Context,
  project: Project,
  wanted: { readonly mission: string; readonly assertions: string[]; readonly signal: AbortSignal },
) => Promise<unknown>;

/** As their user would. */
export const PROVE: Prove = (context, project, { signal, ...wanted }) =>
  runChecks(context, project, { input: { ...wanted, acceptChanges: false }, signal });

interface Checks {
  readonly context: Context;
  readonly project: Project;
  readonly prove: Prove;
  /** Is called when checks are over. */
  readonly wake: () => void;
}

/** A busy machine, or another process, may be in the way once. */
const MOST_TRIES = 3;

/** Lets the checks of handed-in work run, those of one feature after the other, while its mission runs. */
export class Checking {
  readonly #checks: Checks;
  /** How often something was begun, as it was due then: where it came to nothing so often, work or check must be another. */
  readonly #tried = new Map<string, number>();
  #under: Promise<void> | undefined;

  constructor(checks: Checks) {
    this.#checks = checks;
  }

  /** Begins what is due, unless checks run already. Whether some run now; what cannot be seen of them holds no run up. */
  async look(scene: Scene, signal: AbortSignal): Promise<boolean> {
    const { context } = this.#checks;
    try {
      if (this.#under === undefined) await this.#begin(scene, signal);
    } catch (error) {
      context.log.warn({ mission: scene.mission.id, problem: problemOf(error) }, 'a run does not know what is proven');
    }
    return this.#under !== undefined;
  }

  async #begin(scene: Scene, signal: AbortSignal): Promise<void> {
    const { context, project } = this.#checks;
    const mission = scene.mission.id;
    const checks = checksOf(project, mission);
    if (checks.size === 0) return;
    const containers = Object.values(context.state.snapshot.containers);
    const standings = await listStandings(context, project, { mission, containers });
    const keyOf = ({ feature, assertions }: DueChecks): string =>
      JSON.stringify([feature, scene.agents.get(feature)?.git?.head, assertions.map((id) => [id, checks.get(id)])]);
    const next = dueChecks(scene, standings).find((due) => (this.#tried.get(keyOf(due)) ?? 0) < MOST_TRIES);
    if (next === undefined) return;
    this.#tried.set(keyOf(next), (this.#tried.get(keyOf(next)) ?? 0) + 1);
    this.#under = this.#run(mission, next, signal).finally(() => {
      this.#under = undefined;
      this.#checks.wake();
    });
  }

  /** Ends when nothing runs any more. */
  async over(): Promise<void> {
    await this.#under;
  }

  /** Nobody waits for this: it never fails. */
  async #run(mission: string, { feature, assertions }: DueChecks, signal: AbortSignal): Promise<void> {
    const { context, project, prove } = this.#checks;
    try {
      await prove(context, project, { mission, assertions: [...assertions], signal });
    } catch (error) {
      if (context.closing.aborted || isProblem(error, 'CANCELLED')) return;
      context.log.warn({ mission, feature, problem: problemOf(error) }, 'a run could not let checks run');
    }
  }
}
