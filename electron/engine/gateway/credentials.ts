import { createHash } from 'node:crypto';
import type { CredentialHeader } from '../agents/credential-form.ts';
import type { Context } from '../context.ts';
import { runInside } from '../docker/run-inside.ts';
import { fail } from '../errors.ts';

const PROGRAM = '/usr/local/lib/maestro/credentials';

/** What a gateway puts into requests to one host: the secret for its placeholder, in one header. */
export interface Binding {
  readonly host: string;
  readonly header: CredentialHeader;
  readonly placeholder: string;
  /** Null: its lease has ended, and requests with the placeholder are refused. */
  readonly secret: string | null;
}

/**
 * Hands a running gateway what it is to hold of sign-ins, in place of what it holds; it keeps that in memory. Connections that used what
 * is not among it any more are ended. Secrets go over the program's standard input, and are in nothing that this writes or
 * throws. GATEWAY_FAILED, NOT_SUPPORTED by a gateway of an earlier version.
 */
export async function handCredentials(
  context: Pick<Context, 'docker' | 'closing'>,
  gatewayId: string,
  bindings: readonly Binding[],
): Promise<void> {
  const input = `${[bindingsId(bindings), ...bindings.map(lineOf), 'end'].join('\n')}\n`;
  const said = await runInside(context, { id: gatewayId, command: [PROGRAM], user: '0', input });
  if (said.trim() === 'done') return;
  if (/no such file/i.test(said))
    throw fail('NOT_SUPPORTED', 'The gateway of this container is of an earlier version, which holds no sign-in.', {
      hints: ['Create a new container: maestro new.'],
    });
  throw fail('GATEWAY_FAILED', 'The gateway did not take the sign-in.', {
    hints: ['maestro start hands it in again.'],
  });
}

/** What a gateway that holds this says in its proofs (pure). It tells nothing of the secrets. */
export function bindingsId(bindings: readonly Binding[]): string {
  if (bindings.length === 0) return '';
  return createHash('sha256').update(bindings.map(lineOf).join('\n')).digest('hex').slice(0, 16);
}

function lineOf({ host, header, placeholder, secret }: Binding): string {
  return [host, header, placeholder, secret ?? '-'].join(' ');
}
