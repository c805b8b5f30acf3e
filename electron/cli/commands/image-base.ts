import { z } from 'zod';
import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { imageTable, untilCancelled } from '../output/images.ts';
import { readFlags } from '../arguments/input.ts';

const Flags = z.object({ force: z.boolean().default(false) });

/** Makes the base image on this machine; Ctrl-C cancels. */
export async function run(call: Call): Promise<undefined> {
  const input = readFlags(Flags, call);
  const image = await withEngine((engine) => untilCancelled(engine, call.out, engine.client.images.base(input)));
  call.out.result(image, () => imageTable([image]));
}
