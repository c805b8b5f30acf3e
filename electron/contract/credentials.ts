import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { AgentKind } from './agents.ts';
import { Problem } from './errors.ts';
import { ContainerName, Instant } from './ids.ts';
import { procedure } from './procedure.ts';

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

const HOUR_MS = 3_600_000;

/** A sign-in as the guide tells it (pure): `Valid for 147.2h`, `EXPIRED 2.8h ago`, `NO AUTH`, `INVALID`. */
export function credentialText({ state, expiresAt }: Credential, now: Date): string {
  if (state === 'missing') return 'NO AUTH';
  if (state === 'invalid') return 'INVALID';
  if (expiresAt === null) return 'Valid';
  const left = Date.parse(expiresAt) - now.getTime();
  return left < 0 ? `EXPIRED ${hours(-left)} ago` : `Valid for ${hours(left)}`;
}

/** `147.2h`. */
function hours(ms: number): string {
  return `${(ms / HOUR_MS).toFixed(1)}h`;
}

/** Agents whose sign-in Maestro knows to read, to hand on and to renew; and GitHub's command line, which all of them may use. */
export const SigningAgent = z.enum(['claude', 'codex', 'gemini', 'opencode', 'droid', 'github']);
export type SigningAgent = z.infer<typeof SigningAgent>;

/** What to say to whoever names another. */
export const SIGNING_HINT = `Use ${SigningAgent.options.slice(0, -1).join(', ')} or github.`;

/**
 * How a container has its agent's sign-in. `broker`: its gateway alone holds it, and the container a placeholder. `sync`: it lies in the
 * container, as a file of its agent.
 */
export const CredentialMode = z.enum(['broker', 'sync']);
export type CredentialMode = z.infer<typeof CredentialMode>;

/** What that means, in a sentence. */
export const CREDENTIAL_MODE_WORDS: Readonly<Record<CredentialMode, string>> = {
  broker: 'No secret is in the container: its gateway puts the sign-in into requests to the agent’s own service.',
  sync: 'The sign-in lies in the container, where everything that its agent runs can read it.',
};

/** A sign-in in one place, as it was found, and what became of it. */
export const CredentialPlace = Credential.extend({
  /** Null: this machine. */
  container: ContainerName.nullable(),
  /** `source`: the freshest, which the others got. `synced`: it got that. `kept`: it has what it had. */
  outcome: z.enum(['source', 'synced', 'kept', 'failed']),
  /** Why it could not be looked at or written. */
  problem: Problem.nullable(),
});
export type CredentialPlace = z.infer<typeof CredentialPlace>;

/** What a look at all places of one agent's sign-in found and did. */
export const Refreshed = z.object({ agent: SigningAgent, places: z.array(CredentialPlace) });
export type Refreshed = z.infer<typeof Refreshed>;

/**
 * What one container has of its agent's sign-in. `lent`: its gateway holds it. `waiting`: its gateway is handed it with the next
 * start. `ended`: its user took it back. `none`: nobody was signed in so far. `copied`: it lies in the container.
 */
export const Lease = z.object({
  container: ContainerName,
  state: z.enum(['lent', 'waiting', 'ended', 'none', 'copied']),
  /** The one host that the gateway puts it into requests to. */
  host: z.string().nullable(),
  /** Since when the container has its placeholder. */
  since: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export type Lease = z.infer<typeof Lease>;

/** The same in a few words. */
export const LEASE_WORDS: Readonly<Record<Lease['state'], string>> = {
  lent: 'held by its gateway',
  waiting: 'handed to its gateway at the next start',
  ended: 'taken back',
  none: 'none so far',
  copied: 'lies in the container',
};

/** A secret that its user gives in place of a sign-in. */
export const SecretKind = z.enum(['token', 'api-key']);
export type SecretKind = z.infer<typeof SecretKind>;

/** What each is called. */
export const SECRET_WORDS: Readonly<Record<SecretKind, string>> = { token: 'long-lived token', 'api-key': 'API key' };

/** An agent's sign-in on this machine, and who has it; never the sign-in. */
export const Provider = Credential.extend({
  agent: SigningAgent,
  /** Whether new containers get the sign-in or a placeholder. */
  mode: CredentialMode,
  /** Who renews it: its user, by signing in again; its containers, each for itself; nobody, since it has no end. */
  renewedBy: z.enum(['user', 'containers', 'nobody']),
  leases: z.array(Lease),
  /** Since when it has been there; null where there is none. */
  since: Instant.nullable(),
  /** Where it lies on this machine, or would. */
  file: z.string(),
  /** Whether others on this machine may read that file. */
  exposed: z.boolean(),
  /** Secrets that can be given in its place. */
  takes: z.array(SecretKind),
});
export type Provider = z.infer<typeof Provider>;
/**
 * How far a sign-in is: its container starts, its terminal is `open` (the `agent` window of that container), somebody
 * has signed in or nobody has.
 */
export const SignInStep = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('open'), container: ContainerName }),
  z.object({ state: z.literal('done'), refreshed: Refreshed }),
  z.object({ state: z.literal('failed'), problem: Problem }),
]);
export type SignInStep = z.infer<typeof SignInStep>;

const SECRET_MAX_CHARS = 8192;

export const credentials = {
  /** How an agent's sign-in on this machine stands; unset: of the configured agent. Null for a custom one. */
  here: procedure.input(z.object({ agent: AgentKind.optional() })).output(Credential.nullable()),
  /**
   * Looks at this machine and all running containers, and gives the freshest good sign-in of each agent to all others. What is
   * older, ended, signed out or unreadable replaces nothing. Agents that nothing here uses are left out.
   */
  refresh: procedure.output(z.array(Refreshed)),
  /** Every agent's sign-in on this machine, and which containers have it. Agents that nobody uses are left out, but for `all`. */
  list: procedure.input(z.object({ all: z.boolean().default(false) }).optional()).output(z.array(Provider)),
  /**
   * Takes the sign-in back from a container, or from all of an agent: their gateways forget it, what is refused from then on is what
   * would use it, and connections that used it end. With `again`, it is lent again. Where it lies in a container it cannot be taken
   * back. Answers how they stand.
   */
  revoke: procedure
    .input(
      z.union([
        z.object({ name: ContainerName, again: z.boolean().default(false) }),
        z.object({ agent: SigningAgent, again: z.boolean().default(false) }),
      ]),
    )
    .output(z.array(Lease)),
  /**
   * Lets a person sign an agent in on a terminal of the page, in a container that is there for nothing else, and gives that
   * to this machine and all running containers. Ending the stream ends the container; what was there before stays until
   * somebody has signed in.
   */
  signIn: procedure.input(z.object({ agent: SigningAgent })).output(eventIterator(SignInStep)),
  /** Keeps a secret as an agent's sign-in, and gives it to all running containers. */
  keep: procedure
    .input(z.object({ agent: SigningAgent, kind: SecretKind, secret: z.string().max(SECRET_MAX_CHARS) }))
    .output(Refreshed),
};
