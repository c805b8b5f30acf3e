import type { Container } from '../contract/containers.ts';
import type { Lease, Provider, Refreshed, SigningAgent, SignInStep } from '../contract/credentials.ts';
import type { ContainerName } from '../contract/ids.ts';
import { fail } from '../engine/errors.ts';
import { router } from '../engine/router.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';
import type { DemoTerminals } from './terminals.ts';

const HOUR = 3_600_000;
const HOME = '/home/ada/.maestro';

/** Made-up sign-ins of this machine. */
function demoProviders(containers: readonly Container[]): Provider[] {
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
function demoRefreshed(containers: readonly ContainerName[]): Refreshed {
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

/** A made-up sign-in in a terminal of a container, which is done when Enter is typed into it. */
async function* signIn(
  container: ContainerName,
  { terminals, signal }: { terminals: DemoTerminals; signal: AbortSignal | undefined },
): AsyncGenerator<SignInStep, void, void> {
  yield { state: 'starting' };
  yield { state: 'open', container };
  await terminals.entered(signal);
  if (signal?.aborted !== true) yield { state: 'done', refreshed: demoRefreshed([]) };
}

/** Sign-ins of a made-up machine, and what its containers have of them. */
export function demoCredentials(state: State, demo: Answering, terminals: DemoTerminals) {
  const names = (): ContainerName[] => Object.values(state.snapshot.containers).map(({ name }) => name);
  return {
    ...router.credentials,
    list: demo.credentials.list.handler(() => demoProviders(Object.values(state.snapshot.containers))),
    revoke: demo.credentials.revoke.handler(() => []),
    refresh: demo.credentials.refresh.handler(() => [demoRefreshed(names().slice(0, 3))]),
    signIn: demo.credentials.signIn.handler(({ signal }) => {
      const [container] = names();
      if (container === undefined) throw fail('CONTAINER_NOT_FOUND', 'The demo has no container left.');
      return signIn(container, { terminals, signal });
    }),
    keep: demo.credentials.keep.handler(() => demoRefreshed([])),
  };
}
