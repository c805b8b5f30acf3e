import type { ImageBuild, ImageTarget } from '../../contract/images.ts';
import type { Context } from '../context.ts';
import { parseJson } from '../../contract/json.ts';
import { fail, isProblem, problemOf } from '../errors.ts';
import type { Kind } from '../running.ts';
import { withLock } from '../disk/lock.ts';
import { dockerFailure } from './failure.ts';
import { readTextLines } from './frames.ts';
import { lacksImages } from './overcome.ts';
import { addLines, type BuildMessage, newBuild, readMessage } from './progress.ts';

/** A build as its steps see it: they say how far they are, and stop when the signal aborts. */
export class Build {
  readonly signal: AbortSignal;
  readonly #context: Context;
  #now: ImageBuild;

  constructor(context: Context, signal: AbortSignal, target: ImageTarget) {
    this.#context = context;
    this.signal = signal;
    this.#now = newBuild(target, 'Waiting for another build', context.now());
    this.#show();
  }

  /** What the build knows now. */
  get progress(): ImageBuild {
    return this.#now;
  }

  /** Goes on with another image: a fresh record. */
  begin(target: ImageTarget, step: string): void {
    this.#now = newBuild(target, step, this.#context.now());
    this.#show();
  }

  step(step: string, number: number, count: number): void {
    this.#now = { ...this.#now, step, stepNumber: number, stepCount: count };
    this.say(step);
  }

  say(line: string): void {
    this.#now = addLines(this.#now, line);
    this.#show();
  }

  /** Follows a stream of the engine to its end. Answers the engine's error, where it ended with one. */
  async follow(stream: NodeJS.ReadableStream): Promise<string | undefined> {
    let error: string | undefined;
    for await (const line of linesOf(stream)) {
      if (line.trim() === '') continue;
      const message = parseJson(line) as BuildMessage;
      this.#now = readMessage(this.#now, message);
      this.#show();
      error = message.error ?? error;
    }
    return error;
  }

  async end(error?: unknown): Promise<void> {
    const problem = error === undefined ? null : problemOf(error);
    const cancelled = problem?.code === 'IMAGE_BUILD_CANCELLED';
    const state = problem === null ? 'done' : cancelled ? 'cancelled' : 'failed';
    const ms = this.#context.now().getTime() - Date.parse(this.#now.startedAt);
    const blocks = state === 'failed' && (await lacksImages(this.#context));
    this.#now = { ...this.#now, state, ms: Math.max(0, ms), problem: cancelled ? null : problem, blocks };
    this.#show();
  }

  #show(): void {
    this.#context.state.change({ fields: { imageBuild: this.#now } });
  }
}

async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string, void, void> {
  try {
    yield* readTextLines(stream);
  } catch (error) {
    throw dockerFailure(error);
  }
}

interface Job {
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

const LOCK_WAIT_MS = 60 * 60_000;
const BUILDS: Kind<Job> = { name: 'build' };

/**
 * Runs a build, or joins the one of the same name that this engine runs already; other processes of this user wait
 * for each other. A caller that gives up leaves the build to go on. IMAGE_BUILD_CANCELLED, and what the work throws.
 */
export async function joinBuild(
  context: Context,
  job: { name: string; target: ImageTarget; signal?: AbortSignal },
  work: (build: Build) => Promise<void>,
): Promise<void> {
  const running = context.running.of(BUILDS);
  const joined = running.get(job.name) ?? startBuild(context, job.target, work);
  if (!running.has(job.name)) {
    running.set(job.name, joined);
    const forget = (): unknown => running.delete(job.name);
    joined.done.then(forget, forget);
  }
  await orAborted(joined.done, job.signal);
}

/** Stops every build of this engine. */
export async function stopBuilds(context: Context): Promise<void> {
  const running = [...context.running.of(BUILDS).values()];
  for (const { stop } of running) stop.abort();
  await Promise.allSettled(running.map(({ done }) => done));
}

function startBuild(context: Context, target: ImageTarget, work: (build: Build) => Promise<void>): Job {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, context.closing]);
  const build = new Build(context, signal, target);
  return { stop, done: runBuild(context, build, work) };
}

async function runBuild(context: Context, build: Build, work: (build: Build) => Promise<void>): Promise<void> {
  try {
    const lock = { folder: context.paths.locks, name: 'images', waitMs: LOCK_WAIT_MS, signal: build.signal };
    await withLock(lock, () => work(build));
    await build.end();
  } catch (error) {
    const told = build.signal.aborted && !isProblem(error, 'IMAGE_BUILD_CANCELLED') ? cancelled(error) : error;
    await build.end(told);
    throw told;
  }
}

function cancelled(cause?: unknown): Error {
  return fail('IMAGE_BUILD_CANCELLED', 'The image build was cancelled.', { cause });
}

/** The work's result, or IMAGE_BUILD_CANCELLED as soon as the signal aborts. */
async function orAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return work;
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      reject(cancelled());
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
