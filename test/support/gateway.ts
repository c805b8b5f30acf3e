import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EgressRow } from '../../electron/contract/egress.ts';
import { ContainerName } from '../../electron/contract/ids.ts';
import { GatewayReport } from '../../electron/contract/reports.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import type { ContainerSpec } from '../../electron/engine/docker/port.ts';
import { putFiles } from '../../electron/engine/docker/files.ts';
import { type GatewayInput, gatewaySpec } from '../../electron/engine/gateway/gateway.ts';
import { readLedger } from '../../electron/engine/gateway/ledger.ts';
import { createNetwork } from '../../electron/engine/gateway/network.ts';
import type { ContainerFile } from '../../electron/engine/agents/launch.ts';
import { execute } from './execute.ts';
import { whenDone } from './project.ts';
import { PATIENCE_MS } from './until.ts';

export interface TestGateway {
  readonly id: string;
  readonly name: string;
}

interface Wanted extends Partial<Omit<GatewayInput, 'name' | 'network' | 'labels'>> {
  readonly image: string;
  /** Changes what the product would make, to see it fail. */
  readonly spec?: Partial<ContainerSpec>;
  readonly hostConfig?: ContainerSpec['HostConfig'];
  readonly files?: readonly ContainerFile[];
}

const PROBE = join(import.meta.dirname, 'world', 'probe.ts');

export const docker = new DockerClient();
/** What the engine's own functions are given. */
export const context = { docker, closing: new AbortController().signal };

/** Creates a gateway as the product does, without starting it. It goes with its network when the test (or file) ends. */
export async function createGateway(wanted: Wanted): Promise<TestGateway> {
  const { spec: changes, hostConfig, files: more = [], ...input } = wanted;
  const name = `t${randomBytes(4).toString('hex')}-gateway-1`;
  const network = await createNetwork({ docker }, { name: `${name}-net`, labels: {} });
  whenDone(() => docker.removeNetwork(network));
  const policy = { domains: [], sshHosts: [], upstream: null, ...input };
  const { spec, files } = gatewaySpec({ ...policy, name, network, labels: {} });
  const id = await docker.create({ ...spec, ...changes, HostConfig: { ...spec.HostConfig, ...hostConfig } });
  whenDone(() => docker.remove(id));
  await putFiles(docker, id, { files: [...files, ...more], signal: AbortSignal.timeout(PATIENCE_MS) });
  return { id, name };
}

/** Starts a container that shares a gateway's network as an agent's does: uid 1000, no capability, no way to gain one. */
export async function startNeighbour(gatewayId: string, image: string): Promise<string> {
  const id = await docker.create({
    Image: image,
    User: '1000:1000',
    Entrypoint: ['sleep', 'infinity'],
    Cmd: [],
    HostConfig: {
      NetworkMode: `container:${gatewayId}`,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Init: true,
    },
  });
  whenDone(() => docker.remove(id));
  const probe = { path: '/srv/probe.ts', content: await readFile(PROBE), mode: 0o644, owner: 'root' } as const;
  await putFiles(docker, id, { files: [probe], signal: AbortSignal.timeout(PATIENCE_MS) });
  await docker.start(id);
  return id;
}

/** Tries something from a container, as `world/probe.ts` describes it, and answers how it ended. */
export async function attempt(id: string, ...what: string[]): Promise<{ result: string }> {
  const { code, output } = await execute(id, ['node', '/srv/probe.ts', ...what]);
  if (code !== 0) throw new Error(`The attempt itself failed: ${output}`);
  return JSON.parse(output.split('\n').at(-1) ?? '') as { result: string };
}

/** The ledger of a gateway, the newest row first. */
export function ledgerOf(id: string): Promise<EgressRow[]> {
  return readLedger(context, id, ContainerName.parse('some-1'));
}

/** What a gateway printed of one kind, oldest first. */
export async function reportsOf<Kind extends GatewayReport['kind']>(id: string, kind: Kind) {
  const lines = (await docker.lastLines(id, 1000)).filter((line) => line.startsWith('{'));
  const reports = lines.map((line) => GatewayReport.parse(JSON.parse(line)));
  return reports.filter((report): report is GatewayReport & { kind: Kind } => report.kind === kind);
}
