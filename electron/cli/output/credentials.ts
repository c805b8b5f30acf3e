import type { Credential, CredentialPlace, Lease, Provider } from '../../contract/credentials.ts';

const HOUR_MS = 3_600_000;

/** A sign-in as the guide tells it: `Valid for 147.2h`, `EXPIRED 2.8h ago`, `NO AUTH`, `INVALID`. */
export function credentialText({ state, expiresAt }: Credential, now: Date): string {
  if (state === 'missing') return 'NO AUTH';
  if (state === 'invalid') return 'INVALID';
  if (expiresAt === null) return 'Valid';
  const left = Date.parse(expiresAt) - now.getTime();
  return left < 0 ? `EXPIRED ${hours(-left)} ago` : `Valid for ${hours(left)}`;
}

/** Who renews a sign-in, in a table. */
export const RENEWED_BY: Readonly<Record<Provider['renewedBy'], string>> = {
  user: 'you: maestro auth',
  containers: 'its containers',
  nobody: 'nobody: it has no end',
};

const LEASE_WORDS: Readonly<Record<Lease['state'], string>> = {
  lent: 'held by its gateway',
  waiting: 'handed to its gateway at the next start',
  ended: 'taken back',
  none: 'none so far',
  copied: 'lies in the container',
};

/** What a container has of a sign-in, in a few words. */
export function leaseText({ state, endedAt }: Pick<Lease, 'state' | 'endedAt'>): string {
  return endedAt === null ? LEASE_WORDS[state] : `${LEASE_WORDS[state]} ${endedAt.slice(0, 16).replace('T', ' ')}`;
}

/** Where a sign-in is, in a sentence and at the beginning of a line. */
export function placeName({ container }: Pick<CredentialPlace, 'container'>, form: 'host' | 'Host'): string {
  return container ?? form;
}

/** `147.2h`. */
export function hours(ms: number): string {
  return `${(ms / HOUR_MS).toFixed(1)}h`;
}
