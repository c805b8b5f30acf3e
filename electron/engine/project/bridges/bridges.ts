import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Author, BridgeCall } from '../../../contract/authors.ts';
import type { Container } from '../../../contract/containers.ts';
import { parseJson } from '../../../contract/json.ts';
import { type Context, until } from '../../context.ts';
import { NODE_ID } from '../../docker/files.ts';
import { readTextLines } from '../../docker/frames.ts';
import { problemOf } from '../../errors.ts';
import type { Kind } from '../../running.ts';
import { answerCall } from './answer.ts';
import { Pace, Turns } from './turns.ts';

const PROGRAM = '/usr/local/lib/maestro/bridge';
/** A bridge that ended is held again after this, and after twice as long each time that nothing came over it. */
const AGAIN_MS = 500;
const LONGEST_MS = 60_000;
/** An agent may ask without end: this much of it costs its user nothing that is felt. */
const PACE = { burst: 30, everyMs: 1_000 };
const MOST_AT_ONCE = 4;
const TURNS: Kind<Turns> = { name: 'calls of agents' };

/**
 * Holds a bridge to each running container whose agent works on a feature, for as long as the engine lives: what `maestro`
 * is asked in there runs here, limited to that feature.
 */
export async function holdBridges(context: Context): Promise<void> {
  const held = new Map<string, { readonly letGo: AbortController; readonly over: Promise<void> }>();
  for await (const event of context.state.watch(context.closing)) {
    if (event.kind === 'change' && event.change.containers === undefined) continue;
    const wanted = new Map(Object.values(context.state.snapshot.containers).flatMap((one) => bridged(one)));
    for (const [key, { letGo }] of held) if (!wanted.has(key)) letGo.abort();
    for (const [key, container] of wanted) {
      if (held.has(key)) continue;
      const letGo = new AbortController();
      const over = keepHolding(until(context, letGo.signal), container).finally(() => held.delete(key));
      held.set(key, { letGo, over });
    }
  }
  await Promise.all([...held.values()].map(({ over }) => over));
}

function bridged(container: Container): [string, Container][] {
  if (container.docker !== 'running' || container.feature === undefined) return [];
  return [[`${container.name} ${container.dockerId}`, container]];
}

/** The agent that speaks in a container: what it was made for stands in its labels. */
function authorIn(context: Context, held: Container): Author | undefined {
  const { feature: of, name, agent, branch, project } = context.state.snapshot.containers[held.name] ?? held;
  if (of === undefined || branch === '') return undefined;
  return { home: dirname(context.paths.home), project: project.path, of, container: name, agent, branch };
}

/** Nobody waits for this: it never fails. */
async function keepHolding(context: Context, container: Container): Promise<void> {
  const isOver = (): boolean => context.closing.aborted;
  const pace = new Pace(PACE);
  for (let rest = AGAIN_MS; !isOver(); rest = Math.min(LONGEST_MS, rest * 2)) {
    try {
      if (await holdOne(context, container, pace)) rest = AGAIN_MS;
    } catch (error) {
      if (!isOver())
        context.log.warn({ container: container.name, problem: problemOf(error) }, 'a bridge could not be held');
    }
    await delay(rest, undefined, { signal: context.closing }).catch(() => undefined);
  }
}

/** Answers what comes over one bridge, one after the other, until it ends; whether something came. */
async function holdOne(context: Context, container: Container, pace: Pace): Promise<boolean> {
  const bridge = await context.docker.hold(container.dockerId, [PROGRAM], { user: String(NODE_ID) });
  const letGo = (): void => bridge.release();
  if (context.closing.aborted) letGo();
  else context.closing.addEventListener('abort', letGo);
  const turns = context.running.only(TURNS, () => new Turns(MOST_AT_ONCE));
  let hasCome = false;
  try {
    for await (const line of readTextLines(bridge.output)) {
      const [call, author] = [callIn(line), authorIn(context, container)];
      if (call === undefined || author === undefined) continue;
      hasCome = true;
      await delay(pace.next(performance.now()), undefined, { signal: context.closing });
      const answer = await turns.take(() => answerCall(context, author, call));
      bridge.write(`${JSON.stringify(answer)}\n`);
    }
  } finally {
    context.closing.removeEventListener('abort', letGo);
    letGo();
  }
  return hasCome;
}

/** An agent may write anything there: what is no call is passed over. */
function callIn(line: string): BridgeCall | undefined {
  try {
    return BridgeCall.safeParse(parseJson(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
