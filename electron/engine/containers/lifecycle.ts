import type { Container } from '../../contract/containers.ts';
import type { ContainerName } from '../../contract/ids.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { withLock } from '../disk/lock.ts';
import { fail, problemOf } from '../errors.ts';
import { forgetMarks } from '../git/refs.ts';
import { proveGateway } from '../gateway/gateway.ts';
import { forbiddenAddresses, tellForbidden } from '../gateway/never.ts';
import { writePolicy } from '../gateway/renewal.ts';
import { agreeOnName } from './agreeing.ts';
import { endPassing, findPolicy } from './allowed.ts';
import { creationIsLive } from './creations.ts';
import { shortName } from './describe.ts';
import { type Member, readFleet } from './fleet.ts';
import { LABEL } from '../docker/labels.ts';
import type { ContainerRow } from '../docker/port.ts';
import { removeHalves } from './halves.ts';
import { bringSignIn } from './lending.ts';
import { getContainer } from './list.ts';
import { findParts, removeParts } from './parts.ts';
import { lookAtBoth } from './parting.ts';
import { awaitReady } from './ready.ts';
import { saveToTrash } from './trashing.ts';
import { bringTrust, bringTrustOfJava } from './trust.ts';
import { keepWish } from './wishes.ts';

/** The reporter and the gateway end by themselves within a second of TERM; an agent that saves a lot, or a busy machine, may take longer. */
export const STOP_GRACE_SECONDS = 10;
/** Longer than the start of another one takes on a busy machine. */
const LOCK_WAIT_MS = 10 * 60_000;

/**
 * Starts a container: its gateway first, the agent only when that has proven its rules. Answers when the agent is ready.
 * Starting one that runs does nothing, unless its gateway was restarted after it. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, GATEWAY_FAILED, CONTAINER_START_FAILED.
 */
export async function startContainer(context: Context, { name }: { name: ContainerName }): Promise<Container> {
  const started = await withContainerLock(context, name, async () => {
    const member = await getMember(context, name);
    if (member.row.State === 'created')
      throw fail('CONTAINER_START_FAILED', `The creation of ${name} was cut off, so it lacks its files.`, {
        hints: ['Create a new one; maestro cleanup removes this one.'],
      });
    await keepWish(context, name, 'up');
    await Promise.all([agreeOnName(context, member), removeHalves(context, member)]);
    return bringUp(context, member);
  });
  if (started !== null) await awaitReady(context, { dockerId: started, signal: context.closing });
  return getContainer(context, name);
}

/** Stops a container and keeps its files. Stopping a stopped one does nothing. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS. */
export async function stopContainer(context: Context, { name }: { name: ContainerName }): Promise<Container> {
  await withContainerLock(context, name, async () => {
    const { row, gateway } = await getMember(context, name);
    await keepWish(context, name, 'down');
    await endPassing(context, name);
    await context.docker.stop(row.Id, { graceSeconds: STOP_GRACE_SECONDS });
    if (gateway !== null) await context.docker.stop(gateway.Id, { graceSeconds: STOP_GRACE_SECONDS });
  });
  return getContainer(context, name);
}

/**
 * Stops a container and its gateway and starts both again: the gateway first, the agent when that has proven its rules.
 * What was allowed until its stop is over. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, GATEWAY_FAILED, CONTAINER_START_FAILED.
 */
export async function restartWhole(context: Context, { name }: { name: ContainerName }): Promise<Container> {
  getGateway(await getMember(context, name));
  await stopContainer(context, { name });
  return startContainer(context, { name });
}

/** What is removed, and how. */
interface Removal {
  readonly name: ContainerName;
  /** Whether a running one goes too. */
  readonly running: boolean;
  /** Whether its work goes without being kept. */
  readonly discard: boolean;
}

/**
 * Removes a container with its gateway, network and volumes, or what is left of it, once its work is in the trash.
 * CONTAINER_RUNNING unless `running` is set, CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS, LOCK_HELD while it is being
 * created, DISK_FULL where its work has no room.
 */
export async function removeContainer(context: Context, { name, running, discard }: Removal): Promise<void> {
  await withContainerLock(context, name, async () => {
    const parts = await findParts(context, { [LABEL.container]: name });
    const [some] = parts;
    if (some === undefined) throw await notThere(context, name);
    const agent = parts.find(({ owned }) => owned.role === 'agent');
    const started = agent !== undefined && agent.state !== 'created';
    if (started && agent.running && !running) throw fail('CONTAINER_RUNNING', `${name} is running.`);
    if (!started && (await creationIsLive(context, some.owned.creation)))
      throw fail('LOCK_HELD', `${name} is being created.`, { hints: ['Cancel its creation instead.'] });
    if (started && !discard) await keepWork(context, name);
    const member = (await readFleet(context)).find(({ birth }) => birth.name === name);
    await removeParts(context, { [LABEL.container]: name });
    if (member !== undefined) await forgetLooks(context, member);
  });
}

/** A container that gets its name later has nothing that was reviewed. What was fetched stays. */
async function forgetLooks(context: Context, { birth: { name, project } }: Member): Promise<void> {
  await forgetMarks(project, shortName(name, readConfig(context).prefix)).catch((error: unknown) => {
    context.log.warn({ name, project, problem: problemOf(error) }, 'marks of what was reviewed stay');
  });
}

/** Nothing may change while its work is kept, so it stops first, for good. */
async function keepWork(context: Context, name: ContainerName): Promise<void> {
  const member = await getMember(context, name);
  await keepWish(context, name, 'down');
  await endPassing(context, name);
  await context.docker.stop(member.row.Id, { graceSeconds: STOP_GRACE_SECONDS });
  await saveToTrash(context, member);
}

/**
 * Starts what does not run, in the order that keeps the network closed, and answers the agent's id where it was started.
 * An agent that stands in a network that is gone, since its gateway was restarted after it, is started again.
 */
export async function bringUp(context: Context, member: Member): Promise<string | null> {
  const { row, birth } = member;
  const gateway = getGateway(member);
  const bothRun = gateway.State === 'running' && row.State === 'running';
  if (bothRun && (await lookAtBoth(context, { row, gateway }))?.remedy !== 'restart') {
    await bringSignIn(context, member, true);
    return null;
  }
  if (gateway.State !== 'running') await prepare(context, birth.name, gateway.Id);
  await context.docker.start(gateway.Id);
  await proveGateway(context, gateway.Id, context.closing);
  await bringSignIn(context, member, row.State === 'running');
  const opens = await bringTrust(context, {
    gatewayId: gateway.Id,
    dockerId: row.Id,
    running: row.State === 'running',
  });
  if (row.State === 'running') await context.docker.restart(row.Id, { graceSeconds: STOP_GRACE_SECONDS });
  else await context.docker.start(row.Id);
  if (opens) await bringTrustOfJava(context, row.Id);
  return row.Id;
}

/** GATEWAY_FAILED where it is gone. */
function getGateway({ gateway, shown }: Member): ContainerRow {
  if (gateway === null) throw fail('GATEWAY_FAILED', `The gateway of ${shown} is gone.`);
  return gateway;
}

/** Writes into a gateway that is down what holds by now: this machine's addresses, and the names that its agent may reach. */
async function prepare(context: Context, name: ContainerName, gatewayId: string): Promise<void> {
  const [never, policy] = await Promise.all([forbiddenAddresses(context), findPolicy(context, name)]);
  const signal = context.closing;
  if (policy === undefined) await tellForbidden(context, gatewayId, { addresses: never, signal });
  else await writePolicy(context, gatewayId, { policy: { ...policy, never }, signal });
}

/** One change at a time to a container, whichever process makes it. */
export function withContainerLock<Result>(
  context: Context,
  name: ContainerName,
  work: () => Promise<Result>,
): Promise<Result> {
  return withLock({ folder: context.paths.locks, name: `container-${name}`, waitMs: LOCK_WAIT_MS }, work);
}

/** A container of this user by its full name. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS. */
export async function getMember(context: Context, name: ContainerName): Promise<Member> {
  const member = (await readFleet(context)).find(({ birth }) => birth.name === name);
  if (member === undefined) throw await notThere(context, name);
  return member;
}

/** Why no container of this user has this name. */
export async function notThere(context: Context, name: string): Promise<Error> {
  if ((await context.docker.containerNames()).includes(name))
    return fail('CONTAINER_NOT_OURS', `${name} was not made by this user’s Maestro.`);
  return fail('CONTAINER_NOT_FOUND', `No container is named ${name}.`);
}
