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
import { findNetwork, findPolicy, keepNetwork } from './allowed.ts';
import type { Member } from './fleet.ts';
import { bindingsOf, findLease, isOfKind, keepLease, type KeptLease, newLease } from './leases.ts';
import { bringTrust } from './trust.ts';

/** A handing over asks a gateway, which answers within seconds. */
const LOCK_WAIT_MS = 5 * 60_000;

type Borrower = Pick<Member, 'birth' | 'gateway'> & { readonly row: Pick<Member['row'], 'Id'> };

/**
 * Gives a container its agent's sign-in as this machine has it: into its gateway, which runs, or into itself, by its mode.
 * Never fails: an agent with its old one is better than none. What was in the way is logged.
 */
export async function bringSignIn(context: Context, member: Borrower, running: boolean): Promise<void> {
  const { birth, row } = member;
  if (birth.credentialMode === 'sync') return bringCredential(context, birth.agent, { dockerId: row.Id, running });
  try {
    await lend(context, member, running);
  } catch (error) {
    if (!(error instanceof MaestroError) || context.closing.aborted) throw error;
    context.log.warn({ container: birth.name, problem: error.problem }, 'its gateway was not handed its sign-in');
  }
}

/**
 * Hands a container's gateway, which runs, what it is to hold, and puts the placeholder into the container where that lacks it. Makes the
 * lease where there is none, and a sign-in is here. Answers whether that is another sign-in than it was handed before. GATEWAY_FAILED, NOT_SUPPORTED.
 */
export function lend(context: Context, member: Borrower, running: boolean): Promise<boolean> {
  const { birth, gateway } = member;
  const agent = SigningAgent.safeParse(birth.agent).data;
  if (gateway === null || agent === undefined) return Promise.resolve(false);
  return withLeaseLock(context, birth.name, async () => {
    const found = await readCredential(context, agent);
    const before = findLease(context, birth.name);
    const lease = await leaseFor(context, { name: birth.name, agent, found });
    if (lease === undefined) return false;
    await openHost(context, member, { lease, running });
    await putPlaceholder(context, { agent, dockerId: member.row.Id, running }, lease);
    await handIn(context, { name: birth.name, gatewayId: gateway.Id, lease, found });
    const after = findLease(context, birth.name);
    return after !== undefined && isOther(after, before);
  });
}

function isOther(after: KeptLease, before: KeptLease | undefined): boolean {
  if (after.endedAt !== null) return false;
  return (
    after.placeholder !== before?.placeholder ||
    after.expiresAt !== before.expiresAt ||
    after.issuedAt !== before.issuedAt
  );
}

/** Hands the gateway of a new container, which runs, what its lease says. GATEWAY_FAILED. */
export async function lendFirst(
  context: Context,
  { name, gatewayId }: { name: ContainerName; gatewayId: string },
): Promise<void> {
  await withLeaseLock(context, name, async () => {
    const lease = findLease(context, name);
    if (lease === undefined) return;
    await handIn(context, { name, gatewayId, lease, found: await readCredential(context, lease.agent) });
  });
}

/** Ends a container's lease, or lets it begin again: in force when it answers where the gateway runs. GATEWAY_FAILED, NOT_SUPPORTED. */
export function endLease(context: Context, { birth, gateway }: Borrower, isOver: boolean): Promise<void> {
  return withLeaseLock(context, birth.name, async () => {
    const lease = findLease(context, birth.name);
    if (lease === undefined) return;
    const changed = { ...lease, endedAt: isOver ? (lease.endedAt ?? context.now().toISOString()) : null };
    await keepLease(context, birth.name, changed);
    if (gateway?.State !== 'running') return;
    const found = await readCredential(context, lease.agent);
    await handIn(context, { name: birth.name, gatewayId: gateway.Id, lease: changed, found });
  });
}

interface Handing {
  readonly name: ContainerName;
  readonly gatewayId: string;
  readonly lease: KeptLease;
  readonly found: FoundCredential;
}

async function handIn(context: Context, { name, gatewayId, lease, found }: Handing): Promise<void> {
  const bindings = bindingsOf(lease, found);
  if (bindings === undefined) return;
  await handCredentials(context, gatewayId, bindings);
  const { expiresAt, issuedAt } = found;
  if (lease.endedAt === null) await keepLease(context, name, { ...lease, expiresAt, issuedAt });
}

/** The lease that holds; a new one where there is none, or a sign-in of another kind is here by now. */
async function leaseFor(
  context: Context,
  { name, agent, found }: { name: ContainerName; agent: SigningAgent; found: FoundCredential },
): Promise<KeptLease | undefined> {
  const held = findLease(context, name);
  if (held !== undefined && (held.endedAt !== null || found.bytes === null || isOfKind(held, found))) return held;
  const lease = newLease(agent, found, context.now());
  if (lease !== undefined) await keepLease(context, name, lease);
  return lease ?? held;
}

/** The gateway opens the host of a lease from now on, where it did not from its beginning. */
async function openHost(
  context: Context,
  { birth: { name }, gateway, row }: Borrower,
  { lease, running }: { lease: KeptLease; running: boolean },
): Promise<void> {
  const network = findNetwork(context, name);
  if (network === undefined || gateway === null || network.lent.includes(lease.host)) return;
  await keepNetwork(context, name, { ...network, lent: [lease.host] });
  const policy = await findPolicy(context, name);
  if (policy !== undefined) await renewPolicy(context, gateway.Id, { policy, signal: context.closing });
  await bringTrust(context, { gatewayId: gateway.Id, dockerId: row.Id, running });
}

/** One change at a time to a lease, so that nothing is handed in after its end. */
function withLeaseLock<Result>(context: Context, name: ContainerName, work: () => Promise<Result>): Promise<Result> {
  return withLock({ folder: context.paths.locks, name: `lease-${name}`, waitMs: LOCK_WAIT_MS }, work);
}
