import type { MissionBoard } from '../../../../electron/contract/board.ts';
import { takesAgents } from '../../../../electron/contract/launches.ts';
import type { Explained, Hold } from '../../../../electron/contract/runs.ts';
import { dollars } from '../../../../electron/contract/usage.ts';
import { count } from '../../../ui/format.ts';

export type RunVerb = 'run' | 'pause' | 'resume' | 'stop';

export const RUN_WORDS: Readonly<Record<RunVerb, string>> = {
  run: 'Run…',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop…',
};

/** What can be done about the run of a mission now, the next step first (pure). */
export function runVerbs(
  { mission, features }: Pick<MissionBoard, 'mission' | 'features'>,
  explained: Pick<Explained, 'run' | 'holds'> | undefined,
): readonly RunVerb[] {
  if (explained === undefined) return [];
  const { run, holds } = explained;
  if (run?.state === 'running') {
    if (holds.some(({ kind }) => kind === 'state')) return ['resume', 'stop'];
    return ['pause', 'stop', ...(Object.keys(run.failed).length > 0 ? (['resume'] as const) : [])];
  }
  const isOpen = features.some(({ feature }) => feature.status !== 'done');
  const mayRun = isOpen && takesAgents(mission.status);
  if (run?.state === 'paused') return ['resume', 'stop', ...(mayRun ? (['run'] as const) : [])];
  if (!mayRun) return [];
  return run?.state === 'stopped' ? ['resume', 'run'] : ['run'];
}

/** How a run stands, in short: `3 at work, at most 4 at once`. */
export function runFacts({ run, features }: Explained): string[] {
  if (run === null) return [];
  const atWork = features.filter(({ status }) => status === 'in-progress').length;
  const spent = Object.values(run.spent).reduce((sum, usd) => sum + usd, 0);
  return [
    `${atWork} at work, at most ${run.parallel} at once`,
    ...(run.until === null ? [] : [`ends with ${run.until}`]),
    ...(run.budgetUsd === null ? [] : [`${dollars(spent)} of ${dollars(run.budgetUsd)} spent`]),
  ];
}

/** What a person can do something about, each with its feature: why nothing is launched, and what could not be. */
export function runTroubles({ run, holds, features }: Explained): Pick<Hold, 'feature' | 'sentence'>[] {
  if (run === null || run.state === 'finished') return [];
  const failed = features.filter(({ id }) => Object.hasOwn(run.failed, id));
  return [
    ...holds.filter(({ kind }) => kind !== 'state' || run.state === 'running'),
    ...failed.map(({ id, why }) => ({ feature: id, sentence: `${id}: ${why}` })),
  ];
}

/** How many agents a stop would stop. */
export function stopWords({ features }: Explained): string {
  const atWork = features.filter(
    ({ status, container }) => container !== null && (status === 'in-progress' || status === 'blocked'),
  );
  if (atWork.length === 0) return 'No agent is at work.';
  return `${count(atWork.length, 'container')} at work ${atWork.length === 1 ? 'stops' : 'stop'}; what is being made is undone.`;
}
