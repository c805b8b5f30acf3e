import type { SigningAgent } from '../../contract/credentials.ts';
import { createHash } from 'node:crypto';
import type { AgentKind } from '../../contract/agents.ts';
import { CREDENTIAL_FORMS } from '../agents/credentials.ts';
import { homeFile, type Lease } from '../agents/launch.ts';
import type { Context } from '../context.ts';
import { NODE_ID, putFiles } from '../docker/files.ts';
import { runInside } from '../docker/run-inside.ts';
import { MaestroError } from '../errors.ts';
import { readCredential } from './credentials.ts';
import {
  CREDENTIAL_MAX_BYTES,
  findCredential,
  type FoundCredential,
  INVALID,
  isFresher,
  leaseOf,
  MISSING,
} from './find.ts';

/** An agent's container, as far as its sign-in is concerned. */
export interface Holder {
  readonly agent: SigningAgent;
  readonly dockerId: string;
  readonly running: boolean;
}

type Own = Pick<Context, 'docker' | 'paths' | 'now' | 'log' | 'closing'>;

/**
 * Gives a container that exists this machine's sign-in, where that is good and lasts longer than its own. Never fails: an
 * agent with its old one is better than none. What was in the way is logged.
 */
export async function bringCredential(
  context: Own,
  agent: AgentKind | SigningAgent,
  place: Pick<Holder, 'dockerId' | 'running'>,
): Promise<void> {
  const container = place.dockerId;
  if (agent === 'custom') return;
  try {
    const offered = await readCredential(context, agent);
    if (!(await putIfFresher(context, { ...place, agent }, offered))) return;
    context.log.info({ container }, 'it got the renewed credential');
  } catch (error) {
    if (!(error instanceof MaestroError) || context.closing.aborted) throw error;
    context.log.warn({ container, problem: error.problem }, 'it keeps the credential that it has');
  }
}

/**
 * Puts the file with a placeholder into a container that has no sign-in where its agent looks, or another placeholder. What its agent
 * has signed in with by itself stays.
 */
export async function putPlaceholder(
  context: Own,
  holder: Holder,
  { content, placeholder }: { content: string; placeholder: string },
): Promise<void> {
  const path = `/home/node/${CREDENTIAL_FORMS[holder.agent].file}`;
  const { found, sum } = await lookInto(context, holder);
  const has = await context.docker.readFile(holder.dockerId, path, CREDENTIAL_MAX_BYTES);
  if (found.bytes !== null || has?.bytes?.includes(placeholder) === true) return;
  await put(context, holder, { lease: { content, issuedAt: context.now().getTime() }, sum });
}

/** An agent's sign-in as it is in a container, which need not run. */
export async function credentialIn(context: Pick<Context, 'docker' | 'now'>, holder: Holder): Promise<FoundCredential> {
  return (await lookInto(context, holder)).found;
}

/**
 * Puts a container's part of a sign-in into it where it lacks one, or its own ends earlier or cannot be read; answers
 * whether it did. The file is there as a whole or not at all, and one that the agent has renewed meanwhile stays.
 */
export async function putIfFresher(context: Own, holder: Holder, offered: FoundCredential): Promise<boolean> {
  const { agent } = holder;
  const lease = leaseOf(agent, offered);
  const { found, sum } = await lookInto(context, holder);
  if (lease === null || !isFresher(offered, found) || sum === sumOf(Buffer.from(lease.content))) return false;
  return put(context, holder, { lease, sum });
}

async function put(context: Own, holder: Holder, what: { lease: Lease; sum: string }): Promise<boolean> {
  if (holder.running) return replace(context, holder, what);
  const { content, issuedAt } = what.lease;
  const file = { ...homeFile(CREDENTIAL_FORMS[holder.agent].file, content), changedAt: new Date(issuedAt) };
  await putFiles(context.docker, holder.dockerId, { files: [file], signal: context.closing });
  return true;
}

/** What a container has, and its checksum: `none` where there is no file, empty where it is nothing that has one. */
async function lookInto(
  { docker, now }: Pick<Context, 'docker' | 'now'>,
  { agent, dockerId }: Holder,
): Promise<{ found: FoundCredential; sum: string }> {
  const file = await docker.readFile(dockerId, `/home/node/${CREDENTIAL_FORMS[agent].file}`, CREDENTIAL_MAX_BYTES);
  if (file === undefined) return { found: MISSING, sum: 'none' };
  if (file.bytes === null) return { found: INVALID, sum: '' };
  const found = findCredential(agent, file.bytes, { issuedAt: file.changedAt.getTime(), now: now() });
  return { found, sum: sumOf(file.bytes) };
}

function sumOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** path, size, age, checksum of what is replaced: the new one lies beside it until it is whole. */
const REPLACE = `exec 2>&1; umask 077
mkdir -p "\${1%/*}" && new=$(mktemp "$1.XXXXXX") || exit
trap 'rm -f "$new"' EXIT
head -c "$2" >"$new"; [ "$(wc -c <"$new")" -eq "$2" ] && touch -d "@$3" "$new" || exit
case $4 in
  '') ;;
  none) [ ! -e "$1" ] || exit ;;
  *) [ "$(sha256sum <"$1" | cut -d ' ' -f 1)" = "$4" ] || exit ;;
esac
mv -fT "$new" "$1" && echo done
# Containers of earlier versions know no keys.
/usr/local/lib/maestro/use-key >/dev/null 2>&1
/usr/local/lib/maestro/tell credential`;

/** Docker writes into a running container piece by piece, where the agent may read: here it is its own user who renames. */
async function replace(
  context: Own,
  { agent, dockerId }: Holder,
  { lease: { content, issuedAt }, sum }: { lease: Lease; sum: string },
): Promise<boolean> {
  const path = `/home/node/${CREDENTIAL_FORMS[agent].file}`;
  const operands = [path, String(Buffer.byteLength(content)), String(Math.floor(issuedAt / 1000)), sum];
  const command = ['sh', '-c', REPLACE, 'sh', ...operands];
  const said = await runInside(context, { id: dockerId, command, user: String(NODE_ID), input: content });
  if (said.trim() !== 'done') context.log.warn({ container: dockerId, said }, 'its credential was not replaced');
  return said.trim() === 'done';
}
