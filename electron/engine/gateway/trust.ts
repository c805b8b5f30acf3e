import type { Context } from '../context.ts';

const FOLDER = '/var/lib/maestro-authorities';
const FILE = `${FOLDER}/trust.pem`;
const MOST_BYTES = 4_000_000;

/** What a gateway that opens no host says in its proofs: the hash of nothing. */
export const NO_AUTHORITY = 'e3b0c44298fc1c14';

/**
 * Certificates of the authorities that a gateway made for the hosts that it opens; none where it opens none. Undefined for a
 * gateway of an earlier version. It need not run.
 */
export async function readAuthorities(
  { docker }: Pick<Context, 'docker'>,
  gatewayId: string,
): Promise<string | undefined> {
  return (await docker.readFile(gatewayId, FILE, MOST_BYTES))?.bytes?.toString('utf8');
}

/** Whether a gateway, which need not run, can open hosts: those of earlier versions keep a host closed whose requests have rules. */
export async function opensHosts({ docker }: Pick<Context, 'docker'>, gatewayId: string): Promise<boolean> {
  return (await docker.stat(gatewayId, FOLDER)) !== undefined;
}
