import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Docker } from '../docker/port.ts';
import type { Labels } from '../docker/port.ts';
import { fail, problemOf } from '../errors.ts';

export type NetworkSpec = Parameters<Docker['createNetwork']>[0];

/**
 * Docker's own pools hold about thirty networks, and every container of ours takes one. So these have a pool of their
 * own, 198.19.0.0/17: 4,096 networks of eight addresses in the range for benchmarks (RFC 2544), which is in nobody's
 * home, office or VPN, and outside the parts of it that other container programs use.
 */
const POOL = [198, 19, 0, 0] as const;
const NETWORKS = 4096;
const NETWORK_ADDRESSES = 8;
const ATTEMPTS = 200;

/** Options of the network that belongs to one container alone (pure). `index` chooses its addresses. */
export function networkSpec(name: string, labels: Labels, index: number): NetworkSpec {
  return {
    Name: name,
    Labels: { ...labels },
    Driver: 'bridge',
    CheckDuplicate: true,
    EnableIPv6: false,
    Options: { 'com.docker.network.bridge.enable_icc': 'false' },
    IPAM: { Driver: 'default', Config: [{ Subnet: subnet(index) }] },
  };
}

/**
 * Creates the network of one container and answers its id. Docker decides whether addresses are free, so that
 * creations at the same time, of other processes too, never get the same ones.
 */
export async function createNetwork(
  { docker }: Pick<Context, 'docker'>,
  { name, labels }: { name: string; labels: Labels },
): Promise<string> {
  const first = createHash('sha256').update(name).digest().readUInt32BE(0);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      return await docker.createNetwork(networkSpec(name, labels, first + attempt));
    } catch (error) {
      if (!areAddressesTaken(error)) throw error;
    }
  }
  throw fail('DOCKER_FAILED', 'No addresses are free for the network of another container.', {
    hints: ['Remove containers that you no longer need: maestro cleanup.'],
  });
}

function subnet(index: number): string {
  const offset = (index % NETWORKS) * NETWORK_ADDRESSES;
  const [a, b, c, d] = POOL;
  return `${a}.${b}.${c + Math.floor(offset / 256)}.${d + (offset % 256)}/29`;
}

function areAddressesTaken(error: unknown): boolean {
  return /overlap/i.test(problemOf(error).detail ?? '');
}
