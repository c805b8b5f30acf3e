import type { Container } from '../../contract/containers.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { attach } from '../attach.ts';
import { containerRow } from '../output/container-rows.ts';
import { withEngine } from '../engine.ts';
import type { Engine } from '../../engine/engine.ts';
import { choose, confirm, onTerminal } from '../prompt.ts';
import { table } from '../output/printed-table.ts';

/**
 * Opens a container’s terminal and answers the exit status of tmux. Fails with CONTAINER_NOT_RUNNING when none runs
 * or it may not be started.
 */
export async function run({ args: [name], out }: Call): Promise<number> {
  if (!onTerminal()) throw new UsageError('maestro connect needs a terminal.', 'Run it in a terminal window.');
  return withEngine(async (engine) => {
    const container = await startedOne(engine, await selected(engine, name, out));
    return attach(engine, container, out);
  });
}

async function selected(engine: Engine, name: string | undefined, out: Call['out']): Promise<Container> {
  const { getContainer, listContainers } = await import('../../engine/containers/list.ts');
  if (name !== undefined) return getContainer(engine.context, name);
  const running = (await listContainers(engine.context)).filter((container) => container.docker === 'running');
  const [only] = running;
  if (only === undefined) {
    const { fail } = await import('../../engine/errors.ts');
    throw fail('CONTAINER_NOT_RUNNING', 'No container is running.', { hints: ['Start one: maestro new "your task"'] });
  }
  return running.length === 1 ? only : menu(running, out);
}

async function menu(running: readonly Container[], out: Call['out']): Promise<Container> {
  const now = new Date();
  const rows = running.map((container) => containerRow(container, now, out.paint).slice(0, -1));
  const lines = table(rows[0]?.map(() => '') ?? [], rows)
    .split('\n')
    .slice(2);
  const index = await choose(lines, 'Give the name: maestro connect NAME');
  const container = running[index];
  if (container === undefined) throw new UsageError('That is none of the numbers.', 'Give a number of the list.');
  return container;
}

async function startedOne(engine: Engine, container: Container): Promise<Container> {
  if (container.docker === 'running') return container;
  const wanted = await confirm(`${container.shortName} is stopped. Start it?`, 'yes', 'maestro start NAME');
  if (!wanted) {
    const { fail } = await import('../../engine/errors.ts');
    throw fail('CONTAINER_NOT_RUNNING', `${container.shortName} is stopped.`);
  }
  return engine.client.containers.start({ name: container.name });
}
