import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { refusalOf } from '../../contract/flaws.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { diskFailure } from '../disk/failure.ts';
import { parseJson } from '../../contract/json.ts';
import { damaged, readBytes } from '../disk/read.ts';

/** Claude Code's credentials on this machine: what containers receive, and how long it lasts. Never log `bytes`. */
export type Credentials =
  | { readonly state: 'missing'; readonly file: string; readonly expiresAt: null; readonly bytes: null }
  | {
      readonly state: 'ok' | 'expiring' | 'expired';
      readonly file: string;
      /** Null when the file does not say. */
      readonly expiresAt: Date | null;
      /** The file as it is, for the container. */
      readonly bytes: Buffer;
      /** Whether others than its owner may read the file. */
      readonly exposed: boolean;
    };

const FILE = '.credentials.json';
const MAX_BYTES = 256 * 1024;
const EXPIRING_MS = 3_600_000;

const CredentialFile = z.looseObject({
  claudeAiOauth: z.looseObject({ accessToken: z.string().min(1), expiresAt: z.number().optional() }),
});

/** Reads `.credentials.json` in the configured folder (`~/.maestro/.claude`). FILE_DAMAGED (which never quotes it), FILE_UNREADABLE, CONFIG_INVALID. */
export async function readCredentials(context: Pick<Context, 'paths' | 'now'>): Promise<Credentials> {
  return readCredentialsIn(readConfig(context).claudeFolder, context.now());
}

/** The same in a folder. FILE_DAMAGED, FILE_UNREADABLE. */
export async function readCredentialsIn(folder: string, now: Date): Promise<Credentials> {
  const file = join(folder, FILE);
  const bytes = readBytes(file, MAX_BYTES);
  if (bytes === undefined) return { state: 'missing', file, expiresAt: null, bytes: null };
  const { claudeAiOauth } = parsed(file, bytes);
  const { expiresAt } = claudeAiOauth;
  return {
    state: stateAt(expiresAt, now),
    file,
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
    bytes,
    exposed: await isExposed(file),
  };
}

/** What an expiry (milliseconds since 1970) means at a moment (pure): `expiring` in the last hour. */
export function stateAt(expiresAt: number | undefined, now: Date): 'ok' | 'expiring' | 'expired' {
  if (expiresAt === undefined) return 'ok';
  const left = expiresAt - now.getTime();
  if (left < 0) return 'expired';
  return left < EXPIRING_MS ? 'expiring' : 'ok';
}

/** The end of the credential that a file of this form holds (pure): `Infinity` where it does not say, undefined where it holds none. */
export function endOf(bytes: Buffer): number | undefined {
  const read = CredentialFile.safeParse(findJson(bytes));
  return read.success ? (read.data.claudeAiOauth.expiresAt ?? Infinity) : undefined;
}

function findJson(bytes: Buffer): unknown {
  try {
    return parseJson(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Without what is found where something else is expected: that may be the secret. */
function parsed(file: string, bytes: Buffer): z.infer<typeof CredentialFile> {
  const read = CredentialFile.safeParse(documentIn(file, bytes));
  if (read.success) return read.data;
  throw damaged(file, `It lacks what Claude Code writes: ${refusalOf(read.error.issues)}.`);
}

/** Without the parser's message: it quotes what it could not read. */
function documentIn(file: string, bytes: Buffer): unknown {
  const found = findJson(bytes);
  if (found === undefined) throw damaged(file, 'it is not JSON.');
  return found;
}

async function isExposed(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  try {
    return ((await stat(file)).mode & 0o077) !== 0;
  } catch (error) {
    throw diskFailure(error, 'read', file);
  }
}
