import type { Container } from '../../contract/containers.ts';
import type { Creation, NewContainer } from '../../contract/creation.ts';
import type { CallerId } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { withLock } from '../disk/lock.ts';
import { fail, isProblem, problemOf } from '../errors.ts';
import type { Kind } from '../running.ts';
import { Progress } from './phases.ts';
import { cutOff } from './undo.ts';

interface Live {
  readonly result: Promise<Container>;
  readonly cancel: () => void;
}

type Work = (progress: Progress, signal: AbortSignal) => Promise<Container>;

/** The creations that this engine runs. Everyone else's are known by their locks. */
const CREATIONS: Kind<Live> = { name: 'creation' };

/** A creator that was killed is noticed after this time; a live one may be held up for as long by a busy machine. */
const STALE_MS = 15_000;
/** Longer than it takes to notice the dead, so that a call with the id of a killed creation begins anew. */
const WAIT_MS = 3 * STALE_MS;
const PROBE_WAIT_MS = 20;

/**
 * Runs a creation under its id: a call that finds it under way joins it. Its progress, and its failure, are in the
 * snapshot. It ends early only by `cancelCreation` or when the engine closes, never because a client went away.
 */
export function runCreation(context: Context, input: NewContainer, work: Work): Promise<Container> {
  const running = context.running.of(CREATIONS);
  const joined = running.get(input.id);
  if (joined !== undefined) return joined.result;
  const { id, project, task, agent = context.state.snapshot.settings.defaults.agent } = input;
  const stop = new AbortController();
  forgetDone(context);
  const progress = new Progress(context, { id, project, task, agent, startedAt: context.now().toISOString() });
  const result = run(context, progress, { work, signal: AbortSignal.any([stop.signal, context.closing]) });
  const cancel = (): void => {
    progress.change({ state: 'cancelling' });
    stop.abort(fail('CREATE_CANCELLED', 'The creation was cancelled.'));
  };
  const forget = (): boolean => running.delete(id);
  running.set(id, { result, cancel });
  result.then(forget, forget);
  return result;
}

/** Stops a creation of this process and waits until what it made is gone. One that is over already stays as it is. */
export async function cancelCreation(context: Context, { id }: { id: CallerId }): Promise<void> {
  const live = context.running.of(CREATIONS).get(id);
  if (live === undefined) return;
  live.cancel();
  await Promise.allSettled([live.result]);
}

/** Forgets a creation that is over. */
export async function dismissCreation(context: Context, { id }: { id: CallerId }): Promise<void> {
  if (context.running.of(CREATIONS).has(id))
    throw fail('INPUT_INVALID', 'This creation is still under way. Cancel it first.');
  context.state.change({ creations: { [id]: null } });
  return Promise.resolve();
}

/** Waits until every creation of this process is over: after the engine's end was told, until they are undone. */
export async function creationsSettled(context: Context): Promise<void> {
  await Promise.allSettled([...context.running.of(CREATIONS).values()].map((live) => live.result));
}

/** Whether some process of this user is creating this at the moment. */
export async function creationIsLive(context: Context, id: string): Promise<boolean> {
  if (context.running.of(CREATIONS).has(id)) return true;
  try {
    await withLock({ ...lockOf(context, id), waitMs: PROBE_WAIT_MS }, () => Promise.resolve());
    return false;
  } catch (error) {
    if (isProblem(error, 'LOCK_HELD')) return true;
    throw error;
  }
}

/** Does something whose things nobody else takes for left behind, as long as this process lives. */
export function whileLive<Result>(context: Context, id: string, work: () => Promise<Result>): Promise<Result> {
  return withLock({ ...lockOf(context, id), waitMs: WAIT_MS }, work);
}

async function run(
  context: Context,
  progress: Progress,
  { work, signal }: { work: Work; signal: AbortSignal },
): Promise<Container> {
  const { id } = progress.creation;
  try {
    const lock = { ...lockOf(context, id), waitMs: WAIT_MS };
    const container = await withLock(lock, () => work(progress, signal));
    progress.change({ state: 'done', problem: null });
    return container;
  } catch (thrown) {
    const error = cutOff(signal, thrown);
    const problem = problemOf(error);
    if (problem.code === 'INTERNAL') context.log.error({ err: error, creation: id }, 'a creation failed unexpectedly');
    progress.change({ state: signal.aborted ? 'cancelled' : 'failed', problem });
    throw error;
  }
}

function lockOf(context: Context, id: string): { folder: string; name: string; staleMs: number } {
  return { folder: context.paths.locks, name: `creation-${id}`, staleMs: STALE_MS };
}

function forgetDone(context: Context): void {
  const done = Object.values(context.state.snapshot.creations).filter(({ state }: Creation) => state === 'done');
  if (done.length > 0)
    context.state.change({ creations: Object.fromEntries(done.map(({ id }) => [id, null] as const)) });
}
