import { z } from 'zod';
import { IN_FORCE } from '../../contract/network.ts';
import { readFlags } from '../arguments/input.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { calledToday } from '../output/called.ts';
import { containerNamed, warnOfOpen } from '../output/network.ts';

const Flags = z.object({ ip: z.string().optional() });

/** Takes a host away from a container. `config.yml` stays as it is. */
export async function run(call: Call): Promise<undefined> {
  const { args, out } = call;
  const { ip } = readFlags(Flags, call);
  const [wanted, domain = ip, ...more] = args;
  if (wanted === undefined || domain === undefined || more.length > 0 || (ip !== undefined && domain !== ip))
    throw new UsageError(
      '"maestro remove-domain" takes a container and a host, or --ip and an address.',
      'maestro remove-domain NAME HOST',
    );
  const { network, called } = await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    const called = (await calledToday(engine))(name);
    const { removeDomain, removeAddress } = engine.client.network;
    return {
      called,
      network: await (ip === undefined ? removeDomain({ name, domain }) : removeAddress({ name, address: ip })),
    };
  });
  out.result(network, () => `${called} may not reach ${domain} any more. ${IN_FORCE[network.inForce]}`);
  warnOfOpen({ ...network, called }, out);
}
