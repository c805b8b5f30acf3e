import { SigningAgent } from '../../contract/credentials.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { readCredential } from '../credentials/credentials.ts';
import type { FoundCredential } from '../credentials/find.ts';
import { bringCredential, putPlaceholder } from '../credentials/renewal.ts';
import { withLock } from '../disk/lock.ts';
import { MaestroError } from '../errors.ts';
import { handCredentials } from '../gateway/credentials.ts';
import { renewPolicy } from '../gateway/renewal.ts';
import { readConfig } from '../config/config.ts';
import { findNetwork, findPolicy, keepNetwork } from './allowed.ts';
import { allBindings, leasesWith, lentTo } from './bindings.ts';
import type { Member } from './fleet.ts';
import { findLease, hostsOf, isOfKind, keepLease, type KeptLease, newLease } from './leases.ts';
import { bringTrust } from './trust.ts';

/** A handing over asks a gateway, which answers within seconds. */
const LOCK_WAIT_MS = 5 * 60_000;

type Borrower = Pick<Member, 'birth' | 'gateway'> & { readonly row: Pick<Member['row'], 'Id'> };

/**
 * Gives a container its agent's sign-in as this machine has it, and the forge's: into its gateway, which runs, or into itself, by its mode.
 * Never fails: an agent with its old one is better than none. What was in the way is logged.
 */
export async function bringSignIn(context: Context, member: Borrower, running: boolean): Promise<void> {
  const { birth, row } = member;
  const { github, credentialMode } = readConfig(context);
  const place = { dockerId: row.Id, running };
  if (birth.credentialMode === 'sync') await bringCredential(context, birth.agent, place);
  if (github.enabled && credentialMode === 'sync') await bringCredential(context, 'github', place);
  try {
    await lend(context, member, { running, whose: lentTo(context, member) });
  } catch (error) {
    if (!(error instanceof MaestroError) || context.closing.aborted) throw error;
    context.log.warn({ container: birth.name, problem: error.problem }, 'its gateway was not handed its sign-in');
  }
}

/**
 * Hands a container's gateway, which runs, what it is to hold, and puts the placeholders of these sign-ins into the container where that lacks
 * them. Makes leases where there are none, and a sign-in is here. Answers whose is another than it was handed before. GATEWAY_FAILED, NOT_SUPPORTED.
 */
export function lend(
  context: Context,
  member: Borrower,
  { running, whose }: { running: boolean; whose: readonly SigningAgent[] },
): Promise<SigningAgent[]> {
  const { birth, gateway } = member;
  if (gateway === null || whose.length === 0) return Promise.resolve([]);
  return withLeaseLock(context, birth.name, async () => {
    const before = new Map(whose.map((agent) => [agent, findLease(context, birth.name, agent)]));
    for (const agent of whose) await prepare(context, member, { agent, running });
    await handIn(context, birth.name, { gatewayId: gateway.Id, whose });
    return whose.filter((agent) => isOther(findLease(context, birth.name, agent), before.get(agent)));
  });
}

/** The lease of a sign-in, with its host opened and its placeholder in place. */
async function prepare(
  context: Context,
  member: Borrower,
  { agent, running }: { agent: SigningAgent; running: boolean },
): Promise<void> {
  const { name } = member.birth;
  const lease = await leaseFor(context, { name, agent, found: await readCredential(context, agent) });
  if (lease === undefined) return;
  await openHosts(context, member, { lease, running });
  await putPlaceholder(context, { agent, dockerId: member.row.Id, running }, lease);
}

function isOther(after: KeptLease | undefined, before: KeptLease | undefined): boolean {
  if (after === undefined || after.endedAt !== null) return false;
  return (
    after.placeholder !== before?.placeholder ||
    after.expiresAt !== before.expiresAt ||
    after.issuedAt !== before.issuedAt
  );
}

/** Hands the gateway of a new container, which runs, what its leases say. GATEWAY_FAILED. */
export async function lendFirst(
  context: Context,
  { name, gatewayId }: { name: ContainerName; gatewayId: string },
): Promise<void> {
  await withLeaseLock(context, name, () => handIn(context, name, { gatewayId, whose: SigningAgent.options }));
}

/** Ends a container's leases, or one of them, or lets them begin again: in force when it answers where the gateway runs. GATEWAY_FAILED, NOT_SUPPORTED. */
export function endLeases(
  context: Context,
  { birth: { name }, gateway }: Borrower,
  { isOver, whose }: { isOver: boolean; whose: readonly SigningAgent[] },
): Promise<void> {
  return withLeaseLock(context, name, async () => {
    for (const agent of whose) {
      const lease = findLease(context, name, agent);
      if (lease?.agent !== agent) continue;
      const endedAt = isOver ? (lease.endedAt ?? context.now().toISOString()) : null;
      await keepLease(context, name, { ...lease, endedAt });
    }
    if (gateway?.State === 'running') await handIn(context, name, { gatewayId: gateway.Id, whose });
  });
}

/** Hands in all that a gateway is to hold; whose leases are looked after says of what moment theirs is. */
async function handIn(
  context: Context,
  name: ContainerName,
  { gatewayId, whose }: { gatewayId: string; whose: readonly SigningAgent[] },
): Promise<void> {
  const all = await leasesWith(context, name, (agent) => readCredential(context, agent));
  const bindings = allBindings(context, all);
  if (bindings === undefined) return;
  await handCredentials(context, gatewayId, bindings);
  for (const { lease, found } of all) {
    const { expiresAt, issuedAt } = found;
    if (lease.endedAt === null && whose.includes(lease.agent))
      await keepLease(context, name, { ...lease, expiresAt, issuedAt });
  }
}

/** The lease that holds; a new one where there is none, or a sign-in of another kind is here by now. */
async function leaseFor(
  context: Context,
  { name, agent, found }: { name: ContainerName; agent: SigningAgent; found: FoundCredential },
): Promise<KeptLease | undefined> {
  const held = findLease(context, name, agent);
  if (held !== undefined && (held.endedAt !== null || found.bytes === null || isOfKind(held, found))) return held;
  const lease = newLease(agent, found, context.now());
  if (lease !== undefined) await keepLease(context, name, lease);
  return lease ?? held;
}

/** The gateway allows and opens the hosts of a lease from now on, where it did not from its beginning. */
async function openHosts(
  context: Context,
  { birth: { name }, gateway, row }: Borrower,
  { lease, running }: { lease: KeptLease; running: boolean },
): Promise<void> {
  const network = findNetwork(context, name);
  const hosts = hostsOf(lease);
  if (network === undefined || gateway === null || hosts.every((host) => network.lent.includes(host))) return;
  const others = [findLease(context, name), findLease(context, name, 'github')].filter((one) => one !== undefined);
  const agent = [...new Set([...network.agent, ...hosts])];
  await keepNetwork(context, name, { ...network, agent, lent: [...new Set(others.flatMap(hostsOf))] });
  const policy = await findPolicy(context, name);
  if (policy !== undefined) await renewPolicy(context, gateway.Id, { policy, signal: context.closing });
  await bringTrust(context, { gatewayId: gateway.Id, dockerId: row.Id, running });
}

/** One change at a time to a lease, so that nothing is handed in after its end. */
function withLeaseLock<Result>(context: Context, name: ContainerName, work: () => Promise<Result>): Promise<Result> {
  return withLock({ folder: context.paths.locks, name: `lease-${name}`, waitMs: LOCK_WAIT_MS }, work);
}
