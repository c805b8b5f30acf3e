import type { Container } from '../../electron/contract/containers.ts';
import type { Lease, Provider, Refreshed, SigningAgent, SignInStep } from '../../electron/contract/credentials.ts';
import type { ContainerName } from '../../electron/contract/ids.ts';

const HOUR = 3_600_000;
const HOME = '/home/ada/.maestro';

/** Made-up sign-ins of this machine. */
export function demoProviders(containers: readonly Container[]): Provider[] {
  const at = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
  return [
    {
      agent: 'claude',
      mode: 'broker',
      leases: leases(containers, 'claude', 'lent'),
      state: 'ok',
      expiresAt: at(147.25),
      since: at(-20),
      renewedBy: 'user',
      file: `${HOME}/.claude/.credentials.json`,
      exposed: false,
      takes: ['token', 'api-key'],
    },
    {
      agent: 'codex',
      mode: 'broker',
      leases: leases(containers, 'codex', 'ended'),
      state: 'expired',
      expiresAt: at(-2.8),
      since: at(-200),
      renewedBy: 'user',
      file: `${HOME}/.codex/auth.json`,
      exposed: true,
      takes: ['api-key'],
    },
    {
      agent: 'gemini',
      mode: 'sync',
      leases: leases(containers, 'gemini', 'copied'),
      state: 'missing',
      expiresAt: null,
      since: null,
      renewedBy: 'containers',
      file: `${HOME}/.gemini/oauth_creds.json`,
      exposed: false,
      takes: ['api-key'],
    },
    {
      agent: 'github',
      mode: 'broker',
      leases: [],
      state: 'missing',
      expiresAt: null,
      since: null,
      renewedBy: 'user',
      file: `${HOME}/gh/hosts.yml`,
      exposed: false,
      takes: ['token'],
    },
  ];
}

/** Every container of an agent has it in the same way. */
function leases(containers: readonly Container[], agent: SigningAgent, state: Lease['state']): Lease[] {
  const own = containers.filter((container) => container.agent === agent);
  const since = new Date(Date.now() - HOUR).toISOString();
  return own.map(({ name: container }) => {
    const host = state === 'copied' ? null : 'api.model.test';
    return { container, state, host, since, endedAt: state === 'ended' ? since : null };
  });
}

/** What a made-up look at all places found and did. */
export function demoRefreshed(containers: readonly ContainerName[]): Refreshed {
  const expiresAt = new Date(Date.now() + 147.25 * HOUR).toISOString();
  const old = { state: 'expired', expiresAt: new Date(Date.now() - 2.8 * HOUR).toISOString() } as const;
  const [gone, ...others] = containers;
  const problem = { code: 'DOCKER_FAILED', sentence: 'It was stopped meanwhile.', detail: null } as const;
  return {
    agent: 'claude',
    places: [
      { container: null, state: 'ok', expiresAt, outcome: 'source', problem: null },
      ...others.map((container) => ({ container, ...old, outcome: 'synced' as const, problem: null })),
      ...(gone === undefined
        ? []
        : [{ container: gone, ...old, outcome: 'failed' as const, problem: { ...problem, hints: [] } }]),
    ],
  };
}

/** A made-up sign-in, which is done when Enter was typed into the terminal of a container. */
export async function* demoSignIn(
  container: ContainerName,
  { calls, signal }: { calls: readonly string[]; signal: AbortSignal | undefined },
): AsyncGenerator<SignInStep, void, void> {
  yield { state: 'starting' };
  yield { state: 'open', container };
  while (!calls.includes('terminals.write "\\r"')) {
    if (signal?.aborted === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  yield { state: 'done', refreshed: demoRefreshed([]) };
}
