import type { EgressAnswer } from '../../contract/egress.ts';
import { FROM_WORDS } from '../../contract/network.ts';
import type { Config } from '../config/config.ts';
import { readAddress } from '../config/addresses.ts';
import { parseDomain } from '../config/domains.ts';
import { problemOf } from '../errors.ts';
import type { Decision } from '../gateway/ask.ts';
import type { Target } from '../gateway/target.ts';
import { missingRule } from './missing-rules.ts';
import { allowedNames, type KeptNetwork } from './allowed.ts';

type Words = Pick<EgressAnswer, 'verdict' | 'rule' | 'why' | 'next'>;

/** What would be asked for, and how. */
type Asked = Target & { readonly method: string };

/** What is kept of the container; absent for those of earlier versions. */
interface Known {
  readonly name: string;
  readonly network: KeptNetwork;
  readonly config: Pick<Config, 'allowedDomains' | 'internalDns' | 'localNetworks'>;
}

/** What a gateway's decision means, in sentences (pure). */
export function wordsOf(target: Asked, decision: Decision, known: Known | undefined): Words {
  const { verdict, rule, addresses } = decision;
  if (verdict === 'refused')
    return { verdict, rule, why: refusalWords(target, rule, known), next: nextStep(target, rule, known) };
  const open = addresses.filter((address) => address.in === '');
  if (open.length > 0) return { verdict, rule, why: allowedWords(target, rule, known), next: null };
  const [forbidden] = addresses;
  if (forbidden === undefined)
    return {
      verdict: 'refused',
      rule: 'no-address',
      why: `${target.host} is allowed (${rule}), but it does not resolve to any address.`,
      next: 'Check the name, and firewall.upstream_dns in config.yml.',
    };
  return {
    verdict: 'refused',
    rule: 'forbidden-address',
    why: `${target.host} is allowed (${rule}), but it lies at ${forbidden.address}: ${RANGES[forbidden.in]}.`,
    next: forbidden.in === 'private4' ? 'List the name in firewall.internal_domains of config.yml.' : null,
  };
}

const RANGES: Readonly<Record<Decision['addresses'][number]['in'], string>> = {
  '': 'it may be reached',
  special4: 'loopback, link-local, metadata, multicast and Maestro’s own networks are never reached',
  never4: 'addresses of this machine, of Docker’s networks and of the platform’s services are never reached',
  private4: 'local networks are reached for internal names alone',
};

function allowedWords({ host }: Target, rule: string, known: Known | undefined): string {
  if (rule === 'git-host') return `${host} is the git host of a remote of its project, so SSH passes.`;
  if (rule === '*') return `The preset open lets every host pass.`;
  const from = known === undefined ? undefined : listed(known).find(({ domain }) => domain === rule)?.from;
  return `The entry ${rule} allows it${from === undefined ? '' : `: ${FROM_WORDS[from]}`}.`;
}

function refusalWords({ host, port, protocol, method, path }: Asked, rule: string, known: Known | undefined): string {
  switch (rule) {
    case 'port':
      return `Only the ports 80 (HTTP), 443 (TLS) and, for git hosts, 22 (SSH) pass; this one is ${port}.`;
    case 'no-git-host':
      return `SSH passes to the git hosts of its project’s remotes alone, and ${host} is none.`;
    case 'no-name':
      return `${host} is an address: a TLS connection to it names no host, and it is not allowed as such.`;
    case 'not-tls':
    case 'malformed':
      return `On port ${port} something other than ${protocol === 'other' ? 'this' : protocol.toUpperCase()} is spoken.`;
    case 'no-rule':
    case 'no-fetch':
    case 'no-push':
      return `The requests to ${host} have rules, and none lets ${method} ${path} pass.`;
    case 'too-many-names':
      return `${host} is below a listed name, but it has too many or too long labels.`;
    default:
      return unlistedWords(host, known);
  }
}

function unlistedWords(host: string, known: Known | undefined): string {
  const not = `${host} is on no list of what it may reach`;
  if (known === undefined) return `${not}.`;
  const { network } = known;
  if (covering(network.removed, host) !== undefined) return `${not}: it was taken away from this container.`;
  const standard = { ...known, network: { ...network, preset: 'standard' as const } };
  const left = listed(standard).find(({ domain }) => covering([domain], host) !== undefined);
  return left === undefined ? `${not}.` : `${not}: the preset locked leaves out ${left.domain}.`;
}

function nextStep(target: Asked, rule: string, known: Known | undefined): string | null {
  const { host, port, protocol } = target;
  if (rule === 'no-git-host') return 'Use HTTPS, or make the container from a project with a remote at that host.';
  if (known === undefined) return null;
  const missing = missingRule({ ...target, rule });
  if (missing !== undefined) return `To allow it: maestro add-domain ${known.name} "${missing}"`;
  if (rule !== 'unlisted' && rule !== 'no-name') return null;
  if (/^[\d.]+$|:/.test(host)) return addressStep(host, known);
  try {
    parseDomain(host);
  } catch (error) {
    return problemOf(error).sentence;
  }
  const isUsual = port === 80 || port === 443;
  return isUsual && protocol !== 'other' ? `To allow it: maestro add-domain ${known.name} ${host}` : null;
}

function addressStep(host: string, { name, config }: Known): string {
  try {
    return `To allow it: maestro add-domain ${name} --ip ${readAddress(host, config)}`;
  } catch (error) {
    const { sentence, hints } = problemOf(error);
    return [sentence, ...hints].join(' ');
  }
}

function covering(entries: readonly string[], host: string): string | undefined {
  return entries.find((entry) => entry === host || (entry.startsWith('*.') && host.endsWith(entry.slice(1))));
}

function listed({ network, config }: Known): ReturnType<typeof allowedNames> {
  return allowedNames(config, network);
}
