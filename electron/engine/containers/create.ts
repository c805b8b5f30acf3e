import type { Container, NewContainer, PhaseId } from '../../contract/containers.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { ensureImages } from '../docker/images.ts';
import { isProblem, MaestroError } from '../errors.ts';
import { rememberProject } from '../settings/settings.ts';
import { runCreation } from './creations.ts';
import { LABEL, ownLabels } from '../docker/labels.ts';
import { getContainer } from './list.ts';
import { createAgent, createGateway, fillAgent, type Job, type Making, reserveName, startGateway } from './making.ts';
import { removeParts } from './parts.ts';
import type { Telling } from './phases.ts';
import { planContainer } from './plan.ts';
import { awaitReady } from './ready.ts';
import { cutOff, withUndo } from './undo.ts';

/**
 * Creates a container and starts its agent; answers when its terminal is ready. Any failure undoes everything, and
 * says which step failed, why, and what to do. A second call with the same id joins the first, or answers what it made.
 */
export async function createContainer(context: Context, input: NewContainer): Promise<Container> {
  const agent = input.agent ?? (await readConfig(context)).defaultAgent;
  return runCreation(context, { ...input, agent }, async (progress, signal) => {
    const earlier = await findEarlier(context, input.id);
    if (earlier !== undefined) return earlier;
    return withUndo(context.log, (undo) => make({ context, input: { ...input, agent }, progress, signal, undo }));
  });
}

async function make(job: Job): Promise<Container> {
  const { context, input, signal } = job;
  const plan = await step(job, 'check', () => planContainer(context, input));
  job.progress.change({ branch: plan.branch });
  await rememberProject(context, plan.project);
  const images = await step(job, 'image', () => ensureImages(context, signal));
  const name = await step(job, 'name', () => reserveName(job, plan));
  job.progress.change({ name });
  const making: Making = { ...job, plan, images, name };
  const dockerId = await prepareBoth(making);
  await startAgent(making, dockerId);
  return getContainer(context, name);
}

/** The project is copied while the gateway starts and proves itself: until then the agent's container need only know it. */
async function prepareBoth(making: Making): Promise<string> {
  const stop = new AbortController();
  const beside = { ...making, signal: AbortSignal.any([making.signal, stop.signal]) };
  let settled: Promise<unknown> = Promise.resolve();
  const prepareGateway = async (): Promise<{ filled: Promise<string> }> => {
    const gatewayId = await createGateway(making);
    const filled = prepareAgent(beside, gatewayId);
    settled = Promise.allSettled([filled]);
    await startGateway(making, gatewayId);
    return { filled };
  };
  try {
    const { filled } = await step(making, 'gateway', prepareGateway);
    return await filled;
  } catch (error) {
    stop.abort(error);
    await settled;
    throw error;
  }
}

async function prepareAgent(making: Making, gatewayId: string): Promise<string> {
  const dockerId = await step(making, 'container', () => createAgent(making, gatewayId));
  await step(making, 'copy', (tell) => fillAgent(making, dockerId, tell));
  return dockerId;
}

/** One phase. Between phases a cancelled creation ends; a failure says which step it was. */
async function step<Result>(job: Job, id: PhaseId, work: (tell: Telling) => Promise<Result>): Promise<Result> {
  try {
    job.signal.throwIfAborted();
    return await job.progress.phase(id, job.signal, work);
  } catch (error) {
    throw namedStep(id, cutOff(job.signal, error));
  }
}

const STEPS: Record<PhaseId, string> = {
  check: '',
  image: 'Getting the images ready failed.',
  name: 'Reserving a name failed.',
  gateway: 'Starting the gateway failed.',
  container: 'Creating the container failed.',
  copy: 'Copying the project failed.',
  git: 'Preparing the branch failed.',
  agent: 'Starting the agent failed.',
};

function namedStep(id: PhaseId, error: unknown): unknown {
  if (!(error instanceof MaestroError) || id === 'check' || isProblem(error, 'CREATE_CANCELLED')) return error;
  return new MaestroError({ ...error.problem, sentence: `${STEPS[id]} ${error.problem.sentence}` }, error);
}

/** What an earlier call with this id made; what a killed one left is removed, so that this one can begin anew. */
async function findEarlier(context: Context, id: string): Promise<Container | undefined> {
  const labels = { ...ownLabels(context.paths.home), [LABEL.creation]: id };
  const rows = await context.docker.containers(labels);
  const started = rows.find((row) => row.Labels[LABEL.role] === 'agent' && row.State !== 'created');
  if (started !== undefined) return getContainer(context, started.Labels[LABEL.container] ?? '');
  await removeParts(context, { [LABEL.creation]: id });
  return undefined;
}

/** Starts the container; its reports say when the branch is ready and when the agent is. */
async function startAgent(making: Making, dockerId: string): Promise<void> {
  const { context, signal } = making;
  let pastGit: () => void = () => undefined;
  const gitDone = new Promise<void>((resolve) => (pastGit = resolve));
  const start = async (): Promise<void> => {
    await context.docker.start(dockerId);
    await awaitReady(context, {
      dockerId,
      signal,
      onReport: ({ phase }) => {
        if (phase === 'agent' || phase === 'ready') pastGit();
      },
    });
  };
  let ready: Promise<void> = Promise.resolve();
  await step(making, 'git', () => {
    ready = start();
    return Promise.race([gitDone, ready]);
  });
  await step(making, 'agent', () => ready);
}
