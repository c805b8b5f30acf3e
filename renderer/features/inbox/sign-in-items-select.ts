import type { Container } from '../../../electron/contract/containers.ts';
import { SigningAgent } from '../../../electron/contract/credentials.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { count, sentence } from '../../ui/format.ts';
import { PROVIDER_WORDS } from '../credentials/words-select.ts';
import { agentCounts } from '../fleet/select.ts';
import { type InboxFact, type InboxItem, itemOf } from './inbox-item.ts';

interface SignIn {
  readonly container: Container;
  readonly agent: SigningAgent;
  readonly state: 'expired' | 'expiring';
  readonly expiresAt: string;
}

/** One item a provider, whoever has its sign-in: what ended for a living agent blocks it. */
export function signInItems(containers: readonly Container[]): InboxItem[] {
  const all = containers.flatMap(signInOf);
  return SigningAgent.options.flatMap((agent) => {
    const own = all.filter((one) => one.agent === agent);
    const ended = own.filter(({ state }) => state === 'expired');
    return ofSignIns(agent, ended.length > 0 ? ended : own);
  });
}

function signInOf(container: Container): SignIn[] {
  const { docker, agent: kind, credential } = container;
  const agent = SigningAgent.safeParse(kind).data;
  if (docker !== 'running' || agent === undefined || credential?.expiresAt == null) return [];
  const { state, expiresAt } = credential;
  return state === 'expired' || state === 'expiring' ? [{ container, agent, state, expiresAt }] : [];
}

const NAMED = 3;

function ofSignIns(agent: SigningAgent, signIns: readonly SignIn[]): InboxItem[] {
  const [first] = signIns.toSorted((a, b) => a.expiresAt.localeCompare(b.expiresAt));
  if (first === undefined) return [];
  const holders = signIns.map(({ container }) => container);
  const names = holders.map(({ shortName }) => shortName).toSorted();
  const more = names.length - NAMED;
  const who = sentence([...names.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])]);
  const ends = first.state === 'expired' ? 'has expired' : 'ends soon';
  const isNeeded = agentCounts(byName(holders)).agents > 0;
  const fact: InboxFact = {
    kind: first.state === 'expiring' ? 'expiring' : isNeeded ? 'expired' : 'lapsed',
    text: `Its sign-in ${ends}. ${count(names.length, 'container')} ${names.length === 1 ? 'has' : 'have'} it.`,
    evidence: `the sign-in that ${who} ${names.length === 1 ? 'has' : 'have'} ${ends}`,
    since: first.expiresAt,
    stamp: `${first.state} ${first.expiresAt}`,
  };
  return itemOf(
    {
      key: `credential ${agent}`,
      title: PROVIDER_WORDS[agent],
      crumb: 'Sign-in',
      subject: { kind: 'credential', agent },
    },
    [fact],
  );
}

function byName(containers: readonly Container[]): Snapshot['containers'] {
  return Object.fromEntries(containers.map((one) => [one.name, one]));
}
