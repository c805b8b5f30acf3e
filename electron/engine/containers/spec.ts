import type { Limits } from '../../contract/limits.ts';
import type { ContainerName } from '../../contract/ids.ts';
import type { ContainerSpec, Labels } from '../docker/port.ts';

export interface AgentSpecInput {
  readonly name: ContainerName;
  readonly image: string;
  readonly gatewayId: string;
  readonly limits: Limits;
  /** What the engine is to hold its files to; null where it cannot. */
  readonly diskBytes: number | null;
  readonly labels: Labels;
  /** What confines its system calls, as the engine takes it. */
  readonly confinement: readonly string[];
}

/** Caches and shell history that outlive the container's own file system, by the end of their names. */
const VOLUMES = {
  npm: '/home/node/.npm',
  uv: '/home/node/.cache/uv',
  history: '/commandhistory',
} as const;

/** Folders that the agent's user owns, and that images of Maestro have. */
export const OWN_FOLDERS = [
  ...['/workspace', '/commandhistory', '/home/node', '/home/node/.cache', '/home/node/.cache/uv', '/home/node/.npm'],
  ...['/home/node/.claude', '/home/node/.codex', '/home/node/.gemini', '/home/node/.maestro'],
] as const;

/** An engine cannot give more than it has itself, and some have no more than 20,000. */
const OPEN_FILES = 16_384;

/** Names of everything that belongs to a container of this name. */
export function partNames(name: ContainerName): { gateway: string; network: string; volumes: string[] } {
  const volumes = Object.keys(VOLUMES).map((volume) => `${name}-${volume}`);
  return { gateway: `${name}-gw`, network: `${name}-net`, volumes };
}

/**
 * Everything that decides an agent container (pure): no capability, no way to gain one, the gateway's network only,
 * hard limits, and no mount but its own volumes. Nothing secret is in it, since `docker inspect` shows all of it.
 */
export function agentSpec(input: AgentSpecInput): ContainerSpec {
  const { name, image, gatewayId, limits, diskBytes, labels, confinement } = input;
  return {
    name,
    Image: image,
    User: '1000:1000',
    WorkingDir: '/workspace',
    Labels: { ...labels },
    HostConfig: {
      NetworkMode: `container:${gatewayId}`,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges', ...confinement],
      Init: true,
      Memory: limits.memoryBytes,
      MemorySwap: limits.memoryBytes,
      NanoCpus: Math.round(limits.cpus * 1e9),
      PidsLimit: limits.pids,
      ...(diskBytes === null ? {} : { StorageOpt: { size: String(diskBytes) } }),
      Ulimits: [{ Name: 'nofile', Soft: OPEN_FILES, Hard: OPEN_FILES }],
      RestartPolicy: { Name: 'unless-stopped' },
      Mounts: Object.entries(VOLUMES).map(([volume, target]) => ({
        Type: 'volume',
        Source: `${name}-${volume}`,
        Target: target,
      })),
      LogConfig: { Type: 'json-file', Config: { 'max-size': '2m', 'max-file': '2' } },
    },
  };
}
