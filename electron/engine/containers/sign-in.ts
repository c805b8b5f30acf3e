import { randomBytes, randomUUID } from 'node:crypto';
import type { SigningAgent } from '../../contract/credentials.ts';
import { ContainerName } from '../../contract/ids.ts';
import { agentDomains, agentLaunch } from '../agents/agents.ts';
import { forgeHosts } from '../agents/github-credential.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { putFiles } from '../docker/files.ts';
import { ensureImages } from '../docker/images.ts';
import { LABEL } from '../docker/labels.ts';
import type { ContainerSpec, Held } from '../docker/port.ts';
import { seccompOptions } from '../docker/seccomp.ts';
import { gatewaySpec, proveGateway } from '../gateway/gateway.ts';
import { createNetwork } from '../gateway/network.ts';
import { forbiddenAddresses } from '../gateway/never.ts';
import { findUpstream } from '../gateway/upstream.ts';
import { type KeptNetwork, policyOf } from './allowed.ts';
import { whileLive } from './creations.ts';
import { forgeHost } from './forge.ts';
import { partLabels, type Role } from './labels.ts';
import { removeParts } from './parts.ts';
import { agentSpec, partNames } from './spec.ts';

/** A running container in which somebody signs an agent in. */
export interface SignInContainer {
  readonly name: ContainerName;
  readonly dockerId: string;
  /** Ends it at once, with whatever runs in it. */
  readonly end: () => void;
}

/** Runs until its holder's input ends, which the death of this process ends too; then the container goes by itself. */
const UNTIL_RELEASED = ['sh', '-c', 'read -r _; kill -TERM 1'];
const WAITS = ['sh', '-c', 'trap "exit 0" TERM; sleep infinity & wait'];

/**
 * Makes a container with an agent's program and none of a project, whose network reaches what the agent needs and nothing
 * else; does something with it, and removes it. Should this process die, it goes all the same. IMAGE_BUILD_FAILED, GATEWAY_FAILED, DOCKER_UNREACHABLE.
 */
export function withSignInContainer<Result>(
  context: Context,
  agent: SigningAgent,
  work: (container: SignInContainer) => Promise<Result>,
): Promise<Result> {
  const creation = randomUUID();
  return whileLive(context, creation, async () => {
    const held: Held[] = [];
    const end = (): void => held.forEach(({ release }) => release());
    try {
      const name = ContainerName.parse(`${readConfig(context).prefix}auth-${randomBytes(6).toString('hex')}`);
      const dockerId = await start(context, { agent, name, creation, held });
      return await work({ name, dockerId, end });
    } finally {
      end();
      await removeParts(context, { [LABEL.creation]: creation });
    }
  });
}

interface Starting {
  readonly agent: SigningAgent;
  readonly name: ContainerName;
  readonly creation: string;
  /** What is held open, the newest last. */
  readonly held: Held[];
}

async function start(context: Context, { agent, name, creation, held }: Starting): Promise<string> {
  const { docker, closing, paths } = context;
  const config = readConfig(context);
  const labels = (role: Role) => partLabels(paths.home, { role, container: name, creation });
  const [images, upstream, never, confinement] = await Promise.all([
    ensureImages(context, closing),
    findUpstream(config.upstreamDns),
    forbiddenAddresses(context),
    seccompOptions(context),
  ]);
  const { network } = partNames(name);
  await createNetwork(context, { name: network, labels: labels('network') });
  const policy = policyOf(
    config,
    lockedTo(agent === 'github' ? forgeHosts(forgeHost(context)) : [...agentDomains(agent)]),
    upstream,
  );
  const gateway = gatewaySpec({ name, image: images.gateway, network, labels: labels('gateway'), ...policy, never });
  const gatewayId = await docker.create(passing(gateway.spec));
  await putFiles(docker, gatewayId, { files: gateway.files, signal: closing });
  await docker.start(gatewayId);
  held.push(await docker.hold(gatewayId, UNTIL_RELEASED, { user: '0' }));
  await proveGateway(context, gatewayId, closing);
  const { limits } = config;
  const spec = agentSpec({
    name,
    image: images.agent,
    gatewayId,
    limits,
    diskBytes: null,
    labels: labels('sign-in'),
    confinement,
  });
  const dockerId = await docker.create({ ...passing(spec), Entrypoint: WAITS });
  await putFiles(docker, dockerId, { files: settingsOf(agent, name), signal: closing });
  await docker.start(dockerId);
  held.push(await docker.hold(dockerId, UNTIL_RELEASED, { user: '1000' }));
  return dockerId;
}

function lockedTo(agent: string[]): KeptNetwork {
  return {
    preset: 'locked',
    agent,
    container: [],
    remotes: [],
    registries: [],
    sshHosts: [],
    added: [],
    addresses: [],
    removed: [],
    lent: [],
    passing: [],
  };
}

/** Without volumes, and gone as soon as it ends. */
function passing(spec: ContainerSpec): ContainerSpec {
  return { ...spec, HostConfig: { ...spec.HostConfig, Mounts: [], AutoRemove: true, RestartPolicy: { Name: 'no' } } };
}

/** What spares the agent the questions of its first start. */
function settingsOf(agent: SigningAgent, container: string) {
  if (agent === 'github') return [];
  const nothing = {
    command: undefined,
    model: undefined,
    startMode: 'yolo' as const,
    base: null,
    identity: null,
    credential: null,
    env: {},
  };
  return agentLaunch({ ...nothing, agent, container, task: '-', branch: '-' }).files;
}
