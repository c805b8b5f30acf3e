import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { putFiles } from '../docker/files.ts';
import { GATEWAY_FOLDER, renderNever } from './rules.ts';

/**
 * What no agent may reach, whatever its names resolve to: every address of this machine, private or not, and every
 * network that Docker has here. IPv4, as addresses and CIDR blocks, sorted.
 */
export async function forbiddenAddresses({ docker }: Pick<Context, 'docker'>): Promise<string[]> {
  const own = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
  const networks = await docker.networks({});
  const subnets = networks.flatMap(({ IPAM }) => (IPAM?.Config ?? []).flatMap((config) => config['Subnet'] ?? []));
  const isIpv4 = (text: string): boolean => z.union([z.ipv4(), z.cidrv4()]).safeParse(text).success;
  return [...new Set([...own, ...subnets].filter(isIpv4))].sort();
}

/** Tells a running gateway what it must not reach; it takes that over within seconds. */
export async function tellForbidden(
  { docker }: Pick<Context, 'docker'>,
  dockerId: string,
  { addresses, signal }: { addresses: readonly string[]; signal: AbortSignal },
): Promise<void> {
  const path = `${GATEWAY_FOLDER}/never.nft`;
  const file = { path, content: renderNever(addresses), mode: 0o644, owner: 'root' } as const;
  await putFiles(docker, dockerId, { files: [file], signal });
}
