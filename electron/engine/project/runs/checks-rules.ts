import type { ProofStanding } from '../../../contract/proofs.ts';
import { inScope, type Scene } from './scene-rules.ts';

/** A feature's checks that are to be run. */
export interface DueChecks {
  readonly feature: string;
  readonly assertions: readonly string[];
}

/**
 * The checks that a run lets run next (pure): of work that was handed in and that nobody has judged well yet, where no run of
 * the check tells of this commit, but for a feature with several works. What people judged as passed, waived or blocked is theirs.
 */
export function dueChecks(scene: Scene, standings: readonly ProofStanding[]): DueChecks[] {
  if (scene.run.state !== 'running' || !scene.isOurs) return [];
  const due = new Set(
    standings
      .filter(({ check, state, running }) => check !== null && !running && TELLS_NOTHING.has(state))
      .map(({ assertion }) => assertion),
  );
  return inScope(scene)
    .filter(({ id, status }) => (status === 'review' || status === 'done') && !scene.competing.has(id))
    .map(({ id: feature }) => ({
      feature,
      assertions: scene.assertions
        .filter(({ id, featureId, result }) => featureId === feature && due.has(id) && OPEN.has(result))
        .map(({ id }) => id),
    }))
    .filter(({ assertions }) => assertions.length > 0);
}

const TELLS_NOTHING: ReadonlySet<string> = new Set(['none', 'stale', 'foreign']);
const OPEN: ReadonlySet<string> = new Set(['pending', 'failed']);
