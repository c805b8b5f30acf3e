import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { fail } from '../errors.ts';

/** An IPv4 address that containers may reach without a name. */
export type Address = string & { readonly __brand: 'Address' };

/** The same ranges as in `rules.nft`, which has the last word. */
const SPECIAL = blocks(['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '198.18.0.0/15', '224.0.0.0/3']);
const PRIVATE = blocks(['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16']);

/** What decides whether an address may be allowed. */
export interface Grounds {
  /** CIDR blocks of the user's own network whose addresses may be allowed. */
  readonly localNetworks: readonly string[];
  /** Addresses and CIDR blocks that are never reached. */
  readonly never?: readonly string[];
}

/** Reads an address as a person types it. DOMAIN_INVALID names it, and says why it cannot be allowed. */
export function readAddress(text: string, grounds: Grounds): Address {
  const address = text.trim();
  const refusal = refusalOf(address, grounds);
  if (refusal === undefined) return address as Address;
  const { why, hint } = refusal;
  throw fail('DOMAIN_INVALID', `${JSON.stringify(address.slice(0, 80))} cannot be allowed as an address: ${why}.`, {
    hints: hint === undefined ? [] : [hint],
  });
}

/** The address, or undefined where it may not be reached: for addresses that were kept. */
export function findAddress(text: string, grounds: Grounds): Address | undefined {
  return refusalOf(text, grounds) === undefined ? (text as Address) : undefined;
}

interface Refusal {
  readonly why: string;
  readonly hint?: string;
}

function refusalOf(text: string, { localNetworks, never = [] }: Grounds): Refusal | undefined {
  if (isIPv6(text.replace(/^\[|\]$/g, '')))
    return { why: 'IPv6 is off in the networks of containers', hint: 'Give its IPv4 address, or its host name.' };
  if (!isIPv4(text)) return { why: 'it is no IPv4 address', hint: 'Leave --ip away for a host name.' };
  if (SPECIAL.check(text)) return { why: 'loopback, link-local, metadata and multicast addresses are never reached' };
  if (blocks(never).check(text))
    return { why: 'addresses of this machine, of Docker’s networks and of the platform’s services are never reached' };
  if (PRIVATE.check(text) && !blocks(localNetworks).check(text))
    return {
      why: 'it is in a local network',
      hint: 'List that network in firewall.local_networks of ~/.maestro/config.yml, such as [192.168.1.0/24].',
    };
  return undefined;
}

function blocks(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', bits] = text.split('/');
    if (isIPv4(address)) list.addSubnet(address, bits === undefined ? 32 : Number(bits));
  }
  return list;
}
