import type { Context } from '../context.ts';
import { runInside } from '../docker/run-inside.ts';
import { putFiles } from '../docker/files.ts';
import { readAuthorities } from '../gateway/trust.ts';
import { withAuthorities } from './trust-rules.ts';

/** Every program of the image that speaks TLS is told to read this file, which exists from the start. */
const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
/** Far above what a distribution's own store has. */
const MOST_BYTES = 4_000_000;
/** Whoever reads meanwhile finds the one or the other. Older images have no Java's part. */
const TAKE = 'mv -f "$0.new" "$0" && if [ -x "$1" ]; then "$1"; fi';
const JAVA = '/usr/local/lib/maestro/trust-java';

interface Pair {
  readonly gatewayId: string;
  readonly dockerId: string;
  readonly running: boolean;
}

/**
 * Lets an agent's container trust what its gateway shows for opened hosts, and no longer what it showed before. Programs
 * that start from now on do. Answers whether the gateway opens any.
 */
export async function bringTrust(
  { docker, closing }: Pick<Context, 'docker' | 'closing'>,
  pair: Pair,
): Promise<boolean> {
  const authorities = await readAuthorities({ docker }, pair.gatewayId);
  const found = await docker.readFile(pair.dockerId, BUNDLE, MOST_BYTES);
  if (authorities === undefined || found?.bytes == null) return false;
  const bundle = found.bytes.toString('utf8');
  const wanted = withAuthorities(bundle, authorities);
  if (wanted !== bundle) await write({ docker, closing }, { ...pair, wanted });
  return authorities !== '';
}

/** Lets Java trust the same, which reads a store of its own, where the container has one. It runs. */
export async function bringTrustOfJava(context: Pick<Context, 'docker' | 'closing'>, dockerId: string): Promise<void> {
  await runInside(context, { id: dockerId, command: ['sh', '-c', 'if [ -x "$0" ]; then "$0"; fi', JAVA], user: '0' });
}

async function write(
  { docker, closing }: Pick<Context, 'docker' | 'closing'>,
  { dockerId, running, wanted }: Pair & { wanted: string },
): Promise<void> {
  const path = running ? `${BUNDLE}.new` : BUNDLE;
  const file = { path, content: wanted, mode: 0o644, owner: 'root' } as const;
  await putFiles(docker, dockerId, { files: [file], signal: closing });
  if (running)
    await runInside({ docker, closing }, { id: dockerId, command: ['sh', '-c', TAKE, BUNDLE, JAVA], user: '0' });
}
