import type { Container } from '../../../electron/contract/containers.ts';
import {
  type Credential,
  type CredentialPlace,
  credentialText,
  type Lease,
  type Provider,
  type SigningAgent,
} from '../../../electron/contract/credentials.ts';
import { count } from '../../ui/format.ts';
import type { Fact, Tone } from '../container/select.ts';

export const PROVIDER_WORDS: Readonly<Record<SigningAgent, string>> = {
  claude: 'Claude Code',
  codex: 'Codex',
  gemini: 'Gemini CLI',
  opencode: 'opencode',
  droid: 'Droid',
  github: 'GitHub CLI',
};

/** The button that asks for a secret. */
export function giveWords(takes: Provider['takes']): string {
  if (takes.length > 1) return 'Use a token or key';
  return takes[0] === 'token' ? 'Use a token' : 'Use an API key';
}

const TONES: Readonly<Record<Credential['state'], Tone>> = {
  ok: 'good',
  expiring: 'warn',
  expired: 'bad',
  missing: 'none',
  invalid: 'bad',
};

const WHY: Readonly<Record<Credential['state'], string>> = {
  ok: 'New containers start with it',
  expiring: 'It ends soon: refresh, or sign in again',
  expired: 'It has ended: refresh, or sign in again',
  missing: 'Nobody is signed in on this machine',
  invalid: 'The file that holds it cannot be read as a sign-in',
};

/** How a sign-in stands, in the words that the command line has. */
export function stateFact(credential: Credential, now: number): Fact {
  const { state } = credential;
  return { tone: TONES[state], word: credentialText(credential, new Date(now)), why: WHY[state] };
}

/** Who sees to it that a sign-in goes on. */
export function renewalWords({ renewedBy, state }: Provider): string | null {
  if (state === 'missing' || state === 'invalid') return null;
  return RENEWALS[renewedBy];
}

const RENEWALS: Readonly<Record<Provider['renewedBy'], string>> = {
  user: 'You renew it on this machine: refresh, or sign in again',
  containers: 'Each container renews its own',
  nobody: 'Nobody renews it: it has no end',
};

/** How much of its life a sign-in has left, from 0 to 1; null without an end or a beginning. */
export function leftShare({ since, expiresAt }: Provider, now: number): number | null {
  if (since === null || expiresAt === null) return null;
  const [begun, ends] = [Date.parse(since), Date.parse(expiresAt)];
  return ends <= begun ? null : Math.max(0, Math.min(1, (ends - now) / (ends - begun)));
}

/** A container that has something of a sign-in, and how. */
export interface Held {
  readonly lease: Lease;
  /** Undefined: the page does not know it yet. */
  readonly container: Container | undefined;
}

/** Everybody who has something of a sign-in, those in trouble first. */
export function holders(provider: Provider, containers: Readonly<Record<string, Container>>): readonly Held[] {
  const held = provider.leases.map((lease) => ({ lease, container: containers[lease.container] }));
  return held.toSorted((a, b) => trouble(b) - trouble(a) || a.lease.container.localeCompare(b.lease.container));
}

function trouble({ lease, container }: Held): number {
  if (lease.state === 'ended') return TROUBLE.length;
  return TROUBLE.indexOf(container?.credential?.state ?? 'ok');
}

const TROUBLE = ['ok', 'missing', 'expiring', 'invalid', 'expired'] as const;

/** `12 containers have it, taken back from 2 of them`. */
export function holderWords(held: readonly Held[]): string {
  const ended = held.filter(({ lease }) => lease.state === 'ended').length;
  const all = `${count(held.length, 'container')} ${held.length === 1 ? 'has' : 'have'} it`;
  return ended === 0 ? all : `${count(held.length, 'container')}, taken back from ${ended}`;
}

/** What a refresh did in one place. */
export function outcomeFact(place: CredentialPlace, now: number): Fact {
  const found = credentialText(place, new Date(now));
  switch (place.outcome) {
    case 'source':
      return { tone: 'good', word: 'Freshest', why: found };
    case 'synced':
      return { tone: 'good', word: 'Got it', why: `It had: ${found}` };
    case 'kept':
      return { tone: 'none', word: 'Kept its own', why: found };
    case 'failed':
      return { tone: 'bad', word: 'Failed', why: place.problem?.sentence ?? found };
  }
}
