import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Credential, type CredentialMode, lifetimeState, SigningAgent } from '../../contract/credentials.ts';
import type { AgentKind } from '../../contract/agents.ts';
import { type ContainerName, Instant } from '../../contract/ids.ts';
import { parseJson } from '../../contract/json.ts';
import { CredentialHeader, type LentAt } from '../agents/credential-form.ts';
import { CREDENTIAL_FORMS } from '../agents/credentials.ts';
import type { Config } from '../config/config.ts';
import type { Context } from '../context.ts';
import { type FoundCredential, loanOf } from '../credentials/find.ts';
import { problemOf } from '../errors.ts';
import type { Binding } from '../gateway/credentials.ts';
import { findKept, keep } from './kept.ts';

/** What ties a sign-in to a container: the placeholder that stands for it there, and where its gateway swaps that. No secret is in it. */
export const KeptLease = z.object({
  agent: SigningAgent,
  host: z.string(),
  header: CredentialHeader,
  /** Other places where the same placeholder is swapped. */
  more: z.array(z.object({ host: z.string(), header: CredentialHeader })).default([]),
  placeholder: z.string(),
  /** The agent's file with the placeholder, as the container gets it. */
  content: z.string(),
  since: Instant,
  /** When its user ended it; null while it holds. */
  endedAt: Instant.nullable(),
  /** Of the sign-in that the gateway was handed last. */
  expiresAt: Instant.nullable(),
  issuedAt: z.number().nullable(),
});
export type KeptLease = z.infer<typeof KeptLease>;

const RANDOM_BYTES = 96;

/** How a new container of an agent gets the sign-in of this machine, by the configuration and by whether a gateway can hold that (pure). */
export function modeOf(
  { credentialMode }: Pick<Config, 'credentialMode'>,
  agent: SigningAgent,
  found: FoundCredential,
): CredentialMode {
  if (credentialMode === 'sync') return 'sync';
  return refusalOf(agent) === null || loanOf(agent, found, '') !== undefined ? 'broker' : 'sync';
}

/** Why the sign-in of an agent may have to lie in its containers (pure); null where a gateway can hold each. */
export function refusalOf(agent: AgentKind | SigningAgent): string | null {
  if (agent === 'custom') return 'Maestro does not know the sign-in of a custom agent.';
  return CREDENTIAL_FORMS[agent].refusal ?? null;
}

/** A new lease of a sign-in, with a placeholder of its own; undefined where nobody is signed in. */
export function newLease(agent: SigningAgent, found: FoundCredential, now: Date): KeptLease | undefined {
  const loan = loanOf(agent, found, randomBytes(RANDOM_BYTES).toString('base64url'));
  if (loan === undefined) return undefined;
  const { host, header, more = [], placeholder, file } = loan;
  const { expiresAt, issuedAt } = found;
  const times = { since: now.toISOString(), endedAt: null, expiresAt, issuedAt };
  return { agent, host, header, more: [...more], placeholder, content: JSON.stringify(file), ...times };
}

/**
 * What a gateway is to hold by a lease (pure); undefined where this machine has no sign-in of the same kind, so that what it
 * holds stays.
 */
export function bindingsOf(lease: KeptLease, found: FoundCredential): Binding[] | undefined {
  if (lease.endedAt !== null) return loses(lease);
  const loan = loanOf(lease.agent, found, '');
  return loan === undefined || !isOfKind(lease, found) ? undefined : bound(lease, loan.secret);
}

/** What a gateway is to hold by a lease that gives nothing (pure): its placeholder is refused. */
export function loses(lease: KeptLease): Binding[] {
  return bound(lease, null);
}

/** Hosts that a sign-in is sent to (pure), as far as Maestro knows them: its container has to reach them, whoever holds it. */
export function reachOf(agent: SigningAgent, found: FoundCredential): string[] {
  const loan = loanOf(agent, found, '');
  return loan === undefined ? [] : hostsOf(loan);
}

/** Every host of a lease, each once (pure). */
export function hostsOf({ host, more = [] }: Pick<LentAt, 'host'> & { readonly more?: readonly LentAt[] }): string[] {
  return [...new Set([host, ...more.map((place) => place.host)])];
}

function bound({ host, header, more, placeholder }: KeptLease, secret: string | null): Binding[] {
  return [{ host, header }, ...more].map((place) => ({ ...place, placeholder, secret }));
}

/** Whether a sign-in is used as the one of a lease is (pure): an API key goes elsewhere than a token. */
export function isOfKind({ agent, host, header }: KeptLease, found: FoundCredential): boolean {
  const loan = loanOf(agent, found, '');
  return loan?.host === host && loan.header === header;
}

/** How the sign-in stands that a lease gives its container (pure). */
export function leasedCredential({ endedAt, expiresAt, issuedAt }: KeptLease, now: Date): Credential {
  if (endedAt !== null) return { state: 'missing', expiresAt: null };
  const end = expiresAt === null ? null : Date.parse(expiresAt);
  return { state: lifetimeState({ expiresAt: end, issuedAt }, now), expiresAt };
}

/** Keeps the lease of a container. DISK_FULL, FILE_UNREADABLE. */
export async function keepLease(context: Context, name: ContainerName, lease: KeptLease): Promise<void> {
  await keep(context, name, { what: fileOf(lease.agent), text: `${JSON.stringify(lease)}\n` });
}

/** The lease of a container, of its agent or of the forge; undefined where it has none, and where it cannot be read. */
export function findLease(context: Context, name: ContainerName, whose?: SigningAgent): KeptLease | undefined {
  const text = findKept(context, name, fileOf(whose));
  if (text === undefined) return undefined;
  try {
    return KeptLease.parse(parseJson(text));
  } catch (error) {
    context.log.warn({ container: name, problem: problemOf(error) }, 'its lease cannot be read');
    return undefined;
  }
}

function fileOf(agent: SigningAgent | undefined): 'lease' | 'forge' {
  return agent === 'github' ? 'forge' : 'lease';
}
