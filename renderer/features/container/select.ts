import type { Container, ContainerState } from '../../../electron/contract/containers.ts';
import { limitText } from '../../../electron/contract/progress.ts';
import type { GatewayCheck } from '../../../electron/contract/reports.ts';
import { until } from '../../ui/format.ts';

/** The word of each state; the icon and the colour beside it say the same. */
export const STATE_WORDS: Readonly<Record<ContainerState, string>> = {
  'needs-you': 'Needs you',
  starting: 'Starting',
  running: 'Running',
  quiet: 'Quiet',
  stalled: 'Stalled?',
  limit: 'Limit',
  finished: 'Finished',
  dormant: 'Dormant',
  stopped: 'Stopped',
  interrupted: 'Interrupted',
  error: 'Error',
  incomplete: 'Unfinished',
};

/** What a container does in a word; with the time where it waits for one. */
export function stateWord(container: Pick<Container, 'state' | 'limitUntil' | 'since'>): string {
  if (container.state !== 'limit') return STATE_WORDS[container.state];
  return limitText(container).replace('usage limit', 'Limit');
}

/** Tone of a fact: its icon and colour. */
export type Tone = 'good' | 'warn' | 'bad' | 'none';

export interface Fact {
  readonly tone: Tone;
  readonly word: string;
  readonly why: string;
}

/** Credential of a container in a word: `6d`, `Expired`. */
export function credentialFact(credential: Container['credential'], now: number): Fact {
  if (credential === null) return { tone: 'none', word: 'None', why: 'This agent uses no credential of yours' };
  const left = credential.expiresAt === null ? null : until(credential.expiresAt, now);
  switch (credential.state) {
    case 'ok':
      return { tone: 'good', word: left ?? 'Ok', why: left === null ? 'Signed in' : `Signed in for another ${left}` };
    case 'expiring':
      return { tone: 'warn', word: left ?? 'Soon', why: `The sign-in expires in ${left ?? 'a moment'}` };
    case 'expired':
      return { tone: 'bad', word: 'Expired', why: 'The sign-in expired: sign in again on this machine' };
    case 'missing':
      return { tone: 'warn', word: 'Missing', why: credential.problem ?? 'Nobody is signed in here' };
    case 'invalid':
      return { tone: 'bad', word: 'Unreadable', why: 'The file that holds its sign-in cannot be read as one' };
  }
}

const ISOLATION: Readonly<Record<Container['isolation']['state'], Fact>> = {
  verified: { tone: 'good', word: 'Verified', why: 'The network is proven closed but for the allowed hosts' },
  starting: { tone: 'none', word: 'Starting', why: 'The gateway is starting' },
  unknown: { tone: 'none', word: 'Unknown', why: 'The gateway has not reported yet' },
  stopped: { tone: 'none', word: 'Stopped', why: 'The gateway is stopped, and so is the network' },
  unproven: {
    tone: 'warn',
    word: 'Unproven',
    why: 'The gateway could not prove for some time that the network is closed',
  },
  failed: { tone: 'bad', word: 'Failed', why: 'The network is not proven closed' },
};

/** Said where nothing worse is known. */
const OPEN = 'It may reach every host for as long as its preset is open';

/** Isolation of a container in a word. */
export function isolationFact({ isolation, preset }: Pick<Container, 'isolation' | 'preset'>): Fact {
  const { state, provenAt } = isolation;
  const fact = ISOLATION[state];
  if (preset === 'open' && fact.tone !== 'bad') return { tone: 'warn', word: 'Open', why: OPEN };
  if (state !== 'unproven' || provenAt === null) return fact;
  return { ...fact, why: `Unproven since ${new Date(provenAt).toLocaleString()}. ${fact.why}` };
}

/** What can be done with a container now. */
export interface Able {
  readonly start: boolean;
  readonly stop: boolean;
  readonly open: boolean;
}

/** Decides from the state of Docker’s container what its buttons may do. */
export function able(container: Container): Able {
  const up = container.docker === 'running' || container.docker === 'restarting' || container.docker === 'paused';
  return { start: !up && container.state !== 'incomplete', stop: up, open: up };
}

/** The `maestro` command that does the same, to copy or to learn. */
export function commandLine(verb: 'connect' | 'stop' | 'restart' | 'cleanup', name: string): string {
  return `maestro ${verb} ${name}`;
}

/** Where a link leads, in its plain form: `https://аpple.com` shows its real, encoded host. Undefined for what is not a web address. */
export function linkTarget(address: string): { readonly host: string; readonly href: string } | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, href, username, password } = new URL(address);
  const web = protocol === 'https:' || protocol === 'http:';
  return web && username === '' && password === '' ? { host, href } : undefined;
}

/** What each check of a gateway's proof shows, in words. */
export const CHECK_WORDS: Readonly<Record<GatewayCheck['name'], string>> = {
  rules: 'Whatever is not allowed is dropped',
  resolver: 'Unlisted names do not exist',
  agent: 'The agent cannot connect past the proxy',
  proxy: 'The proxy reaches allowed addresses only',
  host: 'This machine cannot be reached',
  ipv6: 'IPv6 is off',
};
