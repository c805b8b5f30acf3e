import { z } from 'zod';
import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { imageTable, untilCancelled } from '../output/images.ts';
import { readFlags } from '../arguments/input.ts';

const Flags = z.object({ force: z.boolean().default(false) });

/** Builds the images that are missing or outdated; Ctrl-C cancels. */
export async function run(call: Call): Promise<undefined> {
  const input = readFlags(Flags, call);
  const images = await withEngine((engine) => untilCancelled(engine, call.out, engine.client.images.build(input)));
  call.out.result(images, () => imageTable(images));
}
