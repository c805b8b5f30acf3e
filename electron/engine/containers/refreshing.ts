import { type CredentialPlace, type Refreshed, type SecretKind, SigningAgent } from '../../contract/credentials.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { readCredential, withCredentialsLock, writeCredential } from '../credentials/credentials.ts';
import {
  credentialFromSecret,
  type FoundCredential,
  freshest,
  INVALID,
  lastMoment,
  MISSING,
} from '../credentials/find.ts';
import { credentialIn, type Holder, putIfFresher } from '../credentials/renewal.ts';
import { problemOf } from '../errors.ts';
import { type Member, readFleet } from './fleet.ts';
import { findLease, leasedCredential } from './leases.ts';
import { isHolder, lentTo } from './bindings.ts';
import { forgeHost } from './forge.ts';
import { lend } from './lending.ts';

/** A place, what was found in it, and how to give it something fresher: whether it took it. */
interface Place {
  readonly container: ContainerName | null;
  readonly found: FoundCredential;
  readonly problem: CredentialPlace['problem'];
  readonly give: (offered: FoundCredential) => Promise<boolean>;
}

/**
 * Gives the freshest good sign-in of each agent, wherever it is, to this machine and all running containers. One process at
 * a time; every file is replaced as a whole, and only by what lasts longer. DOCKER_UNREACHABLE, LOCK_HELD, CONFIG_INVALID, FILE_UNREADABLE.
 */
export function refreshCredentials(context: Context): Promise<Refreshed[]> {
  return withCredentialsLock(context, async () => {
    const all = await Promise.all(
      SigningAgent.options.map(async (agent) => {
        const [host, inside] = await Promise.all([onHost(context, agent), inContainers(context, agent)]);
        return refresh(agent, [host, ...inside]);
      }),
    );
    return all.filter(isUsed);
  });
}

/** Puts a new sign-in onto this machine, and gives it to all running containers whose own ends earlier, where that is wanted. LOCK_HELD, DISK_FULL, FILE_UNREADABLE. */
export function keepCredential(
  context: Context,
  agent: SigningAgent,
  { found, share }: { found: FoundCredential; share: boolean },
): Promise<Refreshed> {
  return withCredentialsLock(context, async () => {
    await writeCredential(context, agent, found);
    const host = await onHost(context, agent);
    return refresh(agent, [host, ...(share ? await inContainers(context, agent) : [])], host);
  });
}

/** Keeps a secret that its user gives as an agent's sign-in, and gives it to all running containers. INPUT_INVALID, LOCK_HELD, DISK_FULL, FILE_UNREADABLE. */
export function keepSecret(
  context: Context,
  { agent, kind, secret }: { agent: SigningAgent; kind: SecretKind; secret: string },
): Promise<Refreshed> {
  const found = credentialFromSecret(agent, {
    kind,
    secret: secret.trim(),
    now: context.now(),
    forge: forgeHost(context),
  });
  return keepCredential(context, agent, { found, share: true });
}

async function inContainers(context: Context, agent: SigningAgent): Promise<Place[]> {
  const members = (await readFleet(context)).filter(
    (member) => member.row.State === 'running' && isHolder(context, member, agent),
  );
  return Promise.all(
    members.map(async (member) => {
      const { row, birth } = member;
      if (lentTo(context, member).includes(agent)) return inGateway(context, member, agent);
      return await inContainer(context, { agent, dockerId: row.Id, name: birth.name });
    }),
  );
}

/** Claude is asked about always; others where somebody uses them. */
function isUsed({ agent, places }: Refreshed): boolean {
  return agent === 'claude' || places.length > 1 || places.some(({ state }) => state !== 'missing');
}

async function refresh(
  agent: SigningAgent,
  places: readonly Place[],
  source: Place | undefined = freshest(places),
): Promise<Refreshed> {
  const outcome = async (place: Place): Promise<CredentialPlace> => {
    const { container, found, problem } = place;
    const known = { container, state: found.state, expiresAt: found.expiresAt };
    if (problem !== null) return { ...known, outcome: 'failed', problem };
    if (source === undefined || place === source)
      return { ...known, outcome: source === undefined ? 'kept' : 'source', problem };
    try {
      return { ...known, outcome: (await place.give(source.found)) ? 'synced' : 'kept', problem };
    } catch (error) {
      return { ...known, outcome: 'failed', problem: problemOf(error) };
    }
  };
  // Gateways are handed what this machine has.
  const [host, ...others] = places;
  const here = host === undefined ? [] : [await outcome(host)];
  return { agent, places: [...here, ...(await Promise.all(others.map(outcome)))] };
}

/** Nobody else writes it meanwhile: the lock is held. */
async function onHost(context: Context, agent: SigningAgent): Promise<Place> {
  const found = await readCredential(context, agent);
  const give = async (offered: FoundCredential): Promise<boolean> => {
    if (found.bytes !== null && lastMoment(offered) <= lastMoment(found)) return false;
    await writeCredential(context, agent, offered);
    return true;
  };
  return { container: null, found, problem: null, give };
}

/** What a gateway holds is never taken from there, nor what its container has, which is a placeholder. */
function inGateway(context: Context, member: Member, agent: SigningAgent): Place {
  const { name } = member.birth;
  const lease = findLease(context, name, agent);
  const held = lease === undefined ? MISSING : { ...MISSING, ...leasedCredential(lease, context.now()) };
  return {
    container: name,
    found: held,
    problem: null,
    give: async () => (await lend(context, member, { running: true, whose: [agent] })).includes(agent),
  };
}

async function inContainer(
  context: Context,
  { name, ...rest }: Omit<Holder, 'running'> & { name: ContainerName },
): Promise<Place> {
  const holder = { ...rest, running: true };
  const give = (offered: FoundCredential): Promise<boolean> => putIfFresher(context, holder, offered);
  try {
    return { container: name, found: await credentialIn(context, holder), problem: null, give };
  } catch (error) {
    return { container: name, found: INVALID, problem: problemOf(error), give };
  }
}
