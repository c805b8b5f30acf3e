import type { ContainerName } from '../../contract/ids.ts';
import { agentLaunch } from '../agents/agents.ts';
import type { ContainerFile } from '../agents/launch.ts';
import type { Context } from '../context.ts';
import { withLock } from '../disk/lock.ts';
import type { Labels } from '../docker/port.ts';
import { putFiles } from '../docker/files.ts';
import { gatewaySpec, proveGateway } from '../gateway/gateway.ts';
import { createNetwork } from '../gateway/network.ts';
import { findUpstream } from '../gateway/upstream.ts';
import { birthLabels, partLabels, type Role } from './labels.ts';
import { LABEL } from '../docker/labels.ts';
import { nextName, takenNames } from './naming.ts';
import { removePart } from './parts.ts';
import type { Progress, Telling } from './phases.ts';
import type { Chosen, Plan } from './plan.ts';
import { agentSpec, partNames } from './spec.ts';
import type { Undo } from './undo.ts';
import { copyWorkspace } from './workspace.ts';

/** What every step of one creation works with. */
export interface Job {
  readonly context: Context;
  readonly input: Chosen;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly undo: Undo;
}

/** What is known once the name is reserved. */
export interface Making extends Job {
  readonly plan: Plan;
  readonly images: { readonly agent: string; readonly gateway: string };
  readonly name: ContainerName;
}

const NAME_LOCK_WAIT_MS = 60_000;

/** The volumes are the reservation: they are made under a lock that all processes of this user respect. */
export function reserveName(job: Job, { config, branch }: Plan): Promise<ContainerName> {
  const { context } = job;
  const lock = { folder: context.paths.locks, name: 'container-names', waitMs: NAME_LOCK_WAIT_MS };
  return withLock(lock, async () => {
    const name = nextName(config.prefix, branch, await takenNames(context));
    takeBack(job, 'volume', `the volumes of ${name}`);
    const labels = labelsOf(job, name, 'volume');
    await Promise.all(partNames(name).volumes.map((volume) => context.docker.createVolume(volume, labels)));
    return name;
  });
}

/** Makes the network and the gateway, which does not run yet. */
export async function createGateway(making: Making): Promise<string> {
  const { context, name, plan, signal } = making;
  const { network, gateway } = partNames(name);
  const { internalDns } = plan.config;
  takeBack(making, 'network', `the network ${network}`);
  await createNetwork(context, { name: network, labels: labelsOf(making, name, 'network') });
  const { spec, files } = gatewaySpec({
    name,
    image: making.images.gateway,
    network,
    labels: labelsOf(making, name, 'gateway'),
    domains: plan.domains,
    sshHosts: plan.facts.sshHosts,
    upstream: await findUpstream(plan.config.upstreamDns),
    encryptedHellos: plan.config.encryptedHellos,
    ...(internalDns === null ? {} : { internal: { domains: internalDns.domains, resolver: internalDns.server } }),
  });
  takeBack(making, 'gateway', `the gateway ${gateway}`);
  const id = await context.docker.create(spec);
  await putFiles(context.docker, id, { files, signal });
  return id;
}

/** Starts the gateway and waits until it has proven that the network is closed. */
export async function startGateway({ context, signal }: Making, gatewayId: string): Promise<void> {
  await context.docker.start(gatewayId);
  await proveGateway(context, gatewayId, signal);
}

/** Makes the agent's container, which does not run yet. */
export function createAgent(making: Making, gatewayId: string): Promise<string> {
  const { context, input, name, plan, images } = making;
  const birth = birthLabels({
    name,
    project: plan.project,
    branch: plan.branch,
    task: input.task,
    agent: input.agent,
    model: plan.model,
    createdAt: context.now().toISOString(),
    baseCommit: plan.facts.head,
    limits: plan.limits,
  });
  const labels = { ...labelsOf(making, name, 'agent'), ...birth };
  takeBack(making, 'agent', `the container ${name}`);
  return context.docker.create(agentSpec({ name, image: images.agent, gatewayId, limits: plan.limits, labels }));
}

/** Puts the project, the launch and the agent's own files into the container, which has not been started yet. */
export async function fillAgent(making: Making, dockerId: string, tell: Telling): Promise<void> {
  const { context, plan, signal } = making;
  const copied = await copyWorkspace(context, {
    project: plan.project,
    additional: plan.config.additionalFolders,
    dockerId,
    signal,
    onBytes: (sent, total) => tell.bytes(sent, total),
  });
  tell.bytes(copied.bytes, copied.bytes);
  tell.detail([`${copied.files} files`, ...copied.notes].join('. '));
  await putFiles(context.docker, dockerId, { files: launchFiles(making), signal });
}

function launchFiles({ input, plan, name }: Making): ContainerFile[] {
  const { launch, files } = agentLaunch({
    agent: input.agent,
    command: input.command,
    model: plan.model ?? undefined,
    plan: input.plan,
    task: input.task,
    typeTask: input.typeTask,
    container: name,
    branch: plan.branch,
    base: plan.facts.head,
    identity: plan.config.gitIdentity ?? plan.facts.identity,
    credentials: plan.credentials,
    env: {},
  });
  const own = { mode: 0o444, owner: 'root' } as const;
  return [
    { ...own, path: '/etc/maestro/launch.json', content: JSON.stringify(launch) },
    { ...own, path: '/etc/maestro/prompt', content: input.task },
    ...files,
  ];
}

function labelsOf({ context, input }: Job, container: ContainerName, role: Role): Labels {
  return partLabels(context.paths.home, { role, container, creation: input.id });
}

/** By label, not by id: a call whose answer was lost may have made the thing all the same. */
function takeBack({ context, input, undo }: Job, role: Role, what: string): void {
  undo(what, () => removePart(context, role, { [LABEL.creation]: input.id }));
}
