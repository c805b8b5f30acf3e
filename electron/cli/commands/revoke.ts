import { z } from 'zod';
import { SIGNING_HINT, SigningAgent } from '../../contract/credentials.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { calledToday } from '../output/called.ts';
import { leaseText } from '../output/credentials.ts';
import { containerNamed } from '../output/network.ts';

const Flags = z.object({
  agent: z.enum(SigningAgent.options, SIGNING_HINT).optional(),
  again: z.boolean().default(false),
});

/** Takes a sign-in back from a container, or from all of an agent; with `--again`, lends it again. */
export async function run(call: Call): Promise<undefined> {
  const { agent, again } = readFlags(Flags, call);
  const [wanted, ...more] = call.args;
  if (more.length > 0 || (wanted === undefined) === (agent === undefined))
    throw new UsageError('"maestro revoke" takes one container, or an agent.', 'maestro revoke NAME');
  const { leases, called } = await withEngine(async (engine) => {
    const whose = agent === undefined ? { name: await containerNamed(engine, wanted ?? '') } : { agent };
    return { called: await calledToday(engine), leases: await engine.client.credentials.revoke({ ...whose, again }) };
  });
  call.out.result(leases, () =>
    leases.length === 0
      ? `No container has a sign-in of ${agent ?? 'this agent'}.`
      : leases.map((lease) => `${called(lease.container)}: ${leaseText(lease)}`).join('\n'),
  );
}
