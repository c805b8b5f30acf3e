import type { Credential, SigningAgent } from '../../contract/credentials.ts';
import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentKind } from '../../contract/agents.ts';
import { CREDENTIAL_FORMS } from '../agents/credentials.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { diskFailure, errnoOf } from '../disk/failure.ts';
import { withLock } from '../disk/lock.ts';
import { readBytes } from '../disk/read.ts';
import { isProblem } from '../errors.ts';
import { CREDENTIAL_MAX_BYTES, findCredential, type FoundCredential, INVALID, MISSING } from './find.ts';

/** A look at all containers of a busy machine takes its time. */
const LOCK_WAIT_MS = 5 * 60_000;

/** A sign-in on this machine, which new containers get their part of. */
export interface HostCredential extends FoundCredential {
  /** Where it lies, or would. */
  readonly file: string;
  /** Whether others than its owner may read the file. */
  readonly exposed: boolean;
}

/** Reads an agent's sign-in on this machine, as it is. FILE_UNREADABLE, CONFIG_INVALID. */
export async function readCredential(
  context: Pick<Context, 'paths' | 'now'>,
  agent: SigningAgent,
): Promise<HostCredential> {
  const file = credentialFile(context, agent);
  const stats = await statOf(file);
  if (stats === undefined) return { ...MISSING, file, exposed: false };
  const exposed = process.platform !== 'win32' && (stats.mode & 0o077) !== 0;
  return { ...find(context, { agent, file, issuedAt: stats.mtimeMs }), file, exposed };
}

/** How an agent's sign-in on this machine stands, without the sign-in; null for a custom agent. FILE_UNREADABLE, CONFIG_INVALID. */
export async function credentialHere(
  context: Pick<Context, 'paths' | 'now'>,
  { agent = readConfig(context).defaultAgent }: { agent?: AgentKind | undefined },
): Promise<Credential | null> {
  if (agent === 'custom') return null;
  const { state, expiresAt } = await readCredential(context, agent);
  return { state, expiresAt };
}

/** Puts a sign-in onto this machine as a whole, for its user's eyes alone. The caller holds the credentials' lock. DISK_FULL, FILE_UNREADABLE. */
export async function writeCredential(
  context: Pick<Context, 'paths'>,
  agent: SigningAgent,
  { bytes, issuedAt }: Pick<FoundCredential, 'bytes' | 'issuedAt'>,
): Promise<void> {
  if (bytes === null) return;
  const file = credentialFile(context, agent);
  await writeAtomic(file, bytes, { mode: 0o600 });
  if (issuedAt !== null) await keepAge(file, new Date(issuedAt));
}

/** One change at a time to the sign-ins of this user, whichever process makes it. LOCK_HELD. */
export function withCredentialsLock<Result>(
  { paths }: Pick<Context, 'paths'>,
  work: () => Promise<Result>,
): Promise<Result> {
  return withLock({ folder: paths.locks, name: 'credentials', waitMs: LOCK_WAIT_MS }, work);
}

/** Where an agent's sign-in lies on this machine: below `~/.maestro`, or where `config.yml` says. CONFIG_INVALID. */
export function credentialFile(context: Pick<Context, 'paths'>, agent: SigningAgent): string {
  if (agent === 'github') return join(readConfig(context).github.folder, 'hosts.yml');
  const [folder = '', ...rest] = CREDENTIAL_FORMS[agent].file.split('/');
  const parent = agent === 'claude' ? readConfig(context).claudeFolder : join(context.paths.home, folder);
  return join(parent, ...rest);
}

function find(
  { now }: Pick<Context, 'now'>,
  { agent, file, issuedAt }: { agent: SigningAgent; file: string; issuedAt: number },
): FoundCredential {
  try {
    return findCredential(agent, readBytes(file, CREDENTIAL_MAX_BYTES), { issuedAt, now: now() });
  } catch (error) {
    if (isProblem(error, 'FILE_DAMAGED')) return INVALID;
    throw error;
  }
}

async function keepAge(file: string, issuedAt: Date): Promise<void> {
  try {
    await utimes(file, issuedAt, issuedAt);
  } catch (error) {
    throw diskFailure(error, 'write', file);
  }
}

async function statOf(file: string): Promise<{ mode: number; mtimeMs: number } | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw diskFailure(error, 'read', file);
  }
}
