import { forgeHosts, GITHUB } from '../agents/github-credential.ts';
import type { Lease } from '../agents/launch.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { readCredential } from '../credentials/credentials.ts';
import { leaseOf } from '../credentials/find.ts';
import { type KeptLease, newLease } from './leases.ts';

/** What a new container gets of the forge's sign-in: nothing, where its user has not said so. */
export interface ForgeDecided {
  readonly lease: KeptLease | null;
  /** The file that it gets: with a placeholder, or the sign-in. */
  readonly file: Lease | null;
  /** Names that it may reach for it. */
  readonly hosts: readonly string[];
}

const NOTHING: ForgeDecided = { lease: null, file: null, hosts: [] };

/** Decides that by `github.enabled` and `credentials.mode`. CONFIG_INVALID, FILE_UNREADABLE. */
export async function decideForge(context: Context): Promise<ForgeDecided> {
  const { github, credentialMode } = readConfig(context);
  if (!github.enabled) return NOTHING;
  const found = await readCredential(context, 'github');
  const hosts = forgeHosts(forgeHost(context));
  if (credentialMode === 'sync') return { lease: null, file: leaseOf('github', found), hosts };
  const lease = newLease('github', found, context.now()) ?? null;
  const file = lease === null ? null : { content: lease.content, issuedAt: context.now().getTime() };
  return { lease, file, hosts };
}

/** The forge that its user works with. CONFIG_INVALID. */
export function forgeHost(context: Pick<Context, 'paths'>): string {
  return readConfig(context).github.host ?? GITHUB;
}
