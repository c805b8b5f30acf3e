import { z } from 'zod';
import type { Container } from '../../contract/containers.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { agreed, chosenByFilter, chosenByName, Filters, filters, toEach, told } from '../chosen.ts';
import { tellOfConfig } from '../config-problems.ts';
import { withEngine } from '../engine.ts';

const Flags = Filters.extend({ interrupted: z.boolean().default(false), force: z.boolean().default(false) });
type Flags = z.output<typeof Flags>;

/** Starts containers that are down: those that are named, that were interrupted, or that the filters leave. */
export async function run(call: Call): Promise<number> {
  const flags = readFlags(Flags, call);
  const { args, out } = call;
  const ways = [args.length > 0, flags.interrupted, filters(flags)].filter(Boolean).length;
  if (ways !== 1)
    throw new UsageError('"maestro start" takes either names, --interrupted, or filters.', 'maestro help start');
  const outcome = await withEngine(async (engine) => {
    tellOfConfig(engine.context, out);
    const chosen = args.length > 0 ? await chosenByName(engine, args, flags) : await some(engine, flags, out);
    return toEach(chosen, ({ name }) => engine.client.containers.start({ name }));
  });
  return told(outcome, out, {
    each: said,
    none: flags.interrupted ? 'No container is interrupted.' : 'Nothing was started.',
  });
}

/** What nobody stopped is started without a question. */
async function some(engine: Engine, flags: Flags, out: Call['out']): Promise<Container[]> {
  if (flags.interrupted) return chosenByFilter(engine, { ...flags, state: 'interrupted' }, () => true);
  const found = await chosenByFilter(engine, flags, ({ docker }) => docker === 'exited');
  return (await agreed(found, 'Start', { force: flags.force, out })) ? found : [];
}

function said({ shortName }: Container): string {
  return `Started ${shortName}. Open it: maestro connect ${shortName}`;
}
