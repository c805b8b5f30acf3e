import { z } from 'zod';
import type { ActivityEntry } from '../../contract/activity.ts';
import type { Call } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';

const COUNT = 'Give a whole number from 1 to 1000.';
const Flags = z.object({ tail: z.coerce.number(COUNT).int(COUNT).min(1, COUNT).max(1000, COUNT).default(50) });

/** Shows what has happened in a container, the newest last: its agent's words, turns, commits and runs. */
export async function run(call: Call): Promise<undefined> {
  const { tail } = readFlags(Flags, call);
  const { args, out } = call;
  const entries = await withEngine(async (engine) => {
    const name = await containerNamed(engine, args[0] ?? '');
    return (await engine.client.activity.list({ name })).slice(0, tail).toReversed();
  });
  out.result(entries, () =>
    entries.length === 0 ? 'Nothing has happened yet.' : table(['WHEN', 'WHAT', ''], entries.map(rowOf)),
  );
}

function rowOf({ at, kind, text }: ActivityEntry): string[] {
  return [at, kind, plain(text)];
}
