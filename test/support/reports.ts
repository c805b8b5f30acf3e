import type { Report } from '../../electron/contract/reports.ts';

/** A report of a container whose agent runs, with what a test wants otherwise. */
export function report(some: Partial<Report> = {}): Report {
  return {
    v: 1,
    at: '2026-01-01T11:59:00.000Z',
    because: 'heartbeat',
    phase: 'ready',
    failure: null,
    agent: { state: 'running' },
    git: null,
    attention: null,
    lastActivityAt: null,
    credential: null,
    watching: true,
    ...some,
  };
}
