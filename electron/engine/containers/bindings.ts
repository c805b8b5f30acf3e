import { SigningAgent } from '../../contract/credentials.ts';
import type { ContainerName } from '../../contract/ids.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { type FoundCredential, isGood } from '../credentials/find.ts';
import type { Binding } from '../gateway/credentials.ts';
import type { Member } from './fleet.ts';
import { bindingsOf, findLease, type KeptLease, loses } from './leases.ts';

/** Reads a sign-in of this machine. */
export type Find = (agent: SigningAgent) => Promise<FoundCredential>;

/** Whose sign-ins a container's gateway holds, or is to hold: its agent's and the forge's. */
export function lentTo(context: Context, { birth }: Pick<Member, 'birth'>): SigningAgent[] {
  const agent = birth.credentialMode === 'broker' ? SigningAgent.safeParse(birth.agent).data : undefined;
  return [...(agent === undefined ? [] : [agent]), ...(hasForge(context, birth.name) ? (['github'] as const) : [])];
}

/** Whether a gateway holds the forge's sign-in for a container, or is to: its user may have ended that for all. CONFIG_INVALID. */
export function hasForge(context: Context, name: ContainerName): boolean {
  const { github, credentialMode } = readConfig(context);
  return (github.enabled && credentialMode === 'broker') || findLease(context, name, 'github') !== undefined;
}

/** Whether a container has something of a sign-in, or would get it: the forge's is for all. */
export function isHolder(context: Context, { birth }: Pick<Member, 'birth'>, agent: SigningAgent): boolean {
  if (agent !== 'github') return birth.agent === agent;
  return readConfig(context).github.enabled || hasForge(context, birth.name);
}

/** The leases of a container, with what this machine has for each by now. */
export async function leasesWith(
  context: Context,
  name: ContainerName,
  find: Find,
): Promise<{ lease: KeptLease; found: FoundCredential }[]> {
  const leases = [findLease(context, name), findLease(context, name, 'github')].filter((one) => one !== undefined);
  return Promise.all(leases.map(async (lease) => ({ lease, found: await find(lease.agent) })));
}

/**
 * Everything that a gateway is to hold. Undefined where there is nothing to hand in, or what it holds of its agent's sign-in is to stay: this
 * machine has none of that kind. CONFIG_INVALID.
 */
export function allBindings(
  context: Context,
  all: readonly { readonly lease: KeptLease; readonly found: FoundCredential }[],
): Binding[] | undefined {
  const { enabled } = readConfig(context).github;
  const each = all.map(({ lease, found }) => {
    const own = bindingsOf(lease, found);
    if (lease.agent === 'github') return enabled && own !== undefined ? own : loses(lease);
    return own;
  });
  return each.length === 0 || each.some((one) => one === undefined) ? undefined : each.flatMap((one) => one ?? []);
}

/** Whether the sign-ins of an agent would be handed in as they are here: one that has ended would only replace a better one. */
export function isWorth({ lease, found }: { readonly lease: KeptLease; readonly found: FoundCredential }): boolean {
  return lease.endedAt !== null || lease.agent === 'github' || isGood(found);
}
