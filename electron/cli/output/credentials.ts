import type { Called } from './called.ts';
import { type CredentialPlace, type Lease, LEASE_WORDS, type Provider } from '../../contract/credentials.ts';

/** Who renews a sign-in, in a table. */
export const RENEWED_BY: Readonly<Record<Provider['renewedBy'], string>> = {
  user: 'you: maestro auth',
  containers: 'its containers',
  nobody: 'nobody: it has no end',
};

/** What a container has of a sign-in, in a few words. */
export function leaseText({ state, endedAt }: Pick<Lease, 'state' | 'endedAt'>): string {
  return endedAt === null ? LEASE_WORDS[state] : `${LEASE_WORDS[state]} ${endedAt.slice(0, 16).replace('T', ' ')}`;
}

/** Where a sign-in is, in a sentence and at the beginning of a line. */
export function placeName(
  { container }: Pick<CredentialPlace, 'container'>,
  { host, called }: { host: 'host' | 'Host'; called: Called },
): string {
  return container === null ? host : called(container);
}
