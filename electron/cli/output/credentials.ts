import type { Credential, CredentialPlace } from '../../contract/credentials.ts';

const HOUR_MS = 3_600_000;

/** A sign-in as the guide tells it: `Valid for 147.2h`, `EXPIRED 2.8h ago`, `NO AUTH`, `INVALID`. */
export function credentialText({ state, expiresAt }: Credential, now: Date): string {
  if (state === 'missing') return 'NO AUTH';
  if (state === 'invalid') return 'INVALID';
  if (expiresAt === null) return 'Valid';
  const left = Date.parse(expiresAt) - now.getTime();
  return left < 0 ? `EXPIRED ${hours(-left)} ago` : `Valid for ${hours(left)}`;
}

/** Where a sign-in is, in a sentence and at the beginning of a line. */
export function placeName({ container }: Pick<CredentialPlace, 'container'>, form: 'host' | 'Host'): string {
  return container ?? form;
}

/** `147.2h`. */
export function hours(ms: number): string {
  return `${(ms / HOUR_MS).toFixed(1)}h`;
}
