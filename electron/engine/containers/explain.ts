import type { EgressAnswer } from '../../contract/egress.ts';
import type { ContainerName } from '../../contract/ids.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { fail } from '../errors.ts';
import { askGateway } from '../gateway/ask.ts';
import { readTarget } from '../gateway/target.ts';
import { findNetwork } from './allowed.ts';
import { wordsOf } from './explain-rules.ts';
import { getMember } from './lifecycle.ts';

/** Which part of the gateway hears what goes to a port. */
const VIA = new Map<number, EgressAnswer['via']>([
  [80, 'http'],
  [443, 'tls'],
  [22, 'ssh'],
]);

/** Whether a connection would pass, and what decides that. URL_INVALID, GATEWAY_STOPPED, NOT_SUPPORTED, CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS. */
export async function explainEgress(
  context: Context,
  { name, url, method }: { name: ContainerName; url: string; method: string },
): Promise<EgressAnswer> {
  const target = { ...readTarget(url), method };
  const { gateway, shown } = await getMember(context, name);
  if (gateway?.State !== 'running')
    throw fail('GATEWAY_STOPPED', `The gateway of ${shown} does not run, so nothing passes and nobody can be asked.`, {
      hints: [`Start the container first: maestro start ${shown}`],
    });
  const decision = await askGateway(context, gateway.Id, target);
  const network = findNetwork(context, name);
  const words = wordsOf(
    target,
    decision,
    network === undefined ? undefined : { name: shown, network, config: readConfig(context) },
  );
  return {
    container: name,
    ...words,
    url: target.url,
    host: target.host,
    port: target.port,
    via: VIA.get(target.port) ?? null,
    addresses: decision.addresses.map(({ address }) => address),
  };
}
