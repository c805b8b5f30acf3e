import { z } from 'zod';
import type { EgressAnswer } from '../../contract/egress.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import type { Paint } from '../output/output.ts';
import { plain } from '../output/text.ts';

const Flags = z.object({
  method: z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(z.string().regex(/^[A-Z]{1,20}$/, 'Give a method such as GET or POST.'))
    .default('GET'),
});

/** Tells whether a connection would pass, and what decides that. */
export async function run(call: Call): Promise<undefined> {
  const { args, out } = call;
  const { method } = readFlags(Flags, call);
  const [wanted, url, ...more] = args;
  if (wanted === undefined || url === undefined || more.length > 0)
    throw new UsageError('"maestro egress explain" takes a container and a URL.', 'maestro egress explain NAME URL');
  const answer = await withEngine(async (engine) =>
    engine.client.egress.explain({ name: await containerNamed(engine, wanted), url, method }),
  );
  out.result(answer, () => told(answer, out.paint));
}

function told({ url, verdict, why, next, addresses }: EgressAnswer, paint: Paint): string {
  return [
    `${plain(url)}: ${verdict === 'allowed' ? paint('would pass', 'green') : paint('would be refused', 'red')}.`,
    why,
    ...(addresses.length === 0 ? [] : [`It resolves to ${addresses.join(', ')}.`]),
    ...(next === null ? [] : [next]),
  ].join('\n');
}
