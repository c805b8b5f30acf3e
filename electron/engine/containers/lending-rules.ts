import type { Container, Isolation } from '../../contract/containers.ts';
import type { Member } from './fleet.ts';
import type { KeptLease } from './leases.ts';

interface Seen {
  readonly birth: Pick<Member['birth'], 'agent' | 'credentialMode' | 'name'>;
  readonly docker: Container['docker'];
  readonly isolation: Pick<Isolation, 'state' | 'credentials'>;
  readonly lease: Pick<KeptLease, 'endedAt'> | undefined;
}

/** Why the gateway of a container that runs has no sign-in that its agent needs, with the way out (pure); undefined where it has one. */
export function lendingProblem({ birth, docker, isolation, lease }: Seen): string | undefined {
  const { agent, name } = birth;
  if (birth.credentialMode !== 'broker' || agent === 'custom' || docker !== 'running') return undefined;
  if (lease === undefined)
    return `Nobody is signed in. maestro auth --agent ${agent} signs in, and its gateway is handed that`;
  if (lease.endedAt !== null) return `Its sign-in was taken back. maestro revoke ${name} --again lends it again`;
  if (isolation.state !== 'verified' || isolation.credentials) return undefined;
  if (isolation.credentials === undefined)
    return 'Its gateway is of an earlier version, which holds no sign-in. Create it anew: maestro new';
  return `Its gateway holds no sign-in: handing it in failed. maestro start ${name} tries again, maestro auth --agent ${agent} signs in anew`;
}
