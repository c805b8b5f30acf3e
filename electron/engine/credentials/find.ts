import { isUtf8 } from 'node:buffer';
import {
  type Credential,
  lifetimeState,
  SECRET_WORDS,
  type SecretKind,
  type SigningAgent,
} from '../../contract/credentials.ts';
import { parseJson } from '../../contract/json.ts';
import { CREDENTIAL_FORMS } from '../agents/credentials.ts';
import { type End, type Loan, NotOfForm, PLACEHOLDER_MARK } from '../agents/credential-form.ts';
import { fail } from '../errors.ts';
import type { Lease } from '../agents/launch.ts';

/** A sign-in as it was found in one place. `bytes` is the secret: it goes into files of its agent, and nowhere else. */
export interface FoundCredential extends Credential {
  /** Since when it has been there, in milliseconds since 1970; null where nobody knows. */
  readonly issuedAt: number | null;
  /** The whole file; null where nobody is signed in, or where it is not of its agent's form. */
  readonly bytes: Buffer | null;
}

/** More than any agent writes. */
export const CREDENTIAL_MAX_BYTES = 256 * 1024;

const NONE = { expiresAt: null, issuedAt: null, bytes: null } as const;

/** Nobody is signed in. */
export const MISSING: FoundCredential = { ...NONE, state: 'missing' };
/** What holds no sign-in where one should be. */
export const INVALID: FoundCredential = { ...NONE, state: 'invalid' };

/** What a file of an agent holds (pure), whatever is in it. `issuedAt` is when it was last changed. */
export function findCredential(
  agent: SigningAgent,
  bytes: Buffer | undefined,
  { issuedAt, now }: { issuedAt: number | null; now: Date },
): FoundCredential {
  if (bytes === undefined) return MISSING;
  const end = endIn(agent, bytes);
  if (end === undefined) return INVALID;
  if (end === null) return MISSING;
  const expiresAt = end === 'never' ? null : end;
  return {
    state: lifetimeState({ expiresAt, issuedAt }, now),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    issuedAt,
    bytes,
  };
}

/** Whether an agent can work with it now. */
export function isGood({ state }: Credential): boolean {
  return state === 'ok' || state === 'expiring';
}

/**
 * Whether a sign-in is worth more than what is somewhere (pure). One that has ended is worth nothing; of two without an
 * end neither lasts longer, and the offered one is taken.
 */
export function isFresher(offered: FoundCredential, own: FoundCredential): boolean {
  if (!isGood(offered)) return false;
  if (own.bytes === null) return true;
  const [offeredEnd, ownEnd] = [lastMoment(offered), lastMoment(own)];
  return offeredEnd > ownEnd || (offeredEnd === Infinity && ownEnd === Infinity);
}

/** The sign-in that lasts longest of those that are good now, the first of several (pure); undefined where none is good. */
export function freshest<Place extends { readonly found: FoundCredential }>(
  places: readonly Place[],
): Place | undefined {
  const good = places.filter(({ found }) => isGood(found) && found.bytes !== null);
  const longest = Math.max(...good.map(({ found }) => lastMoment(found)));
  return good.find(({ found }) => lastMoment(found) === longest);
}

/** When it ends, in milliseconds since 1970; `Infinity` without an end (pure). */
export function lastMoment({ expiresAt }: Credential): number {
  return expiresAt === null ? Infinity : Date.parse(expiresAt);
}

/** What a container gets of a sign-in (pure), good or ended; null of what is none. */
export function leaseOf(agent: SigningAgent, { bytes, issuedAt }: FoundCredential): Lease | null {
  if (bytes === null) return null;
  const content = JSON.stringify(CREDENTIAL_FORMS[agent].lease(parsed(agent, bytes)));
  return { content, issuedAt: issuedAt ?? 0 };
}

/** What a gateway can hold of a sign-in for a container (pure); undefined where there is none, or it can be held by none. */
export function loanOf(agent: SigningAgent, { bytes }: FoundCredential, random: string): Loan | undefined {
  if (bytes === null) return undefined;
  return CREDENTIAL_FORMS[agent].lend(parsed(agent, bytes), random) ?? undefined;
}

/** A sign-in from a secret that its user gives (pure). INPUT_INVALID where the agent takes none of this kind, or it cannot be one. */
export function credentialFromSecret(
  agent: SigningAgent,
  { kind, secret, now, forge }: { kind: SecretKind; secret: string; now: Date; forge: string },
): FoundCredential {
  const fileOf = CREDENTIAL_FORMS[agent].secrets[kind];
  if (fileOf === undefined)
    throw fail('INPUT_INVALID', `${agent} takes no ${SECRET_WORDS[kind]} this way.`, {
      hints: [
        '--token is for claude and github, --api-key for claude, codex, gemini, opencode and droid; all sign in on a terminal.',
      ],
    });
  if (!/^[!-~]{20,4096}$/.test(secret) || secret.includes(PLACEHOLDER_MARK))
    throw fail('INPUT_INVALID', `That is no ${SECRET_WORDS[kind]}: one is a single word of at least 20 characters.`);
  const other = kind === 'token' ? 'api-key' : 'token';
  if (secret.startsWith(CLAUDE_BEGINNINGS[other]))
    throw fail('INPUT_INVALID', `That is a ${SECRET_WORDS[other]} of Claude, not a ${SECRET_WORDS[kind]}.`, {
      hints: [`maestro auth --${other} takes it.`],
    });
  const bytes = Buffer.from(JSON.stringify(fileOf(secret, now, forge)));
  return findCredential(agent, bytes, { issuedAt: now.getTime(), now });
}

/** How Claude's secrets begin: one taken for another would be refused by its service alone, and much later. */
const CLAUDE_BEGINNINGS: Readonly<Record<SecretKind, string>> = { token: 'sk-ant-oat', 'api-key': 'sk-ant-api' };

function parsed(agent: SigningAgent, bytes: Buffer): unknown {
  return (CREDENTIAL_FORMS[agent].parse ?? parseJson)(bytes.toString('utf8'));
}

/** Undefined for what is not of the agent's form. Without the reason: it could quote the secret. */
function endIn(agent: SigningAgent, bytes: Buffer): End | undefined {
  if (bytes.length > CREDENTIAL_MAX_BYTES || !isUtf8(bytes) || bytes.includes(PLACEHOLDER_MARK)) return undefined;
  try {
    return CREDENTIAL_FORMS[agent].read(parsed(agent, bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotOfForm) return undefined;
    throw error;
  }
}
