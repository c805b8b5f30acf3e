import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { EgressRow } from '../../contract/egress.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { endSignal } from '../ending.ts';
import { withEngine } from '../engine.ts';
import { calledToday } from '../output/called.ts';
import { egressTable, egressLine } from '../output/egress.ts';
import { harmlessJson } from '../output/harmless.ts';
import { containerNamed } from '../output/network.ts';

const Flags = z.object({ follow: z.boolean().default(false), blocked: z.boolean().default(false) });
type Flags = z.output<typeof Flags>;

const LOOK_AGAIN_MS = 1000;

/** Shows what a container tried in its network, the newest last; with `--follow`, until it is interrupted. */
export async function run(call: Call): Promise<undefined> {
  const flags = readFlags(Flags, call);
  const [wanted, ...more] = call.args;
  if (wanted === undefined || more.length > 0)
    throw new UsageError('"maestro egress" takes one container.', 'maestro egress NAME');
  await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    const rows = await look(engine, name, flags);
    if (flags.follow) return follow(engine, { call, name, flags, rows });
    const called = (await calledToday(engine))(name);
    call.out.result(rows, () => egressTable(rows, { paint: call.out.paint, called }));
  });
}

async function look({ client }: Engine, name: ContainerName, { blocked }: Flags): Promise<EgressRow[]> {
  const rows = await client.egress.list({ name });
  return rows.filter(({ verdict }) => !blocked || verdict === 'refused').reverse();
}

interface Following {
  readonly call: Call;
  readonly name: ContainerName;
  readonly flags: Flags;
  readonly rows: readonly EgressRow[];
}

/** Prints rows as they come and change, one JSON value a line with `--json`, until it is interrupted. */
async function follow(engine: Engine, { call: { out }, name, flags, rows: first }: Following): Promise<undefined> {
  const ended = endSignal();
  const known = new Map<string, string>();
  for (let rows = first; ; rows = await look(engine, name, flags)) {
    for (const row of rows) {
      const text = JSON.stringify(row);
      if (known.get(row.id) === text) continue;
      known.set(row.id, text);
      out.print(out.json ? harmlessJson(row, 0) : egressLine(row, out.paint));
    }
    await setTimeout(LOOK_AGAIN_MS, undefined, { signal: ended }).catch(() => undefined);
    if (ended.aborted) return;
  }
}
