import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ErrorCode, Problem } from '../../../contract/errors.ts';
import { CallerId } from '../../../contract/ids.ts';
import { present } from '../../../contract/present.ts';
import type { Run } from '../../../contract/runs.ts';
import { type Context, until } from '../../context.ts';
import { fail, problemOf } from '../../errors.ts';
import type { Launching } from '../launches/launch.ts';
import { sealProven } from '../proofs/sealing.ts';
import { getMission, listFeatures } from '../missions/mission/store.ts';
import { changeRun, latestRun } from '../missions/runs/store.ts';
import type { Project } from '../records/project.ts';
import type { Hands } from './begin.ts';
import { Checking, type Prove } from './checking.ts';
import { nextOf } from './next-rules.ts';
import { disownRun, isOwnRun } from './own-runs.ts';
import { sceneOf } from './scene.ts';
import { nextSeal } from './seal-rules.ts';
import type { Agent } from './scene-rules.ts';
import { stillOf } from './still-rules.ts';
import type { Spending } from './spending.ts';

/** What is no fault of the launch: the next look decides anew. */
const LATER: ReadonlySet<ErrorCode> = new Set([
  'DOCKER_UNREACHABLE',
  'FEATURE_LAUNCHING',
  'FEATURE_NOT_READY',
  'DEPENDENCY_OPEN',
  'LOCK_HELD',
]);
const LATER_MS = 2_000;

export interface Driving {
  readonly context: Context;
  readonly project: Project;
  readonly mission: string;
  readonly launch: Launching;
  /** Starts a container that went down unasked, and stops one whose launch was over before it could be called off. */
  readonly hands: Pick<Hands, 'start' | 'stop'>;
  readonly spending: Spending;
  readonly prove: Prove;
}

/** Drives one run to its end, looking at what there is whenever it is woken. Nothing else drives it meanwhile. */
export class Driver {
  readonly #driving: Driving;
  readonly #launching = new Map<string, Promise<void>>();
  readonly #revived = new Map<string, string>();
  readonly #reviving = new Set<Promise<void>>();
  readonly #checking: Checking;
  /** Aborts when the run is stopped: what is being launched is undone. */
  #stopped = new AbortController();
  #wake: () => void = () => undefined;
  #isAwake = true;

  constructor(driving: Driving) {
    this.#driving = driving;
    this.#checking = new Checking({ ...driving, wake: () => this.wake() });
  }

  wake(): void {
    this.#isAwake = true;
    this.#wake();
  }

  /** Ends when the run does, or the engine; what is being launched is waited for. FILE_DAMAGED. */
  async drive(): Promise<void> {
    const { closing } = this.#driving.context;
    const wake = (): void => this.wake();
    this.#stopped = new AbortController();
    closing.addEventListener('abort', wake);
    try {
      while (!closing.aborted && (await this.#look())) await this.#woken();
    } finally {
      closing.removeEventListener('abort', wake);
      await Promise.all([...this.#launching.values(), ...this.#reviving, this.#checking.over()]);
    }
  }

  /** Launches what comes next. False: there is nothing more to do. */
  async #look(): Promise<boolean> {
    this.#isAwake = false;
    const { context, project, mission } = this.#driving;
    const run = latestRun(project, mission);
    if (run?.state === 'stopped') this.#stopped.abort(fail('CREATE_CANCELLED', 'The run was stopped.'));
    if (run?.state !== 'running' || !isOwnRun(context, run)) return false;
    const { docker, loaded } = context.state.snapshot;
    if (docker.state !== 'ready' || !loaded) return true;
    const scene = await this.#scene(run);
    const seal = nextSeal(scene);
    if (seal !== undefined && (await this.#seal(seal))) {
      this.#isAwake = true;
      return true;
    }
    const isChecking = await this.#checking.look(scene, this.#stopped.signal);
    const next = nextOf(scene);
    const { launch, isFinished } = next;
    if (isFinished && !isChecking) {
      await endRun(context, project, { mission, run });
      return false;
    }
    await this.#tellStill(run, isChecking ? undefined : stillOf(scene, next));
    for (const feature of launch) this.#launching.set(feature, this.#launch(run, feature));
    for (const { id, status } of scene.features) {
      const agent = scene.agents.get(id);
      if (status === 'in-progress' && agent?.state === 'interrupted') this.#revive(run, id, agent);
    }
    return true;
  }

  /** Where a person has to do something, that is written down, so that whoever calls people can. */
  async #tellStill(run: Run, sentence: string | undefined): Promise<void> {
    if (run.still?.sentence === sentence) return;
    const { context, project, mission } = this.#driving;
    const at = context.now().toISOString();
    await changeRun(project, mission, (latest) => {
      if (latest?.id !== run.id) return undefined;
      const { still: _still, ...rest } = latest;
      return { ...rest, ...present({ still: sentence === undefined ? undefined : { at, sentence } }) };
    });
  }

  /** Where somebody changed something meanwhile, the next look decides anew. */
  async #seal(id: string): Promise<boolean> {
    const { context, project, mission } = this.#driving;
    try {
      const containers = () => Promise.resolve(Object.values(context.state.snapshot.containers));
      return (await sealProven(context, project, { mission, id, strict: true, containers })).sealed;
    } catch (error) {
      context.log.warn({ mission, milestone: id, problem: problemOf(error) }, 'a run could not seal a milestone');
      return false;
    }
  }

  /** Its engine went down and came back: its agent goes on where it was. Once for each time that it goes down. */
  #revive(run: Run, feature: string, { name, since }: Agent): void {
    if (this.#revived.get(name) === since) return;
    this.#revived.set(name, since);
    const { context, hands } = this.#driving;
    const revived = hands.start(context, { name }).then(
      () => undefined,
      (error: unknown) => this.#failed(run, feature, error),
    );
    this.#reviving.add(revived);
    void revived.finally(() => this.#reviving.delete(revived));
  }

  async #scene(run: Run) {
    const { context, project, mission, spending } = this.#driving;
    const containers = Object.values(context.state.snapshot.containers);
    const features = listFeatures(project, getMission(project, mission));
    const counted = await spending.count(context, project, { mission, run, features, containers });
    return sceneOf(context, project, {
      ...{ mission, containers },
      run: counted,
      launching: new Set(this.#launching.keys()),
    });
  }

  async #launch(run: Run, feature: string): Promise<void> {
    const { context, project, mission, launch, hands } = this.#driving;
    const id = CallerId.parse(randomUUID());
    const { signal } = this.#stopped;
    try {
      const made = await launch(until(context, signal), project, { ...run.wishes, id, mission, feature });
      if (signal.aborted && made.launch.container !== null) await hands.stop(context, { name: made.launch.container });
    } catch (error) {
      await this.#failed(run, feature, error);
    } finally {
      this.#launching.delete(feature);
      this.wake();
    }
  }

  /** Sets a feature aside. Nobody waits for this: it never fails. */
  async #failed(run: Run, feature: string, error: unknown): Promise<void> {
    const { context, mission } = this.#driving;
    if (context.closing.aborted) return;
    const problem = problemOf(error);
    context.log.warn({ mission, feature, problem }, 'a run could not launch a feature');
    if (this.#stopped.signal.aborted) return;
    if (LATER.has(problem.code)) {
      await delay(LATER_MS, undefined, { signal: context.closing }).catch(() => undefined);
      return;
    }
    await this.#setAside(run, feature, problem).catch(async (failure: unknown) => {
      context.log.error({ mission, feature, problem: problemOf(failure) }, 'a failed launch could not be written down');
      await delay(LATER_MS, undefined, { signal: context.closing }).catch(() => undefined);
    });
  }

  async #setAside(run: Run, feature: string, problem: Problem): Promise<void> {
    const { project, mission } = this.#driving;
    await changeRun(project, mission, (latest) =>
      latest?.id === run.id ? { ...latest, failed: { ...latest.failed, [feature]: problem } } : undefined,
    );
  }

  async #woken(): Promise<void> {
    if (!this.#isAwake) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}

async function endRun(
  context: Context,
  project: Project,
  { mission, run }: { readonly mission: string; readonly run: Run },
): Promise<void> {
  await changeRun(project, mission, (latest) =>
    latest?.id === run.id && latest.state === 'running' ? { ...latest, state: 'finished' } : undefined,
  );
  await disownRun(context, run);
}
