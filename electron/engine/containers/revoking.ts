import { type Lease, type Provider, SecretKind, SigningAgent } from '../../contract/credentials.ts';
import type { ContainerName } from '../../contract/ids.ts';
import { CREDENTIAL_FORMS } from '../agents/credentials.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { type HostCredential, readCredential } from '../credentials/credentials.ts';
import { loanOf } from '../credentials/find.ts';
import { fail } from '../errors.ts';
import { type Member, readFleet } from './fleet.ts';
import { findLease, modeOf, refusalOf } from './leases.ts';
import { isHolder, lentTo } from './bindings.ts';
import { endLeases } from './lending.ts';
import { getMember } from './lifecycle.ts';

/** Every agent's sign-in on this machine, with what each container has of it. DOCKER_UNREACHABLE, CONFIG_INVALID, FILE_UNREADABLE. */
export async function listProviders(
  context: Context,
  { all: isAll }: { readonly all: boolean } = { all: false },
): Promise<Provider[]> {
  const members = await readFleet(context);
  const all = await Promise.all(
    SigningAgent.options.map(async (agent) => {
      const found = await readCredential(context, agent);
      const own = members.filter((member) => isHolder(context, member, agent));
      return providerOf(context, { agent, found, members: own });
    }),
  );
  return all.filter(
    ({ agent, state, leases }) => isAll || agent === 'claude' || state !== 'missing' || leases.length > 0,
  );
}

/**
 * Ends leases at once, or lets them begin again, and answers how they stand. NOT_SUPPORTED where the one container that is
 * asked about has the sign-in itself, CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, GATEWAY_FAILED.
 */
export async function revoke(
  context: Context,
  input: { readonly again: boolean } & ({ readonly name: ContainerName } | { readonly agent: SigningAgent }),
): Promise<Lease[]> {
  const members = 'name' in input ? [await lentMember(context, input.name)] : await membersOf(context, input.agent);
  const whose = 'name' in input ? SigningAgent.options : [input.agent];
  const ending = { isOver: !input.again, whose };
  await Promise.all(
    members.filter((member) => lentTo(context, member).length > 0).map((member) => endLeases(context, member, ending)),
  );
  return members.map((member) => leaseOf(context, member, 'agent' in input ? input.agent : mainOf(context, member)));
}

async function lentMember(context: Context, name: ContainerName): Promise<Member> {
  const member = await getMember(context, name);
  if (lentTo(context, member).length > 0) return member;
  if (member.birth.agent === 'custom')
    throw fail('NOT_SUPPORTED', `${member.shown} runs a command of your own, which was lent no sign-in.`);
  throw fail('NOT_SUPPORTED', `The sign-in lies in ${member.shown} itself, so nobody can take it back from there.`, {
    hints: [
      'Sign out at its provider, or remove the container.',
      'With credentials.mode: broker new containers have a placeholder.',
    ],
  });
}

async function membersOf(context: Context, agent: SigningAgent): Promise<Member[]> {
  return (await readFleet(context)).filter((member) => isHolder(context, member, agent));
}

/** The sign-in that is told of where a container has two. */
function mainOf(context: Context, member: Member): SigningAgent {
  return lentTo(context, member)[0] ?? 'github';
}

interface Known {
  readonly agent: SigningAgent;
  readonly found: HostCredential;
  readonly members: readonly Member[];
}

function providerOf(context: Context, { agent, found, members }: Known): Provider {
  const { state, expiresAt, issuedAt, file, exposed } = found;
  const mode = modeOf(readConfig(context), agent, found);
  const isOwn = refusalOf(agent) !== null && loanOf(agent, found, '') === undefined;
  const renewedBy = isOwn ? 'containers' : found.bytes !== null && expiresAt === null ? 'nobody' : 'user';
  const leases = members.map((member) => leaseOf(context, member, agent));
  const since = issuedAt === null ? null : new Date(issuedAt).toISOString();
  const takes = SecretKind.options.filter((kind) => kind in CREDENTIAL_FORMS[agent].secrets);
  return { agent, state, expiresAt, mode, renewedBy, leases, since, file, exposed, takes };
}

function leaseOf(context: Context, member: Member, agent: SigningAgent): Lease {
  const { gateway, birth } = member;
  const container = birth.name;
  const nothing = { container, host: null, since: null, endedAt: null };
  if (!lentTo(context, member).includes(agent)) return { ...nothing, state: 'copied' };
  const lease = findLease(context, container, agent);
  if (lease === undefined) return { ...nothing, state: 'none' };
  const { host, since, endedAt } = lease;
  const isHeld = gateway?.State === 'running';
  const isOff = agent === 'github' && !readConfig(context).github.enabled;
  if (isOff) return { container, host, since, endedAt, state: 'ended' };
  return { container, host, since, endedAt, state: endedAt !== null ? 'ended' : isHeld ? 'lent' : 'waiting' };
}
