import { readFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';

/** The second one is where systemd keeps the real servers when the first names only its stub on loopback. */
const FILES = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf'];

/**
 * Address of the resolver that gateways ask: the configured one, else this host's first one that a container can reach.
 * Null where there is none, or where the Docker engine runs on another machine or in a virtual one: then Docker's own
 * resolver is asked. It asks on from the host, which the gateway's rules do not hinder, from engine 26 on, and before
 * that where the host's own resolver is on loopback.
 */
export async function findUpstream(configured: string | null): Promise<string | null> {
  if (configured !== null) return configured;
  if (process.platform !== 'linux' || isElsewhere(process.env['DOCKER_HOST'])) return null;
  for (const file of FILES) {
    const address = nameserver(await readFile(file, 'utf8').catch(() => ''));
    if (address !== undefined) return address;
  }
  return null;
}

/** The first usable nameserver of a resolv.conf (pure). */
export function nameserver(text: string): string | undefined {
  const addresses = text.split('\n').flatMap((line) => /^\s*nameserver\s+(\S+)/.exec(line)?.[1] ?? []);
  return addresses.find((address) => isIPv4(address) && !/^(0|127)\./.test(address));
}

function isElsewhere(dockerHost: string | undefined): boolean {
  return dockerHost !== undefined && !dockerHost.startsWith('unix://');
}
