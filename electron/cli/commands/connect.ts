import { z } from 'zod';
import type { Container } from '../../contract/containers.ts';
import { fail } from '../../engine/errors.ts';
import type { Engine } from '../../engine/engine.ts';
import { readFlags } from '../arguments/input.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { attach } from '../attach.ts';
import { containerRow } from '../output/container-rows.ts';
import { withEngine } from '../engine.ts';
import { menu } from '../menu.ts';
import type { Output } from '../output/output.ts';
import { confirm, onTerminal } from '../prompt.ts';
import { table } from '../output/printed-table.ts';

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
    const chosen = await selected(engine, args[0], out);
    if (chosen === undefined) return 1;
    return attach(engine, await startedOne(engine, chosen, start), out);
  });
}

/** The one that is meant; undefined when its user left the menu. */
async function selected({ context }: Engine, word: string | undefined, out: Output): Promise<Container | undefined> {
  const { getContainer, listContainers } = await import('../../engine/containers/list.ts');
  if (word !== undefined) return getContainer(context, word);
  const all = (await listContainers(context)).filter(({ state }) => state !== 'incomplete');
  const running = all.filter(({ docker }) => docker === 'running');
  const [only] = running.length > 0 ? running : all;
  if (only === undefined)
    throw fail('CONTAINER_NOT_RUNNING', 'There is no container.', { hints: ['Start one: maestro new "your task"'] });
  if (running.length === 1 || all.length === 1) return only;
  const offered = [...running, ...all.filter((container) => !running.includes(container))];
  const index = await menu(rows(offered, out));
  return index === undefined ? undefined : offered[index];
}

function rows(containers: readonly Container[], out: Output): string[] {
  const now = new Date();
  const cells = containers.map((container) => containerRow(container, now, out.paint));
  const [, , ...lines] = table(cells[0]?.map(() => '') ?? [], cells).split('\n');
  return lines;
}

async function startedOne(engine: Engine, container: Container, start: boolean): Promise<Container> {
  const { name, shortName } = container;
  if (container.docker === 'running') return container;
  if (!start && !(await confirm(`${shortName} is stopped. Start it?`, 'yes', 'Add --start.')))
    throw fail('CONTAINER_NOT_RUNNING', `${shortName} is stopped.`);
  return engine.client.containers.start({ name });
}
