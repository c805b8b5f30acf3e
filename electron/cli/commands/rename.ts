import { z } from 'zod';
import { Nick } from '../../contract/ids.ts';
import { refusalOf } from '../../contract/flaws.ts';
import { readFlags } from '../arguments/input.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';

const NickFlags = z.object({ remove: z.boolean().default(false) });

/** Gives a container another name. */
export async function rename({ args: [word = '', to = ''], out }: Call): Promise<undefined> {
  const renamed = await withEngine(async (engine) =>
    engine.client.containers.rename({ name: await containerNamed(engine, word), to }),
  );
  out.result(renamed, () => `It is called ${renamed.shortName} now. Open it: maestro connect ${renamed.shortName}`);
}

/** Calls a container something beside its name, tells what it is called, or takes that away. */
export async function nick(call: Call): Promise<undefined> {
  const { remove } = readFlags(NickFlags, call);
  const { args, out } = call;
  const [word = '', given] = args;
  if (remove && given !== undefined)
    throw new UsageError('--remove takes the nickname away and needs none.', 'maestro nick NAME --remove');
  const wanted = given === undefined ? null : parsed(given);
  const container = await withEngine(async ({ context, client }) => {
    const { getContainer } = await import('../../engine/containers/list.ts');
    const found = await getContainer(context, word);
    if (!remove && wanted === null) return found;
    return client.containers.nick({ name: found.name, nick: wanted });
  });
  const { shortName, nick: now } = container;
  out.result(container, () =>
    now === null ? `${shortName} has no nickname.` : `${shortName} is called ${now} too: maestro connect ${now}`,
  );
}

function parsed(text: string): Nick {
  const { data, error } = Nick.safeParse(text);
  if (data !== undefined) return data;
  throw new UsageError(`${text} cannot be a nickname.`, refusalOf(error.issues));
}
