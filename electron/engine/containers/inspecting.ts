import type { ContainerName } from '../../contract/ids.ts';
import type { Inspection } from '../../contract/inspection.ts';
import type { ContainerNetwork } from '../../contract/network.ts';
import type { Usage } from '../../contract/usage.ts';
import type { Context } from '../context.ts';
import { LABEL } from '../docker/labels.ts';
import type { ContainerDetails } from '../docker/port.ts';
import { isProblem } from '../errors.ts';
import { getMember } from './lifecycle.ts';
import { getContainer } from './list.ts';
import { getNetwork } from './network.ts';
import { findParts } from './parts.ts';
import { getUsage } from './using.ts';

/** All that is known about a container, and nothing secret. CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS. */
export async function inspectContainer(context: Context, { name }: { name: ContainerName }): Promise<Inspection> {
  const { row, gateway, shown } = await getMember(context, name);
  const [container, details, beside, network, usage, parts] = await Promise.all([
    getContainer(context, shown),
    context.docker.inspect(row.Id),
    gateway === null ? null : context.docker.inspect(gateway.Id),
    networkOf(context, name),
    usageOf(context, name),
    findParts(context, { [LABEL.container]: name }),
  ]);
  return {
    container,
    agent: { ...inside(details), ...confines(details), image: await imageName(context, details.Config.Image) },
    gateway: beside === null ? null : inside(beside),
    network,
    usage,
    parts: parts.map((part) => part.name).sort(),
  };
}

/** One of the user's own was used by its id, and may have had a name since. */
async function imageName({ docker }: Context, used: string): Promise<string> {
  if (!used.startsWith('sha256:')) return used;
  const name = (await docker.findImage(used))?.RepoTags[0];
  return name === undefined ? used : `${name} (${used.slice(7, 19)})`;
}

async function networkOf(context: Context, name: ContainerName): Promise<ContainerNetwork | null> {
  try {
    return await getNetwork(context, { name });
  } catch (error) {
    if (isProblem(error, 'NOT_SUPPORTED') || isProblem(error, 'GATEWAY_FAILED')) return null;
    throw error;
  }
}

async function usageOf(context: Context, name: ContainerName): Promise<Usage | null> {
  try {
    return await getUsage(context, { name });
  } catch (error) {
    if (isProblem(error, 'DOCKER_FAILED')) return null;
    throw error;
  }
}

function inside({ Id, Name, State, Config, RestartCount }: ContainerDetails): NonNullable<Inspection['gateway']> {
  const ended = State.Running ? null : instant(State.FinishedAt);
  return {
    id: Id,
    name: Name.slice(1),
    state: State.Status,
    image: Config.Image,
    startedAt: instant(State.StartedAt),
    finishedAt: ended,
    exitCode: ended === null ? null : State.ExitCode,
    restarts: RestartCount,
  };
}

/** Docker dates what has not been with the year 1. */
function instant(text: string): string | null {
  const at = Date.parse(text);
  return Number.isNaN(at) || at <= 0 ? null : new Date(at).toISOString();
}

type Confines = Pick<Inspection['agent'], 'limits' | 'user' | 'capabilities' | 'security' | 'mounts'>;

function confines({ HostConfig, Config, Mounts }: ContainerDetails): Confines {
  const { Memory = 0, NanoCpus = 0, PidsLimit } = HostConfig;
  const [added, security] = [listOf(HostConfig.CapAdd), listOf(HostConfig.SecurityOpt)];
  return {
    limits: { memoryBytes: Memory, cpus: NanoCpus / 1e9, pids: PidsLimit ?? 0 },
    user: Config.User,
    capabilities: added,
    // A profile is pages long, and its name says all.
    security: security.map((option) => option.replace(/^seccomp=\{.*$/s, 'seccomp=maestro')),
    mounts: Mounts.map(({ Type, Name = '', Source, Destination, RW }) => ({
      kind: Type,
      name: Name === '' ? Source : Name,
      target: Destination,
      writable: RW,
    })),
  };
}

/** Docker says null for none. */
function listOf(found: unknown): string[] {
  return Array.isArray(found) ? found.map(String) : [];
}
