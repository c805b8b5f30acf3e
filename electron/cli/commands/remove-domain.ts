import { type Call, UsageError } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { containerNamed, IN_FORCE, warnOfOpen } from '../output/network.ts';

/** Takes a host away from a container. `config.yml` stays as it is. */
export async function run({ args, out }: Call): Promise<undefined> {
  const [wanted, domain, ...more] = args;
  if (wanted === undefined || domain === undefined || more.length > 0)
    throw new UsageError('"maestro remove-domain" takes a container and a host.', 'maestro remove-domain NAME HOST');
  const network = await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    return engine.client.network.removeDomain({ name, domain });
  });
  out.result(network, () => `${network.container} may not reach ${domain} any more. ${IN_FORCE[network.inForce]}`);
  warnOfOpen(network, out);
}
