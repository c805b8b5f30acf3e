import { createHash, randomBytes } from 'node:crypto';

/** How long a printed address works. */
const TOKEN_LIFE_MS = 15 * 60_000;

/** How long a browser stays signed in after its last request or connection. */
const SIGN_IN_IDLE_MS = 12 * 3_600_000;

/** Who may use browser mode: one-time tokens, and the sign-ins that they were exchanged for. */
export interface Access {
  /** A token for a new address: works once, for 15 minutes. */
  newToken(): string;
  /** Takes a token and answers the secret of a sign-in; undefined when it is unknown, used or too old. */
  redeem(token: string): string | undefined;
  /** Whether a sign-in still holds. Asking keeps it alive for another 12 hours. */
  admits(signIn: string | undefined): boolean;
}

/** One-time tokens that sign a browser in (15 minutes), and the sign-ins that they become; both by hash only. `now` in milliseconds. */
export function createAccess(now: () => number): Access {
  const tokens = createPasses(TOKEN_LIFE_MS, now);
  const signIns = createPasses(SIGN_IN_IDLE_MS, now);
  return {
    newToken: () => tokens.issue(),
    redeem: (token) => (tokens.take(token) ? signIns.issue() : undefined),
    admits: (signIn) => signIn !== undefined && signIns.renew(signIn),
  };
}

interface Passes {
  issue(): string;
  take(pass: string): boolean;
  renew(pass: string): boolean;
}

/** Secrets that are known by their hash only, so that neither memory nor the time of a look-up tells them. */
function createPasses(lifeMs: number, now: () => number): Passes {
  const ends = new Map<string, number>();
  const isGood = (hash: string): boolean => (ends.get(hash) ?? 0) > now();
  return {
    issue: () => {
      for (const hash of ends.keys()) if (!isGood(hash)) ends.delete(hash);
      const pass = randomBytes(32).toString('base64url');
      ends.set(hashOf(pass), now() + lifeMs);
      return pass;
    },
    take: (pass) => {
      const good = isGood(hashOf(pass));
      ends.delete(hashOf(pass));
      return good;
    },
    renew: (pass) => {
      const good = isGood(hashOf(pass));
      if (good) ends.set(hashOf(pass), now() + lifeMs);
      return good;
    },
  };
}

function hashOf(pass: string): string {
  return createHash('sha256').update(pass).digest('base64url');
}
