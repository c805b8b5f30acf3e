import { z } from 'zod';
import { readFlags } from '../arguments/input.ts';
import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';

const COUNT = 'Give a whole number, or all.';
const MOST = 1_000_000;

const Flags = z.object({
  follow: z.boolean().default(false),
  gateway: z.boolean().default(false),
  tail: z
    .union([z.literal('all').transform(() => MOST), z.coerce.number(COUNT).int(COUNT).min(0, COUNT)], COUNT)
    .default(1000),
});

/** Prints what a container’s agent has shown, or what its gateway said, and with `--follow` what comes. */
export async function run(call: Call): Promise<undefined> {
  const { follow, gateway, tail } = readFlags(Flags, call);
  const {
    args: [word = ''],
    out,
  } = call;
  await withEngine(async (engine) => {
    const { context } = engine;
    const history = await import('../../engine/terminals/history.ts');
    const wanted = { name: await containerNamed(engine, word), tail };
    if (!follow) {
      const lines = await (gateway ? history.gatewayLines : history.readHistory)(context, wanted);
      out.result({ lines }, () => lines.join('\n'));
      return;
    }
    const source = gateway ? history.followGateway : history.followHistory;
    for await (const line of source(context, { ...wanted, signal: context.closing })) out.print(line);
  });
}
