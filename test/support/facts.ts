import type { Facts } from '../../electron/engine/containers/evidence.ts';
import { report } from './reports.ts';

export const NOW = new Date('2026-01-01T12:00:00.000Z');
const CREATED = '2026-01-01T10:00:00.000Z';

/** What is known of a container whose agent has just written, with what a test wants otherwise. */
export function facts(some: Partial<Facts> = {}): Facts {
  return {
    docker: 'running',
    exitCode: null,
    wish: 'up',
    ending: null,
    startError: null,
    unread: null,
    beingCreated: false,
    createdAt: CREATED,
    reports: [report({ lastActivityAt: ago(1_000) })],
    gateway: 'running',
    stranded: false,
    isolation: { state: 'verified', checks: [], domains: [], provenAt: null },
    refused: null,
    stalledAfterMs: 15 * 60_000,
    now: NOW,
    ...some,
  };
}

/** An instant before `NOW`. */
export function ago(ms: number): string {
  return new Date(NOW.getTime() - ms).toISOString();
}
