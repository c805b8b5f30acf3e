import { z } from 'zod';
import type { Container } from '../../contract/containers.ts';
import type { Engine } from '../../engine/engine.ts';
import { readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { type Call, UsageError } from '../arguments/command.ts';

const Flags = z.object({ interrupted: z.boolean().default(false) });

/** Starts a container that is down, or all that were interrupted. */
export async function run(call: Call): Promise<undefined> {
  const { interrupted } = readFlags(Flags, call);
  const { out } = call;
  const [name] = call.args;
  if ((name === undefined) !== interrupted)
    throw new UsageError('"maestro start" takes either a name or --interrupted.', 'maestro help start');
  if (name === undefined) {
    const started = await withEngine(startInterrupted);
    out.result(started, () => started.map(said).join('\n') || 'No container is interrupted.');
    return;
  }
  const started = await withEngine((engine) => start(engine, name));
  out.result(started, () => said(started));
}

async function start({ context, client }: Engine, name: string): Promise<Container> {
  const { getContainer } = await import('../../engine/containers/list.ts');
  return client.containers.start({ name: (await getContainer(context, name)).name });
}

async function startInterrupted({ context, client }: Engine): Promise<Container[]> {
  const { listContainers } = await import('../../engine/containers/list.ts');
  const found = (await listContainers(context)).filter(({ state }) => state === 'interrupted');
  return Promise.all(found.map((container) => client.containers.start({ name: container.name })));
}

function said({ shortName }: Container): string {
  return `Started ${shortName}. Open it: maestro connect ${shortName}`;
}
