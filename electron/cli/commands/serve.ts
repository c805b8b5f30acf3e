import { z } from 'zod';
import { VERSION } from '../../contract/version.ts';
import type { Call } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { untilEnded } from '../ending.ts';

const PORT = 'Give a port from 1 to 65535.';

const Flags = z.object({
  port: z.coerce.number(PORT).int(PORT).min(1, PORT).max(65_535, PORT).optional(),
  'no-open': z.boolean().default(false),
});

/** Serves the page on 127.0.0.1 until it is stopped. Its address has the token that lets a browser in. */
export async function run(call: Call): Promise<undefined> {
  const { port, 'no-open': quiet } = readFlags(Flags, call);
  const { out } = call;
  const { serve } = await import('../../host/host.ts');
  const served = await serve({ open: !quiet, folder: process.cwd(), port });
  const { url, origin, opened, otherHost } = served;

  out.result({ url, origin, version: VERSION }, () => `Maestro is at ${url}`);
  if (opened) out.note('It was opened in your browser.');
  if (otherHost !== null) out.note(`Another Maestro of yours is running too (process ${otherHost.pid}).`);
  out.note('The address signs one browser in, once, within 15 minutes. Press Ctrl-C to end; containers go on.');
  await untilEnded();
  await served.close();
}
