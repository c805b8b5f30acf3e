import { z } from 'zod';
import { SigningAgent } from '../../contract/credentials.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { leaseText } from '../output/credentials.ts';
import { containerNamed } from '../output/network.ts';

const Flags = z.object({
  agent: z.enum(SigningAgent.options, 'Use claude, codex, gemini or github.').optional(),
  again: z.boolean().default(false),
});

/** Takes a sign-in back from a container, or from all of an agent; with `--again`, lends it again. */
export async function run(call: Call): Promise<undefined> {
  const { agent, again } = readFlags(Flags, call);
  const [wanted, ...more] = call.args;
  if (more.length > 0 || (wanted === undefined) === (agent === undefined))
    throw new UsageError('"maestro revoke" takes one container, or an agent.', 'maestro revoke NAME');
  const leases = await withEngine(async (engine) => {
    if (agent !== undefined) return engine.client.credentials.revoke({ agent, again });
    return engine.client.credentials.revoke({ name: await containerNamed(engine, wanted ?? ''), again });
  });
  call.out.result(leases, () =>
    leases.length === 0
      ? `No container has a sign-in of ${agent ?? 'this agent'}.`
      : leases.map((lease) => `${lease.container}: ${leaseText(lease)}`).join('\n'),
  );
}
