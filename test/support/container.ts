import { Container } from '../../electron/contract/containers.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { demoSnapshot } from '../../electron/demo/fleet.ts';

const NOW = '2026-05-04T10:00:00.000Z';

/** A running container called `maestro-<name>`, changed where a test says so. */
export function container(name: string, change: Partial<Container> = {}): Container {
  return Container.parse({
    name: `maestro-${name}`,
    shortName: name,
    nick: null,
    dockerId: 'd0c',
    project: { path: '/work/shop', name: 'shop' },
    branch: 'feat/x',
    baseCommit: null,
    task: 'A task',
    agent: 'claude',
    model: null,
    createdAt: NOW,
    limits: { memoryBytes: 4 * 1024 ** 3, cpus: 2, pids: 512 },
    docker: 'running',
    state: 'running',
    evidence: 'Output 2 s ago',
    since: NOW,
    agentProcess: { state: 'running' },
    git: null,
    attention: null,
    limitUntil: null,
    tasks: null,
    lastActivityAt: NOW,
    credential: null,
    credentialMode: null,
    isolation: { state: 'verified', checks: [], domains: [], provenAt: null },
    preset: 'standard',
    problem: null,
    ...change,
  });
}

/** A snapshot with exactly these containers. */
export function snapshotOf(containers: readonly Container[], change: Partial<Snapshot> = {}): Snapshot {
  return {
    ...demoSnapshot({ now: Date.parse(NOW) }),
    containers: Object.fromEntries(containers.map((one) => [one.name, one])),
    creations: {},
    ...change,
  };
}
