import { z } from 'zod';
import { Instant } from './ids.ts';

/**
 * How an agent's sign-in stands. `expiring`: it ends soon, for one that lives as long as it does. `missing`: there is none,
 * or the agent signed out. `invalid`: what should hold it cannot be read as a sign-in.
 */
export const CredentialState = z.enum(['ok', 'expiring', 'expired', 'missing', 'invalid']);
export type CredentialState = z.infer<typeof CredentialState>;

/** How an agent's sign-in stands and when it ends; never the sign-in. */
export const Credential = z.object({
  state: CredentialState,
  /** Null where it has no end, or does not tell it. */
  expiresAt: Instant.nullable(),
});
export type Credential = z.infer<typeof Credential>;

/** When a sign-in ends and since when it has been there, in milliseconds since 1970; null where that is not known. */
export interface Lifetime {
  readonly expiresAt: number | null;
  readonly issuedAt: number | null;
}

const DAY_MS = 86_400_000;
const LAST_SHARE = 4;

/** What a lifetime means at a moment (pure): `expiring` in its last day, or in its last quarter where that is shorter. */
export function lifetimeState({ expiresAt, issuedAt }: Lifetime, now: Date): 'ok' | 'expiring' | 'expired' {
  if (expiresAt === null) return 'ok';
  const left = expiresAt - now.getTime();
  if (left < 0) return 'expired';
  const whole = issuedAt === null || issuedAt >= expiresAt ? Infinity : expiresAt - issuedAt;
  return left < Math.min(DAY_MS, whole / LAST_SHARE) ? 'expiring' : 'ok';
}
