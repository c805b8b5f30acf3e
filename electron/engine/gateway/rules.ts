import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ContainerFile } from '../agents/launch.ts';
import { fail } from '../errors.ts';
import { baseOf, covers, type Domain, findDomain, isWildcard, parseDomain } from '../config/domains.ts';
import { type Entry, findRule, parseEntry } from '../config/entries.ts';

/** What one agent may reach. */
export interface Policy {
  /**
   * Names for HTTP and TLS: `api.example.com` is that name alone, `*.example.com` every name below it. With a method and a
   * path (`GET pkg.example.com/*`) the gateway opens the host, and lets those requests pass.
   */
  readonly domains: readonly string[];
  /** IPv4 addresses for HTTP and TLS without a name. */
  readonly addresses?: readonly string[];
  /** Git hosts for TCP 22. What is not a host name (an alias, an address) stays closed. */
  readonly sshHosts: readonly string[];
  /** Address of the upstream resolver; null: Docker's own. */
  readonly upstream: string | null;
  /** Names that may lie in private address ranges, and the resolver that knows them (null: the upstream one). */
  readonly internal?: { readonly domains: readonly string[]; readonly resolver: string | null };
  /** IPv4 addresses and CIDR blocks that are never reached, whatever resolves to them. */
  readonly never?: readonly string[];
  /** Listed names whose TLS hellos may be encrypted, as browsers send them: what such a hello hides cannot be read. */
  readonly encryptedHellos?: readonly string[];
  /** Whether every name is allowed, listed or not. What is never reached stays so. */
  readonly open?: boolean;
  /** Hosts that the gateway holds a sign-in for: it opens those of them that are allowed, and every request passes. */
  readonly lent?: readonly string[];
}

export const GATEWAY_FOLDER = '/etc/maestro-gateway';

/** Services that clouds offer to their machines, outside the link-local range: Azure, Alibaba Cloud, Oracle Cloud. */
export const PLATFORM = ['168.63.129.16', '100.100.100.200', '192.0.0.0/24'];

/** Where Docker's own resolver answers on networks that are not its default one. */
const DOCKER_RESOLVER = '127.0.0.11';

interface Lists {
  readonly entries: readonly Entry[];
  /** Those that are whole names, and the hosts of the others. */
  readonly web: readonly Domain[];
  readonly opened: readonly Domain[];
  readonly ssh: readonly Domain[];
  readonly internal: readonly Domain[];
  readonly hiding: readonly Domain[];
  readonly addresses: readonly string[];
  readonly upstream: string;
  readonly internalUpstream: string;
  readonly open: boolean;
}

/** What stands for every name, where all are allowed. */
export const EVERY_NAME = '*';

/**
 * The files that a gateway reads at its start, and again when it is told to (pure). They hold data only: the rules
 * themselves are part of its image. Every name passes `parseDomain` and every address is an IPv4 address, so that nothing
 * else can be in them. DOMAIN_INVALID, CONFIG_INVALID.
 */
export function renderPolicy(policy: Policy): readonly ContainerFile[] {
  const contents = {
    ...renderLists(policy),
    policy: `${policyId(policy)}\n`,
    'never.nft': renderNever(policy.never ?? []),
  };
  return Object.entries(contents).map(([name, content]) => fileAt(`${GATEWAY_FOLDER}/${name}`, content));
}

/** The files of a policy for a running gateway, which takes them over when it is called (pure). `ready` is the last. */
export function renderRenewal(policy: Policy): readonly ContainerFile[] {
  const contents = { ...renderLists(policy), policy: `${policyId(policy)}\n`, ready: '' };
  return Object.entries(contents).map(([name, content]) => fileAt(`${GATEWAY_FOLDER}/next/${name}`, content));
}

/** What a gateway calls its policy in its proofs (pure). What is never reached is no part of it. */
export function policyId(policy: Policy): string {
  return createHash('sha256')
    .update(JSON.stringify(renderLists(policy)))
    .digest('hex')
    .slice(0, 16);
}

/** Rules whose requests pass only where the gateway opens their host (pure): it is not allowed as a whole too. */
export function neededRules(policy: Pick<Policy, 'domains' | 'open'>): string[] {
  const { entries, isWhole } = readEntries(policy);
  return entries.filter((entry) => {
    const rule = findRule(entry);
    return rule !== undefined && !isWhole(parseDomain(rule.host));
  });
}

function renderLists(policy: Policy): Record<string, string> {
  const lists = readLists(policy);
  return {
    'variables.nft': renderVariables(lists),
    'resolver.conf': renderResolver(lists),
    questions: lines([...unique([...lists.web, ...lists.opened, ...lists.ssh]), ...(lists.open ? [EVERY_NAME] : [])]),
    opened: lines(lists.opened),
    requests: lines(lists.entries.filter((entry) => findRule(entry) !== undefined)),
    names: lines(lists.web.filter((domain) => !isWildcard(domain))),
    suffixes: lines(lists.web.filter(isWildcard).map((domain) => domain.slice(1))),
    every: lists.open ? '.\n' : '',
    hiding: lines(lists.hiding),
    ssh: lines(lists.ssh),
    addresses: lines(lists.addresses),
    internal: lines(lists.internal.map((domain) => (isWildcard(domain) ? domain.slice(1) : domain))),
    'domains.json': `${JSON.stringify([...(lists.open ? [EVERY_NAME] : []), ...lists.entries, ...lists.addresses])}\n`,
  };
}

function fileAt(path: string, content: string): ContainerFile {
  return { path, content, mode: 0o644, owner: 'root' };
}

/** The file that names what is never reached (pure). CONFIG_INVALID where an entry is not an IPv4 address or block. */
export function renderNever(addresses: readonly string[]): string {
  const all = unique([...PLATFORM, ...addresses]);
  const bad = all.find((text) => !z.union([z.ipv4(), z.cidrv4()]).safeParse(text).success);
  if (bad !== undefined)
    throw fail('CONFIG_INVALID', `${JSON.stringify(bad.slice(0, 80))} is no IPv4 address or block.`);
  return lines([`define never = { ${all.join(', ')} }`]);
}

function readLists({
  domains,
  sshHosts,
  upstream,
  internal,
  encryptedHellos = [],
  open = false,
  lent = [],
  ...policy
}: Policy): Lists {
  const inside = unique((internal?.domains ?? []).map(parseDomain));
  const { entries, web, isWhole } = readEntries({ domains: [...domains, ...inside], open });
  const found = sshHosts.flatMap((host) => findDomain(host) ?? []).filter((host) => !isWildcard(host));
  const general = parseAddress(upstream ?? DOCKER_RESOLVER);
  const ruled = entries.flatMap((entry) => findRule(entry)?.host ?? []).map(parseDomain);
  return {
    open,
    entries,
    web,
    opened: unique([...ruled, ...lent.map(parseDomain).filter(isWhole)]),
    ssh: unique(found),
    internal: inside,
    addresses: unique((policy.addresses ?? []).map(checkAddress)),
    hiding: unique(encryptedHellos.map(parseDomain)).filter((domain) => !isWildcard(domain)),
    upstream: general,
    internalUpstream: internal?.resolver == null ? general : parseAddress(internal.resolver),
  };
}

function readEntries({ domains, open = false }: Pick<Policy, 'domains' | 'open'>): Pick<Lists, 'entries' | 'web'> & {
  readonly isWhole: (host: Domain) => boolean;
} {
  const entries = unique(domains.map(parseEntry));
  const web = entries.filter((entry) => findRule(entry) === undefined).map(parseDomain);
  return { entries, web, isWhole: (host) => open || web.some((entry) => entry === host || covers(entry, host)) };
}

function checkAddress(text: string): string {
  if (z.ipv4().safeParse(text).success) return text;
  throw fail('CONFIG_INVALID', `${JSON.stringify(text.slice(0, 80))} is no IPv4 address.`);
}

function parseAddress(text: string): string {
  const isAddress = z.ipv4().safeParse(text).success;
  if (isAddress && (text === DOCKER_RESOLVER || !/^(0|127|22[4-9]|2[3-5]\d)\./.test(text))) return text;
  throw fail('CONFIG_INVALID', `${JSON.stringify(text.slice(0, 80))} is not the IPv4 address of a resolver.`, {
    hints: ['Give an address that containers can reach, not a loopback one.'],
  });
}

function renderVariables(lists: Lists): string {
  const upstreams = unique([lists.upstream, lists.internalUpstream]);
  // nft knows no empty set; this one is never reached.
  const addresses = ['0.0.0.0', ...lists.addresses];
  return lines([`define upstreams = { ${upstreams.join(', ')} }`, `define addresses = { ${addresses.join(', ')} }`]);
}

/** dnsmasq takes the most specific line for a name, so that each line must say all that holds for it. */
function renderResolver(lists: Lists): string {
  const names = unique([...lists.web, ...lists.opened, ...lists.ssh].map(baseOf)).sort();
  const general = lists.open ? [`server=${lists.upstream}`, `nftset=/#/${setNamed('allow4')}`] : [];
  return lines([
    ...general,
    ...names.flatMap((name) => {
      const listed = (entries: readonly Domain[]): boolean =>
        entries.some((entry) => baseOf(entry) === name || covers(entry, name));
      const sets = Object.entries({
        allow4: listed([...lists.web, ...lists.opened]),
        internal4: listed(lists.internal),
        ssh4: listed(lists.ssh),
      }).flatMap(([set, holds]) => (holds ? setNamed(set) : []));
      const resolver = listed(lists.internal) ? lists.internalUpstream : lists.upstream;
      return [`server=/${name}/${resolver}`, `nftset=/${name}/${sets.join(',')}`];
    }),
  ]);
}

function setNamed(set: string): string {
  return `4#inet#maestro#${set}`;
}

function lines(entries: readonly string[]): string {
  return entries.map((entry) => `${entry}\n`).join('');
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
