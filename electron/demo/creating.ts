import { setTimeout as delay } from 'node:timers/promises';
import { basename } from 'node:path';
import type { Container } from '../contract/containers.ts';
import { type NewContainer, PHASES } from '../contract/creation.ts';
import type { FeatureRef } from '../contract/launches.ts';
import { present } from '../contract/present.ts';
import { runCreation } from '../engine/containers/creations.ts';
import { nextName } from '../engine/containers/naming.ts';
import type { Telling } from '../engine/containers/phases.ts';
import type { Context } from '../engine/context.ts';
import { demoContainer } from './fleet.ts';

const PROJECT_BYTES = 184_000_000;
const PARTS = 8;

/** How long a step of made-up work takes; `still`: it stands where it is, for looking at it. */
export type Pace = number | 'still';

/** The branch that a made-up task gets. */
export function demoBranch(task: string): string {
  const words = task.toLowerCase().match(/[a-z0-9]+/g) ?? ['task'];
  return `feat/${words.slice(0, 4).join('-')}`;
}

/** The name that the next container of a branch gets. */
export function demoName(context: Context, branch: string): Container['name'] {
  const { containers, settings } = context.state.snapshot;
  return nextName(settings.prefix, branch, Object.keys(containers));
}

/** Makes a container in the steps of a real one. It stands still in the middle of the copy where the demo does. */
export function demoCreate(
  context: Context,
  input: NewContainer,
  { pace, feature }: { readonly pace: Pace; readonly feature?: FeatureRef },
): Promise<Container> {
  return runCreation(context, input, async (progress, signal) => {
    const branch = input.branch ?? demoBranch(input.task);
    progress.change({ branch });
    for (const id of PHASES) {
      await progress.phase(id, signal, (tell) => (id === 'copy' ? copy(tell, pace, signal) : passed(pace, signal)));
    }
    const made = { ...containerFor(context, input, branch), ...present({ feature }) };
    context.state.change({ containers: { [made.name]: made } });
    progress.change({ name: made.name });
    return made;
  });
}

async function copy(tell: Telling, pace: Pace, signal: AbortSignal): Promise<void> {
  if (pace === 'still') {
    tell.bytes(PROJECT_BYTES / PARTS, PROJECT_BYTES);
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  }
  for (let part = 1; part <= PARTS; part += 1) {
    tell.bytes((PROJECT_BYTES * part) / PARTS, PROJECT_BYTES);
    await passed(pace, signal);
  }
}

async function passed(pace: Pace, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (pace !== 'still') await delay(pace / PARTS, undefined, { signal });
}

function containerFor(context: Context, input: NewContainer, branch: string): Container {
  const { containers, settings } = context.state.snapshot;
  const name = demoName(context, branch);
  const agent = input.agent ?? settings.defaults.agent;
  const sketched = demoContainer(
    {
      name: name.slice(settings.prefix.length),
      project: basename(input.project),
      agent,
      model: input.model ?? null,
      state: 'starting',
      task: input.task,
      evidence: 'Docker started it; waiting for its first report',
      minutes: 0,
      days: 6,
    },
    { index: Object.keys(containers).length, now: context.now().getTime() },
  );
  const limits = { ...settings.defaults.limits, ...input.limits };
  const project = { path: input.project, name: basename(input.project) };
  const { nick = null, preset } = input;
  return { ...sketched, name, branch, project, limits, nick, preset, createdAt: context.now().toISOString() };
}
