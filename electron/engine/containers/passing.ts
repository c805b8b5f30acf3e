import { randomBytes, randomUUID } from 'node:crypto';
import { ContainerName } from '../../contract/ids.ts';
import type { ContainerFile } from '../agents/launch.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { putFiles } from '../docker/files.ts';
import { ensureImages } from '../docker/images.ts';
import { LABEL } from '../docker/labels.ts';
import { readyOwnImage } from '../docker/own-image.ts';
import type { ContainerSpec, Held } from '../docker/port.ts';
import { diskLimit } from '../docker/room.ts';
import { seccompOptions } from '../docker/seccomp.ts';
import { type Binding, handCredentials } from '../gateway/credentials.ts';
import { gatewaySpec, proveGateway } from '../gateway/gateway.ts';
import { createNetwork } from '../gateway/network.ts';
import { forbiddenAddresses } from '../gateway/never.ts';
import { findUpstream } from '../gateway/upstream.ts';
import { KeptNetwork, policyOf } from './allowed.ts';
import { whileLive } from './creations.ts';
import { partLabels, type Role } from './labels.ts';
import { createOnOwnImage } from './on-own-image.ts';
import { removeParts } from './parts.ts';
import { agentSpec, type AgentSpecInput, partNames } from './spec.ts';
import { bringTrust } from './trust.ts';

/** A container that is there for one thing, and has nothing of a project but what that needs. */
export interface PassingContainer {
  readonly name: ContainerName;
  readonly dockerId: string;
  /** Ends it at once, with whatever runs in it. */
  readonly end: () => void;
}

/** What one is made with. */
export interface Passing {
  /** What its name says that it is for. */
  readonly purpose: 'auth' | 'name' | 'check';
  /** What its network reaches; a list of hosts is all of it. */
  readonly hosts: readonly string[] | KeptNetwork;
  /** Whether it has the user's own image, where agents have that. */
  readonly onOwnImage?: boolean;
  readonly files: readonly ContainerFile[];
  /** What its gateway holds of sign-ins. */
  readonly bindings?: readonly Binding[];
  /** Its end ends the container, and the work with it. */
  readonly signal: AbortSignal;
}

/** Runs until its holder's input ends, which the death of this process ends too; then the container goes by itself. */
const UNTIL_RELEASED = ['sh', '-c', 'read -r _; kill -TERM 1'];
const WAITS = ['sh', '-c', 'trap "exit 0" TERM; sleep infinity & wait'];

/**
 * Makes such a container, does something with it, and removes it. Should this process die, it goes all the same.
 * IMAGE_BUILD_FAILED, GATEWAY_FAILED, DOCKER_UNREACHABLE.
 */
export function withPassingContainer<Result>(
  context: Context,
  passing: Passing,
  work: (container: PassingContainer) => Promise<Result>,
): Promise<Result> {
  const creation = randomUUID();
  return whileLive(context, creation, async () => {
    const held: Held[] = [];
    const end = (): void => held.forEach(({ release }) => release());
    passing.signal.addEventListener('abort', end);
    try {
      const name = ContainerName.parse(
        `${readConfig(context).prefix}${passing.purpose}-${randomBytes(6).toString('hex')}`,
      );
      const dockerId = await start(context, passing, { name, creation, held });
      return await work({ name, dockerId, end });
    } finally {
      passing.signal.removeEventListener('abort', end);
      end();
      await removeParts(context, { [LABEL.creation]: creation });
    }
  });
}

interface Starting {
  readonly name: ContainerName;
  readonly creation: string;
  /** What is held open, the newest last. */
  readonly held: Held[];
}

/** The gateway proves itself while the container is made. */
async function start(context: Context, passing: Passing, { name, creation, held }: Starting): Promise<string> {
  const { docker } = context;
  const { files, signal, bindings = [] } = passing;
  const config = readConfig(context);
  const labels = (role: Role) => partLabels(context.paths.home, { role, container: name, creation });
  const [images, confinement] = await Promise.all([ensureImages(context, signal), seccompOptions(context)]);
  signal.throwIfAborted();
  const { network } = partNames(name);
  await createNetwork(context, { name: network, labels: labels('network') });
  const policy = await policyFor(context, passing);
  const gateway = gatewaySpec({ ...policy, name, image: images.gateway, network, labels: labels('gateway') });
  const gatewayId = await docker.create(passingSpec(gateway.spec));
  await putFiles(docker, gatewayId, { files: gateway.files, signal });
  await docker.start(gatewayId);
  held.push(await docker.hold(gatewayId, UNTIL_RELEASED, { user: '0' }));
  const parts = { name, image: images.agent, gatewayId, limits: config.limits, labels: labels('sign-in') };
  const dockerId = await createInside(context, passing, { ...parts, confinement });
  await putFiles(docker, dockerId, { files, signal });
  await proveGateway(context, gatewayId, signal);
  if (bindings.length > 0) {
    await bringTrust(context, { gatewayId, dockerId, running: false });
    await handCredentials(context, gatewayId, bindings);
  }
  await docker.start(dockerId);
  held.push(await docker.hold(dockerId, UNTIL_RELEASED, { user: '1000' }));
  signal.throwIfAborted();
  return dockerId;
}

async function createInside(
  context: Context,
  { onOwnImage, signal }: Passing,
  parts: Omit<AgentSpecInput, 'diskBytes'>,
): Promise<string> {
  const ownImage = onOwnImage === true ? await readyOwnImage(context, { agent: parts.image, signal }) : null;
  const { diskBytes: wanted } = readConfig(context);
  const diskBytes = await diskLimit(context, { image: ownImage?.id ?? parts.image, bytes: wanted });
  const spec = { ...passingSpec(agentSpec({ ...parts, diskBytes })), Entrypoint: WAITS };
  return ownImage === null ? context.docker.create(spec) : createOnOwnImage(context, { spec, ownImage, signal });
}

async function policyFor(context: Context, { hosts, bindings = [] }: Passing) {
  const config = readConfig(context);
  const lent = [...new Set(bindings.map(({ host }) => host))];
  const network = Array.isArray(hosts)
    ? KeptNetwork.parse({ preset: 'locked', agent: hosts, container: [], sshHosts: [], lent })
    : (hosts as KeptNetwork);
  const [upstream, never] = await Promise.all([findUpstream(config.upstreamDns), forbiddenAddresses(context)]);
  return { ...policyOf(config, network, upstream), never };
}

/** Without volumes, and gone as soon as it ends. */
function passingSpec(spec: ContainerSpec): ContainerSpec {
  return { ...spec, HostConfig: { ...spec.HostConfig, Mounts: [], AutoRemove: true, RestartPolicy: { Name: 'no' } } };
}
