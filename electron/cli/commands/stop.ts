import { z } from 'zod';
import type { Container } from '../../contract/containers.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Call } from '../arguments/command.ts';
import { agreed, chosenByFilter, chosenByName, Filters, filters, toEach, told } from '../chosen.ts';
import { withEngine } from '../engine.ts';
import { readFlags } from '../arguments/input.ts';

const Flags = Filters.extend({ force: z.boolean().default(false) });

/** Stops containers and keeps their files; without a name or a filter, after a question, all whose agent has exited. */
export async function run(call: Call): Promise<number> {
  const flags = readFlags(Flags, call);
  const { args, out } = call;
  const outcome = await withEngine(async (engine) => {
    const chosen = args.length > 0 ? await chosenByName(engine, args, flags) : await some(engine, flags, out);
    return toEach(chosen, ({ name }) => engine.client.containers.stop({ name }));
  });
  return told(outcome, out, { each: said, none: 'Nothing was stopped.' });
}

function said({ shortName }: Container): string {
  return `Stopped ${shortName}. Its files are kept: maestro start ${shortName}`;
}

async function some(engine: Engine, flags: z.output<typeof Flags>, out: Call['out']): Promise<Container[]> {
  const isDormant = ({ state }: Container): boolean => state === 'dormant';
  const runs = ({ docker }: Container): boolean => ['running', 'paused', 'restarting'].includes(docker);
  const found = await chosenByFilter(engine, flags, filters(flags) ? runs : isDormant);
  if (found.length === 0 && !filters(flags)) {
    out.note('No container is dormant: every agent that was started is still there.');
    return [];
  }
  return (await agreed(found, 'Stop', { force: flags.force, out })) ? found : [];
}
