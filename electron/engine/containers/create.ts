import type { Container } from '../../contract/containers.ts';
import type { NewContainer } from '../../contract/creation.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { LABEL, ownLabels } from '../docker/labels.ts';
import { type Asking, proposeBranch } from './branch-proposal.ts';
import { runCreation } from './creations.ts';
import { getCreated } from './list.ts';
import {
  agentReady,
  check,
  createAgent,
  fillAgent,
  known,
  type Making,
  nameAndReserve,
  prepareGateway,
  prepareImages,
  removing,
  startAgent,
} from './making.ts';
import { removeParts } from './parts.ts';
import { runSteps, type Step } from './steps.ts';

/**
 * A creation from top to bottom. The agent is asked for the branch's name beside the first two steps; everything after
 * them is named by it. The project is copied while the gateway starts and proves itself.
 */
const STEPS: readonly Step<Making>[] = [
  { id: 'check', run: check, speaksForItself: true },
  { id: 'image', run: prepareImages },
  { id: 'name', run: nameAndReserve, takeBack: removing('volume') },
  {
    id: 'gateway',
    run: prepareGateway,
    takeBack: removing('network', 'gateway'),
    meanwhile: [
      { id: 'container', run: createAgent, takeBack: removing('agent') },
      { id: 'copy', run: fillAgent },
    ],
  },
  { id: 'git', run: startAgent },
  { id: 'agent', run: agentReady },
];

/**
 * Creates a container and starts its agent; answers when its terminal is ready. Any failure undoes everything, and
 * says which step failed, why, and what to do. A second call with the same id joins the first, or answers what it made.
 */
export function createContainer(
  context: Context,
  input: NewContainer,
  { feature, title, ...asking }: Partial<Asking> & Pick<Making, 'feature' | 'title'> = {},
): Promise<Container> {
  return runCreation(context, input, async (progress, signal) => {
    if (await madeEarlier(context, input.id)) return getCreated(context, input.id, readConfig(context));
    const proposal = await proposeBranch(context, input, { ...asking, signal });
    const making: Making = { context, input, feature, title, progress, signal, proposal, made: {} };
    try {
      await runSteps(context.log, making, STEPS);
    } finally {
      await proposal?.end();
    }
    return getCreated(context, input.id, known(making, 'decided').config);
  });
}

/** Whether an earlier call with this id made the container; what a killed one left is removed, so that this one can begin anew. */
export async function madeEarlier(context: Context, id: string): Promise<boolean> {
  const labels = { ...ownLabels(context.paths.home), [LABEL.creation]: id };
  const rows = await context.docker.containers(labels);
  if (rows.some((row) => row.Labels[LABEL.role] === 'agent' && row.State !== 'created')) return true;
  await removeParts(context, { [LABEL.creation]: id });
  return false;
}
