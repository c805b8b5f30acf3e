import { TASK_FILE } from '../../contract/agents.ts';
import type { NewContainer } from '../../contract/creation.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { FeatureRef } from '../../contract/launches.ts';
import { present } from '../../contract/present.ts';
import type { Report } from '../../contract/reports.ts';
import { agentLaunch, leasedFiles } from '../agents/agents.ts';
import type { ContainerFile } from '../agents/launch.ts';
import type { Context } from '../context.ts';
import type { Labels } from '../docker/port.ts';
import { ensureImages } from '../docker/images.ts';
import { putFiles } from '../docker/files.ts';
import { type OwnImage, readyOwnImage } from '../docker/own-image.ts';
import { diskLimit } from '../docker/room.ts';
import { seccompOptions } from '../docker/seccomp.ts';
import { gatewaySpec, proveGateway } from '../gateway/gateway.ts';
import { createNetwork } from '../gateway/network.ts';
import { forbiddenAddresses } from '../gateway/never.ts';
import { findUpstream } from '../gateway/upstream.ts';
import { rememberProject } from '../settings/settings.ts';
import { birthLabels, partLabels, type Role } from './labels.ts';
import { LABEL } from '../docker/labels.ts';
import type { BranchProposal } from './branch-proposal.ts';
import { keepNetwork, policyOf } from './allowed.ts';
import { keepLease } from './leases.ts';
import { lendFirst } from './lending.ts';
import { freeProposal, nextName, takenNames, withNamesLock } from './naming.ts';
import { keepNick } from './nicks.ts';
import { createOnOwnImage } from './on-own-image.ts';
import { removePart } from './parts.ts';
import type { Progress, Telling } from './phases.ts';
import { type Decided, decideContainer } from './decide.ts';
import { awaitReady } from './ready.ts';
import { agentSpec, partNames } from './spec.ts';
import { refuseTakenNick } from './renaming.ts';
import { keepAnswers } from './remote-hosts.ts';
import { bringTrust, bringTrustOfJava } from './trust.ts';
import type { TakeBack } from './undo.ts';
import { keepTask } from './tasks.ts';
import { keepWish } from './wishes.ts';
import { copyWorkspace } from './workspace.ts';

/** What the steps of one creation work with. */
export interface Making {
  readonly context: Context;
  readonly input: NewContainer;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** The feature of a mission that it is launched for. */
  readonly feature?: FeatureRef | undefined;
  /** What people call the task, where its text does not begin with that. */
  readonly title?: string | undefined;
  /** What its agent is asked to call the branch, where it is. */
  readonly proposal?: BranchProposal | undefined;
  /** What the steps so far decided and made. */
  readonly made: Partial<Made>;
}

interface Made {
  decided: Decided;
  images: { readonly agent: string; readonly gateway: string };
  /** The user's own for its agent; null: Maestro's. */
  ownImage: OwnImage | null;
  name: ContainerName;
  gatewayId: string;
  dockerId: string;
  /** Settles when the agent is ready, or cannot be. */
  ready: Promise<void>;
}

/** Decides everything before anything is made. */
export async function check({ context, input, progress, made }: Making): Promise<void> {
  if (input.nick !== undefined) await refuseTakenNick(context, input.nick);
  made.decided = await decideContainer(context, input);
  const { agent, branch, project } = made.decided;
  progress.change({ agent, branch });
  await keepAnswers(context, project, input.remoteHosts);
  await rememberProject(context, project);
}

/**
 * Makes sure that both images are there, building what is missing, and that one of the user's own has what it needs.
 * BASE_IMAGE_MISSING, IMAGE_BUILD_FAILED, IMAGE_BUILD_CANCELLED, OWN_IMAGE_MISSING, OWN_IMAGE_UNFIT.
 */
export async function prepareImages({ context, signal, made }: Making, tell: Telling): Promise<void> {
  made.images = await ensureImages(context, signal);
  made.ownImage = await readyOwnImage(context, { agent: made.images.agent, signal });
  if (made.ownImage !== null) tell.detail(made.ownImage.reference);
}

/** Takes the agent's name of the branch where it gives a good one in time, and reserves the next name of the branch. */
export async function nameAndReserve(making: Making, tell: Telling): Promise<void> {
  const { made, progress, proposal, signal } = making;
  if (proposal !== undefined) {
    if (proposal.asked) tell.detail(`Asking ${proposal.by} what to call it`);
    const proposed = await proposal.branch;
    signal.throwIfAborted();
    const decided = known(making, 'decided');
    made.decided = { ...decided, branch: (await freeProposal(decided.project, proposed)) ?? decided.branch };
    progress.change({ branch: made.decided.branch });
    tell.detail(howNamed(proposal, made.decided.branch === proposed));
  }
  const { config, branch } = known(making, 'decided');
  await reserve(making, (taken) => nextName(config.prefix, branch, taken));
}

function howNamed({ by, asked }: BranchProposal, isProposed: boolean): string {
  if (isProposed) return `Named by ${by}`;
  return asked ? 'From the words of the task' : `From the words of the task: ${by} did not answer a while ago`;
}

/** The volumes are the reservation: they are made under a lock that all processes of this user respect. */
export async function reserve(making: Making, choose: (taken: readonly string[]) => ContainerName): Promise<void> {
  const { context, made } = making;
  await withNamesLock(context, async () => {
    made.name = choose(await takenNames(context));
    const labels = labelsOf(making, 'volume');
    await Promise.all(partNames(made.name).volumes.map((volume) => context.docker.createVolume(volume, labels)));
  });
  making.progress.change({ name: known(making, 'name') });
}

/** Makes the network and the gateway, starts it, and waits until it has proven that the network is closed. */
export async function prepareGateway(making: Making, _: Telling, goOn: () => void): Promise<void> {
  const { context, signal, made } = making;
  made.gatewayId = await createGateway(making);
  goOn();
  await context.docker.start(made.gatewayId);
  await proveGateway(context, made.gatewayId, signal);
}

async function createGateway(making: Making): Promise<string> {
  const { context, signal } = making;
  const [name, decided] = [known(making, 'name'), known(making, 'decided')];
  const { network } = partNames(name);
  const { config } = decided;
  await createNetwork(context, { name: network, labels: labelsOf(making, 'network') });
  const { spec, files } = gatewaySpec({
    name,
    image: known(making, 'images').gateway,
    network,
    labels: labelsOf(making, 'gateway'),
    ...policyOf(config, decided.network, await findUpstream(config.upstreamDns)),
    never: await forbiddenAddresses(context),
  });
  const id = await context.docker.create(spec);
  await putFiles(context.docker, id, { files, signal });
  return id;
}

/** Makes the agent's container, which does not run yet. */
export async function createAgent(making: Making): Promise<void> {
  const { context, input, feature, title, made, signal } = making;
  const [name, decided] = [known(making, 'name'), known(making, 'decided')];
  const { project, branch, agent, model, limits, base } = decided;
  const birth = birthLabels({
    name,
    project,
    branch,
    agent,
    model,
    createdAt: context.now().toISOString(),
    baseCommit: base,
    limits,
    credentialMode: decided.mode,
    ...present({ feature }),
  });
  const labels = { ...labelsOf(making, 'agent'), ...birth };
  const [image, gatewayId] = [known(making, 'images').agent, known(making, 'gatewayId')];
  const ownImage = known(making, 'ownImage');
  const confinement = await seccompOptions(context);
  const diskBytes = await diskLimit(context, { image: ownImage?.id ?? image, bytes: decided.config.diskBytes });
  const spec = agentSpec({ name, image, gatewayId, limits, diskBytes, labels, confinement });
  made.dockerId = await (ownImage === null
    ? context.docker.create(spec)
    : createOnOwnImage(context, { spec, ownImage, signal }));
  await keepTask(context, name, title === undefined ? input.task : `${title}\n\n${input.task}`);
  if (input.nick !== undefined) await keepNick(context, name, input.nick);
  await keepNetwork(context, name, decided.network);
  for (const lease of [decided.lease, decided.forge.lease]) if (lease !== null) await keepLease(context, name, lease);
}

/** Puts the project, the launch and the agent's own files into the container, which has not been started yet. */
export async function fillAgent(making: Making, tell: Telling): Promise<void> {
  const { context, signal } = making;
  const { project, config, notes } = known(making, 'decided');
  const dockerId = known(making, 'dockerId');
  const copied = await copyWorkspace(context, {
    project,
    additional: config.additionalFolders,
    dockerId,
    signal,
    onBytes: (sent, total) => tell.bytes(sent, total),
  });
  tell.bytes(copied.bytes, copied.bytes);
  tell.detail([`${copied.files} files`, ...notes, ...copied.notes].join('. '));
  await putFiles(context.docker, dockerId, { files: launchFiles(making), signal });
}

/** Starts the container, and ends when its reports say that the branch is ready. */
export async function startAgent(making: Making): Promise<void> {
  const { context, signal, made } = making;
  const dockerId = known(making, 'dockerId');
  let branchReady: () => void = () => undefined;
  const branch = new Promise<void>((resolve) => (branchReady = resolve));
  const onReport = ({ phase }: Report): void => {
    if (phase === 'agent' || phase === 'ready') branchReady();
  };
  const start = async (): Promise<void> => {
    await keepWish(context, known(making, 'name'), 'up');
    const opens = await bringTrust(context, { gatewayId: known(making, 'gatewayId'), dockerId, running: false });
    await lendFirst(context, { name: known(making, 'name'), gatewayId: known(making, 'gatewayId') });
    await context.docker.start(dockerId);
    if (opens) await bringTrustOfJava(context, dockerId);
    await awaitReady(context, { dockerId, signal, onReport });
  };
  made.ready = start();
  await Promise.race([branch, made.ready]);
}

/** Ends when the container's reports say that the agent is ready. */
export async function agentReady(making: Making): Promise<void> {
  await known(making, 'ready');
}

/**
 * How to take back what a step made in these roles. By label, not by id: a call whose answer was lost may have made the
 * thing all the same.
 */
export function removing(...roles: readonly Role[]): (making: Making) => TakeBack[] {
  return ({ context, input, made: { name } }) =>
    roles.flatMap((role) => {
      const run = (): Promise<void> => removePart(context, role, { [LABEL.creation]: input.id });
      return name === undefined ? [] : [{ what: nameOf(role, name), run }];
    });
}

function nameOf(role: Role, name: ContainerName): string {
  const { network, gateway } = partNames(name);
  const names = {
    volume: `the volumes of ${name}`,
    network: `the network ${network}`,
    gateway: `the gateway ${gateway}`,
    agent: `the container ${name}`,
    'sign-in': `the container ${name}`,
  };
  return names[role];
}

/** What an earlier step made. */
export function known<Key extends keyof Made>({ made }: Making, key: Key): Made[Key] {
  const value: Partial<Made>[Key] = made[key];
  if (value === undefined) throw new Error(`No step before this one made the ${key}.`);
  return value;
}

function launchFiles(making: Making): ContainerFile[] {
  const { input } = making;
  const [name, decided] = [known(making, 'name'), known(making, 'decided')];
  const { launch, files } = agentLaunch({
    agent: decided.agent,
    command: input.command,
    model: decided.model ?? undefined,
    startMode: input.startMode ?? decided.config.startMode,
    task: input.task,
    typeTask: input.typeTask,
    container: name,
    branch: decided.branch,
    base: decided.base,
    identity: decided.config.gitIdentity ?? decided.identity,
    credential: decided.credential,
    env: {},
  });
  const own = { mode: 0o444, owner: 'root' } as const;
  return [
    { ...own, path: '/etc/maestro/launch.json', content: JSON.stringify(launch) },
    { ...own, path: TASK_FILE, content: input.task },
    ...files,
    ...leasedFiles('github', decided.forge.file),
  ];
}

function labelsOf(making: Making, role: Role): Labels {
  const creation = making.input.id;
  return partLabels(making.context.paths.home, { role, container: known(making, 'name'), creation });
}
