import { createHash } from 'node:crypto';
import type { AgentKind } from '../../contract/agents.ts';
import { CREDENTIALS_PATH, leasedCredentials } from '../agents/claude.ts';
import { homeFile } from '../agents/launch.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { NODE_ID, putFiles } from '../docker/files.ts';
import { MaestroError } from '../errors.ts';
import { endOf, readCredentialsIn } from './credentials.ts';
import { isFresher, type Lease } from './fresher-rules.ts';

/** An agent's container, as far as its credential is concerned. */
export interface Holder {
  readonly dockerId: string;
  readonly running: boolean;
}

type Own = Pick<Context, 'docker' | 'paths' | 'now' | 'log' | 'closing'>;

const MAX_BYTES = 256 * 1024;

/**
 * Gives a container that exists this machine's credential, where that is valid and lasts longer than its own. Never
 * fails: an agent with its old credential is better than none. What was in the way is logged.
 */
export async function bringCredential(context: Own, agent: AgentKind, holder: Holder): Promise<void> {
  try {
    const lease = agent === 'claude' ? await currentLease(context) : undefined;
    if (lease === undefined || !(await putIfFresher(context, holder, lease))) return;
    context.log.info({ container: holder.dockerId }, 'it got the renewed credential');
  } catch (error) {
    if (!(error instanceof MaestroError) || context.closing.aborted) throw error;
    context.log.warn({ container: holder.dockerId, problem: error.problem }, 'it keeps the credential that it has');
  }
}

/**
 * Puts a credential into a container that lacks it, or whose own ends earlier or cannot be read; answers whether it did.
 * The file is there as a whole or not at all, and one that the agent has renewed meanwhile stays.
 */
export async function putIfFresher(context: Own, { dockerId, running }: Holder, lease: Lease): Promise<boolean> {
  const found = await context.docker.readFile(dockerId, `/home/node/${lease.path}`, MAX_BYTES);
  const own = found === undefined ? undefined : { text: found.toString('utf8'), end: lease.endOf(found) };
  if (!isFresher(lease, own, context.now())) return false;
  if (running) return replace(context, dockerId, { lease, found });
  await putFiles(context.docker, dockerId, { files: [homeFile(lease.path, lease.text)], signal: context.closing });
  return true;
}

async function currentLease(context: Own): Promise<Lease | undefined> {
  const { bytes } = await readCredentialsIn(readConfig(context).claudeFolder, context.now());
  const text = bytes === null ? undefined : leasedCredentials(bytes);
  const end = bytes === null ? undefined : endOf(bytes);
  return text === undefined || end === undefined ? undefined : { path: CREDENTIALS_PATH, text, end, endOf };
}

/** path, size, checksum of what is replaced: the new one lies beside it until it is whole. */
const REPLACE = `exec 2>&1; umask 077
mkdir -p "\${1%/*}" && new=$(mktemp "$1.XXXXXX") || exit
trap 'rm -f "$new"' EXIT
head -c "$2" >"$new"; [ "$(wc -c <"$new")" -eq "$2" ] || exit
[ -z "$3" ] || [ "$(sha256sum <"$1" | cut -d ' ' -f 1)" = "$3" ] || exit
mv -fT "$new" "$1" && echo done`;

/** Docker writes into a running container piece by piece, where the agent may read: here it is its own user who renames. */
async function replace(
  { docker, log }: Own,
  dockerId: string,
  { lease, found }: { lease: Lease; found: Buffer | undefined },
): Promise<boolean> {
  const sum = found === undefined ? '' : createHash('sha256').update(found).digest('hex');
  const operands = [`/home/node/${lease.path}`, String(Buffer.byteLength(lease.text)), sum];
  const held = await docker.hold(dockerId, ['sh', '-c', REPLACE, 'sh', ...operands], { user: String(NODE_ID) });
  held.write(lease.text);
  let said = '';
  for await (const chunk of held.output) said += chunk.toString();
  if (said.trim() !== 'done') log.warn({ container: dockerId, said }, 'its credential was not replaced');
  return said.trim() === 'done';
}
