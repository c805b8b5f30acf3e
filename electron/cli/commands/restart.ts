import { z } from 'zod';
import type { Container } from '../../contract/containers.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { agreed, chosenByFilter, chosenByName, Filters, filters, picked, toEach, told } from '../chosen.ts';
import { withEngine } from '../engine.ts';
import { confirm, onTerminal } from '../prompt.ts';

const Flags = Filters.extend({ full: z.boolean().default(false), force: z.boolean().default(false) });
type Flags = z.output<typeof Flags>;

/** Starts agents again, which resume their conversations where they can, or whole containers with `--full`. */
export async function run(call: Call): Promise<number> {
  const flags = readFlags(Flags, call);
  const { out } = call;
  const outcome = await withEngine(async (engine) => {
    const chosen = await meant(engine, call, flags);
    return toEach(chosen, ({ name }) => engine.client.containers.restart({ name, full: flags.full, running: true }));
  });
  const what = flags.full ? '' : 'the agent of ';
  return told(outcome, out, {
    each: ({ shortName }) => `Restarted ${what}${shortName}. Open it: maestro connect ${shortName}`,
    none: 'Nothing was restarted.',
  });
}

/** The containers, once their user agrees to cut off those that work. */
async function meant(engine: Engine, { args, out }: Call, flags: Flags): Promise<readonly Container[]> {
  if (args.length === 0 && filters(flags)) {
    const found = await chosenByFilter(engine, flags, ({ docker }) => docker === 'running');
    return (await agreed(found, 'Restart', { force: flags.force, out })) ? found : [];
  }
  const chosen = args.length > 0 ? await chosenByName(engine, args, flags) : await one(engine, out);
  const working = chosen.filter(({ state }) => AT_WORK.has(state)).map(({ shortName }) => shortName);
  if (working.length === 0 || flags.force) return chosen;
  const question = `${working.join(', ')} ${working.length === 1 ? 'works' : 'work'} at the moment. Restart anyway?`;
  return (await confirm(question, 'no', 'Add --force.')) ? chosen : [];
}

/** States of an agent that may be in the middle of something; silence alone does not say that it is not. */
const AT_WORK: ReadonlySet<Container['state']> = new Set(['starting', 'running', 'quiet', 'stalled', 'needs-you']);

async function one(engine: Engine, out: Call['out']): Promise<Container[]> {
  if (!onTerminal()) throw new UsageError('"maestro restart" needs a name.', 'maestro restart NAME');
  const container = await picked(engine, out);
  return container === undefined ? [] : [container];
}
