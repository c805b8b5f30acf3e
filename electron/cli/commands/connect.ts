import { z } from 'zod';
import type { Container } from '../../contract/containers.ts';
import { fail } from '../../engine/errors.ts';
import type { Engine } from '../../engine/engine.ts';
import { readFlags } from '../arguments/input.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { attach } from '../attach.ts';
import { picked } from '../chosen.ts';
import { withEngine } from '../engine.ts';
import { confirm, onTerminal } from '../prompt.ts';

const Flags = z.object({ start: z.boolean().default(false) });

/**
 * Opens a container’s terminal and answers the exit status of tmux. Without a name: the only one, else a menu. Fails with
 * CONTAINER_NOT_RUNNING when none is there or it may not be started.
 */
export async function run(call: Call): Promise<number> {
  const { start } = readFlags(Flags, call);
  const { args, out } = call;
  if (!onTerminal()) throw new UsageError('maestro connect needs a terminal.', 'Run it in a terminal window.');
  return withEngine(async (engine) => {
    const { getContainer } = await import('../../engine/containers/list.ts');
    const [word] = args;
    const container = word === undefined ? await picked(engine, out) : await getContainer(engine.context, word);
    if (container !== undefined) return attach(engine, await startedOne(engine, container, start), out);
    if (Object.keys(engine.context.state.snapshot.containers).length > 0) return 1;
    throw fail('CONTAINER_NOT_RUNNING', 'There is no container.', { hints: ['Start one: maestro new "your task"'] });
  });
}

async function startedOne(engine: Engine, container: Container, start: boolean): Promise<Container> {
  const { name, shortName } = container;
  if (container.docker === 'running') return container;
  if (!start && !(await confirm(`${shortName} is stopped. Start it?`, 'yes', 'Add --start.')))
    throw fail('CONTAINER_NOT_RUNNING', `${shortName} is stopped.`);
  return engine.client.containers.start({ name });
}
