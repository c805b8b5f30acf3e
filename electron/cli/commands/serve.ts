import { z } from 'zod';
import { VERSION } from '../../contract/version.ts';
import type { Served } from '../../host/host.ts';
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
  const { port, open } = wished(call);
  const { serve } = await import('../../host/host.ts');
  const served = await serve({ open, folder: process.cwd(), port });
  tell(call, served, 'Maestro is at');
  const { otherHost } = served;
  if (otherHost !== null) call.out.note(`Another Maestro of yours is running too (process ${otherHost.pid}).`);
  await lasting(call, served, 'containers go on');
}

/** Serves made-up agents for looking around, without Docker and without anything of this user, until it is stopped. */
export async function demo(call: Call): Promise<undefined> {
  const { serveDemo } = await import('../../host/host.ts');
  const served = await serveDemo(wished(call));
  tell(call, served, 'The demo is at');
  call.out.note('Its agents are made up: nothing runs, nothing is read, and nothing that you do there stays.');
  await lasting(call, served, 'the demo goes with it');
}

function wished(call: Call): { port: number | undefined; open: boolean } {
  const { port, 'no-open': quiet } = readFlags(Flags, call);
  return { port, open: !quiet };
}

function tell({ out }: Call, { url, origin, opened }: Pick<Served, 'url' | 'origin' | 'opened'>, what: string): void {
  out.result({ url, origin, version: VERSION }, () => `${what} ${url}`);
  if (opened) out.note('It was opened in your browser.');
}

async function lasting({ out }: Call, { close }: Pick<Served, 'close'>, rest: string): Promise<void> {
  out.note(`The address signs one browser in, once, within 15 minutes. Press Ctrl-C to end; ${rest}.`);
  await untilEnded();
  await close();
}
