import { type AllowedName, type AllowedTerm, type ContainerNetwork, ONCE_MS } from '../../contract/network.ts';
import type { Preset } from '../../contract/presets.ts';
import type { ContainerName } from '../../contract/ids.ts';
import { readConfig, setConfig } from '../config/config.ts';
import { readAddress } from '../config/addresses.ts';
import { findRule, readEntry } from '../config/entries.ts';
import type { Context } from '../context.ts';
import { fail, isProblem } from '../errors.ts';
import { isolationOf } from '../gateway/gateway.ts';
import { readLedger, refusedNames } from '../gateway/ledger.ts';
import { renewPolicy } from '../gateway/renewal.ts';
import { forbiddenAddresses } from '../gateway/never.ts';
import { neededRules, PLATFORM, type Policy, policyId } from '../gateway/rules.ts';
import { opensHosts } from '../gateway/trust.ts';
import { allowedNames, findNetwork, findPolicy, keepNetwork, type KeptNetwork } from './allowed.ts';
import type { Member } from './fleet.ts';
import { getMember, withContainerLock } from './lifecycle.ts';
import { bringTrust } from './trust.ts';

/** Proofs come every five minutes; gateways of earlier versions have a line for each connection between them. */
const LINES = 5_000;

/** What a container may reach, and what it asked for in vain. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, NOT_SUPPORTED. */
export async function getNetwork(context: Context, { name }: { name: ContainerName }): Promise<ContainerNetwork> {
  return describe(context, await getMember(context, name));
}

/**
 * Allows a name in a container, in force when it answers where its gateway runs. DOMAIN_INVALID, GATEWAY_FAILED, NOT_SUPPORTED
 * for a rule that needs an opened host, where its gateway opens none: nothing changes then.
 */
export async function addDomain(
  context: Context,
  input: { name: ContainerName; domain: string; term: AllowedTerm },
): Promise<ContainerNetwork> {
  const domain = readEntry(input.domain);
  if (findRule(domain) !== undefined) await mustOpen(context, input.name, domain);
  if (input.term !== 'always') return addPassing(context, { ...input, domain, term: input.term });
  return change(context, input.name, (network) => ({
    ...network,
    added: [...network.added.filter((known) => known !== domain), domain],
    removed: network.removed.filter((known) => known !== domain),
  }));
}

/** NOT_SUPPORTED where its gateway is of an earlier version. */
async function mustOpen(context: Context, name: ContainerName, rule: string): Promise<void> {
  const { gateway, shown } = await getMember(context, name);
  if (gateway === null || (await opensHosts(context, gateway.Id))) return;
  const host = findRule(rule)?.host ?? rule;
  throw fail(
    'NOT_SUPPORTED',
    `The gateway of ${shown} is of an earlier version, which opens no host, so that ${rule} would change nothing.`,
    {
      hints: [
        `A new container has one that does: maestro new.`,
        `The whole host, if that is wanted: maestro add-domain ${name} ${host}`,
      ],
    },
  );
}

function addPassing(
  context: Context,
  { name, domain, term }: { name: ContainerName; domain: string; term: Exclude<AllowedTerm, 'always'> },
): Promise<ContainerNetwork> {
  const until = term === 'once' ? new Date(context.now().getTime() + ONCE_MS).toISOString() : null;
  return change(context, name, (network) => ({
    ...network,
    passing: [...network.passing.filter((known) => known.domain !== domain), { domain, until }],
  }));
}

/** Takes a name away from a container, whoever lists it; its connections end. DOMAIN_INVALID, GATEWAY_FAILED. */
export function removeDomain(
  context: Context,
  input: { name: ContainerName; domain: string },
): Promise<ContainerNetwork> {
  const domain = readEntry(input.domain);
  return change(context, input.name, (network) => {
    const others = network.removed.filter((known) => known !== domain);
    const kept = {
      ...network,
      added: network.added.filter((known) => known !== domain),
      passing: network.passing.filter((known) => known.domain !== domain),
      removed: others,
    };
    const isListed = allowedNames(readConfig(context), kept).some((allowed) => allowed.domain === domain);
    return isListed || network.sshHosts.includes(domain) ? { ...kept, removed: [...others, domain] } : kept;
  });
}

/** Allows an address without a name, in force when it answers where its gateway runs. DOMAIN_INVALID, GATEWAY_FAILED. */
export async function addAddress(
  context: Context,
  { name, address: text }: { name: ContainerName; address: string },
): Promise<ContainerNetwork> {
  const { localNetworks } = readConfig(context);
  const never = [...PLATFORM, ...(await forbiddenAddresses(context))];
  const address = readAddress(text, { localNetworks, never });
  return change(context, name, (network) => ({
    ...network,
    addresses: [...network.addresses.filter((known) => known !== address), address],
  }));
}

/** Takes an address away from a container; its connections end. GATEWAY_FAILED. */
export function removeAddress(
  context: Context,
  { name, address }: { name: ContainerName; address: string },
): Promise<ContainerNetwork> {
  return change(context, name, (network) => ({
    ...network,
    addresses: network.addresses.filter((known) => known !== address.trim()),
  }));
}

/** Chooses how much a container may reach. GATEWAY_FAILED. */
export function setPreset(
  context: Context,
  { name, preset }: { name: ContainerName; preset: Preset },
): Promise<ContainerNetwork> {
  return change(context, name, (network) => ({ ...network, preset }));
}

/** Writes a name into `config.yml`, after those that hold now; everything else of the file stays. DOMAIN_INVALID, CONFIG_INVALID. */
export async function saveDomain(
  context: Context,
  input: { domain: string },
): Promise<{ domain: string; isNew: boolean }> {
  const domain = readEntry(input.domain);
  const { allowedDomains } = readConfig(context);
  const isNew = !allowedDomains.includes(domain);
  if (isNew) await setConfig(context, ['firewall', 'allowed_domains'], [...allowedDomains, domain]);
  return { domain, isNew };
}

/** Gives a gateway what it is to have now, unless it has proven itself with that already. Runs under the container's lock. */
export async function renewNetwork(context: Context, { row, birth, gateway }: Member): Promise<void> {
  const policy = await findPolicy(context, birth.name);
  if (policy === undefined || gateway?.State !== 'running') return;
  const lines = await context.docker.lastLinesOfRun(gateway.Id, LINES);
  if (isolationOf(true, lines, context.now()).policy === policyId(policy)) return;
  await renewPolicy(context, gateway.Id, { policy, signal: context.closing });
  await bringTrust(context, { gatewayId: gateway.Id, dockerId: row.Id, running: row.State === 'running' });
}

async function change(
  context: Context,
  name: ContainerName,
  edit: (network: KeptNetwork) => KeptNetwork,
): Promise<ContainerNetwork> {
  return withContainerLock(context, name, async () => {
    const member = await getMember(context, name);
    await keepNetwork(context, name, edit(networkOf(context, member)));
    await renewNetwork(context, member);
    return describe(context, member);
  });
}

function networkOf(context: Context, { birth, shown }: Member): KeptNetwork {
  const network = findNetwork(context, birth.name);
  if (network !== undefined) return network;
  throw fail('NOT_SUPPORTED', `${shown} was made by an earlier version, which did not write down its network.`, {
    hints: ['Create a new container with maestro new --domain NAME.'],
  });
}

async function describe(context: Context, member: Member): Promise<ContainerNetwork> {
  const { birth, gateway } = member;
  const network = networkOf(context, member);
  const lines = await linesOf(context, member);
  const { policy } = isolationOf(gateway?.State === 'running', lines, context.now());
  const wanted = await findPolicy(context, birth.name);
  const allowed = allowedNames(readConfig(context), network);
  const isInForce = wanted !== undefined && policyId(wanted) === policy;
  return {
    container: birth.name,
    preset: network.preset,
    allowed: await marked(context, member, { allowed, policy: wanted }),
    removed: network.removed,
    inForce: isInForce ? 'now' : policy === undefined ? 'next-start' : 'soon',
    refused: refusedNames(gateway === null ? [] : await readLedger(context, gateway.Id, birth.name)),
  };
}

/** Says of each rule that its gateway cannot follow that it is kept closed. */
async function marked(
  context: Context,
  { gateway }: Member,
  { allowed, policy }: { readonly allowed: readonly AllowedName[]; readonly policy: Policy | undefined },
): Promise<AllowedName[]> {
  const rules = policy === undefined ? [] : neededRules(policy);
  if (rules.length === 0 || gateway === null || (await opensHosts(context, gateway.Id))) return [...allowed];
  return allowed.map((name) => (rules.includes(name.domain) ? { ...name, keptClosed: true } : name));
}

async function linesOf({ docker }: Context, { gateway }: Member): Promise<string[]> {
  if (gateway === null || gateway.State === 'created') return [];
  try {
    return await docker.lastLines(gateway.Id, LINES);
  } catch (error) {
    if (isProblem(error, 'CONTAINER_NOT_FOUND')) return [];
    throw error;
  }
}
