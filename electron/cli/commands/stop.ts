import { z } from 'zod';
import type { Container } from '../../contract/containers.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { readFlags } from '../arguments/input.ts';
import { confirm } from '../prompt.ts';
import { plain } from '../output/text.ts';

const Flags = z.object({ force: z.boolean().default(false) });

/** Stops a container and keeps its files; without a name, after a question, all whose agent has exited. */
export async function run(call: Call): Promise<undefined> {
  const { force } = readFlags(Flags, call);
  const { out } = call;
  const [name] = call.args;
  const stopped = await withEngine(async (engine) => {
    const chosen = name === undefined ? await dormant(engine, force, out) : [await one(engine, name)];
    return Promise.all(chosen.map((container) => engine.client.containers.stop({ name: container.name })));
  });
  out.result(stopped, () => stopped.map(said).join('\n') || 'Nothing was stopped.');
}

function said({ shortName }: Container): string {
  return `Stopped ${shortName}. Its files are kept: maestro start ${shortName}`;
}

async function one({ context }: Engine, name: string): Promise<Container> {
  const { getContainer } = await import('../../engine/containers/list.ts');
  return getContainer(context, name);
}

/** Running containers whose agent has exited, once the user agrees. */
async function dormant({ context }: Engine, force: boolean, out: Call['out']): Promise<Container[]> {
  const { listContainers } = await import('../../engine/containers/list.ts');
  const found = (await listContainers(context)).filter((container) => container.state === 'dormant');
  if (found.length === 0) {
    out.note('No container is dormant: every agent that was started is still there.');
    return [];
  }
  for (const container of found) out.note(`  ${container.shortName}  ${plain(container.branch)}`);
  const question = `Stop ${found.length === 1 ? 'it' : `these ${found.length}`}?`;
  return force || (await confirm(question, 'no', 'Add --force.')) ? found : [];
}
