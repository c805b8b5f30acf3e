import { setMaxListeners } from 'node:events';
import type { Context } from '../context.ts';
import type { DockerEvent } from '../docker/port.ts';
import { fail, isProblem, problemOf } from '../errors.ts';
import { endOvercomeFailure } from '../docker/overcome.ts';
import { LABEL, ownLabels } from '../docker/labels.ts';
import { pauseBetweenTries } from './reconnect.ts';
import { FleetWatch } from './watch.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;
/** Time alone may have made an agent quiet, or changed the addresses of this machine. */
const TICK_MS = 15_000;

/** What changes a container's row. Docker also tells of every exec and every file that goes in or out. */
const CHANGES = new Set(['create', 'start', 'die', 'stop', 'destroy', 'rename', 'pause', 'unpause', 'update']);
/** What may part an agent from its gateway's network. */
const PARTINGS = new Set(['start', 'die']);

/**
 * Keeps the snapshot true until the engine closes: reads all containers, follows Docker's events and every
 * container's reports, starts agents again after their gateway, reconnects when the engine comes back.
 */
export async function watchContainers(context: Context): Promise<void> {
  let waitMs = FIRST_WAIT_MS;
  while (!context.closing.aborted) {
    try {
      await watchWhileConnected(context, () => (waitMs = FIRST_WAIT_MS));
    } catch (error) {
      showLoss(context, error);
    }
    await pauseBetweenTries(context, waitMs);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
}

/** Ends, by an error, when Docker does not answer any more. */
async function watchWhileConnected(context: Context, onConnected: () => void): Promise<void> {
  const { Version, ApiVersion } = await context.docker.version();
  const connection = new AbortController();
  const signal = AbortSignal.any([context.closing, connection.signal]);
  // Each container’s output is followed until then.
  setMaxListeners(0, signal);
  const watch = new FleetWatch(context, signal, (error) => connection.abort(error));
  const lookAround = (): Promise<unknown> => Promise.all([watch.tick(), endOvercomeFailure(context)]);
  const tick = setInterval(() => void lookAround().catch((error: unknown) => connection.abort(error)), TICK_MS);
  try {
    await endOvercomeFailure(context);
    const events = await context.docker.openEvents(ownLabels(context.paths.home), signal);
    await watch.readAll();
    context.state.change({ fields: { docker: { state: 'ready', version: Version, apiVersion: ApiVersion } } });
    onConnected();
    await hear(events, watch);
    signal.throwIfAborted();
    throw fail('DOCKER_UNREACHABLE', 'The Docker engine went away.');
  } finally {
    clearInterval(tick);
    connection.abort();
    await watch.end();
  }
}

/** An event is a doorbell: what changed is read from Docker, not from the event. */
async function hear(events: AsyncIterable<DockerEvent>, watch: FleetWatch): Promise<void> {
  for await (const { Type, Action, Actor } of events) {
    if (Type !== 'container' || !CHANGES.has(Action)) continue;
    const container = Actor.Attributes[LABEL.container];
    if (PARTINGS.has(Action) && container !== undefined) watch.healSoon(container);
    watch.readSoon();
  }
}

function showLoss(context: Context, error: unknown): void {
  if (context.closing.aborted) return;
  const known = isProblem(error, 'DOCKER_UNREACHABLE') || isProblem(error, 'DOCKER_DENIED');
  if (!known) context.log.error({ err: error }, 'watching the containers failed');
  context.state.change({ fields: { docker: { state: 'unreachable', problem: problemOf(error) } } });
}
