import { z } from 'zod';
import type { AllowedName } from '../../contract/network.ts';
import { Preset } from '../../contract/presets.ts';
import { parseJson } from '../../contract/json.ts';
import { type ContainerName, Instant } from '../../contract/ids.ts';
import { type Config, readConfig } from '../config/config.ts';
import { type Address, findAddress } from '../config/addresses.ts';
import { findDomain } from '../config/domains.ts';
import { findEntry, findRule, mentions } from '../config/entries.ts';
import type { Context } from '../context.ts';
import { problemOf } from '../errors.ts';
import type { Policy } from '../gateway/rules.ts';
import { findUpstream } from '../gateway/upstream.ts';
import { findKept, keep } from './kept.ts';

const Names = z.array(z.string());

/** What is kept of a container's network: what it was made with, and what its user changed since. */
export const KeptNetwork = z.looseObject({
  preset: Preset.default('standard'),
  /** Names that its agent needs. */
  agent: Names,
  /** Names that were given when it was made; of containers of earlier versions, the next two as well. */
  container: Names,
  remotes: Names.default([]),
  registries: Names.default([]),
  sshHosts: Names,
  added: Names.default([]),
  /** Addresses that were added. */
  addresses: Names.default([]),
  removed: Names.default([]),
  /** Hosts that its gateway holds a sign-in for. */
  lent: Names.default([]),
  /** Names that are allowed for a while: up to a moment, or until the container is stopped. */
  passing: z.array(z.object({ domain: z.string(), until: Instant.nullable() })).default([]),
});
export type KeptNetwork = z.infer<typeof KeptNetwork>;

/** Keeps what a container's network is to be. */
export async function keepNetwork(context: Context, name: ContainerName, network: KeptNetwork): Promise<void> {
  await keep(context, name, { what: 'network', text: `${JSON.stringify(network)}\n` });
}

/** What was kept, without what is over; undefined for containers of earlier versions, and where it cannot be read. */
export function findNetwork(context: Context, name: ContainerName): KeptNetwork | undefined {
  const text = findKept(context, name, 'network');
  if (text === undefined) return undefined;
  try {
    const network = KeptNetwork.parse(parseJson(text));
    const now = context.now().getTime();
    const passing = network.passing.filter(({ until }) => until === null || Date.parse(until) > now);
    return { ...network, passing };
  } catch (error) {
    context.log.warn({ container: name, problem: problemOf(error) }, 'what was kept of its network cannot be read');
    return undefined;
  }
}

/** Ends what was allowed until the container is stopped, and for a while. */
export async function endPassing(context: Context, name: ContainerName): Promise<void> {
  const network = findNetwork(context, name);
  if (network !== undefined && network.passing.length > 0)
    await keepNetwork(context, name, { ...network, passing: [] });
}

/** Every name that a container may reach, and every rule for one, each once, with why (pure). */
export function allowedNames(
  { allowedDomains, internalDns, localNetworks }: Pick<Config, 'allowedDomains' | 'internalDns' | 'localNetworks'>,
  network: KeptNetwork,
): AllowedName[] {
  const isLocked = network.preset === 'locked';
  const sources = {
    agent: network.agent,
    added: network.added,
    config: isLocked ? [] : [...allowedDomains, ...(internalDns?.domains ?? [])],
    remote: isLocked ? [] : network.remotes,
    registry: isLocked ? [] : network.registries,
    container: isLocked ? [] : network.container,
  };
  const names = new Map<string, AllowedName>();
  for (const [from, domains] of Object.entries(sources) as [AllowedName['from'], readonly string[]][])
    for (const domain of domains.flatMap((text) => findEntry(text) ?? []))
      if (!names.has(domain) && !network.removed.includes(domain)) names.set(domain, { domain, from });
  for (const { domain, until } of network.passing)
    if (!names.has(domain)) names.set(domain, { domain, from: 'passing', until });
  for (const address of allowedAddresses(localNetworks, network))
    names.set(address, { domain: address, from: 'added' });
  return [...names.values()].sort((a, b) => a.domain.localeCompare(b.domain));
}

function allowedAddresses(localNetworks: readonly string[], { addresses }: KeptNetwork): Address[] {
  return addresses.flatMap((text) => findAddress(text, { localNetworks }) ?? []);
}

type Rules = Pick<Config, 'allowedDomains' | 'internalDns' | 'encryptedHellos' | 'localNetworks'>;

/** What a gateway is given (pure). `upstream` is the resolver that it asks. */
export function policyOf(config: Rules, network: KeptNetwork, upstream: string | null): Policy {
  const addresses = allowedAddresses(config.localNetworks, network);
  const domains = allowedNames(config, { ...network, addresses: [] }).map(({ domain }) => domain);
  const internal = (config.internalDns?.domains ?? []).filter((text) =>
    domains.some((domain) => domain === findDomain(text)),
  );
  return {
    domains,
    addresses,
    sshHosts: network.preset === 'locked' ? [] : openSshHosts(network, domains),
    upstream,
    encryptedHellos: config.encryptedHellos,
    open: network.preset === 'open',
    lent: network.lent,
    ...(internal.length === 0 ? {} : { internal: { domains: internal, resolver: config.internalDns?.server ?? null } }),
  };
}

/** Nobody can read in SSH what is asked for: a host that has rules alone has none. */
function openSshHosts({ sshHosts, removed }: KeptNetwork, allowed: readonly string[]): string[] {
  const entries = allowed.flatMap((text) => findEntry(text) ?? []);
  const isOpen = (host: string): boolean => {
    const about = entries.filter((entry) => mentions(entry, host));
    return about.length === 0 || about.some((entry) => findRule(entry) === undefined);
  };
  return sshHosts.filter((host) => !removed.includes(host) && isOpen(host));
}

/** What a container's gateway is to have; undefined for containers of earlier versions. CONFIG_INVALID. */
export async function findPolicy(context: Context, name: ContainerName): Promise<Policy | undefined> {
  const network = findNetwork(context, name);
  if (network === undefined) return undefined;
  const config = readConfig(context);
  return policyOf(config, network, await findUpstream(config.upstreamDns));
}
