import type { Snapshot } from '../../../electron/contract/snapshot.ts';

/** An agent at work, and how far it is in its own list of tasks. */
export interface Furthest {
  readonly shortName: string;
  readonly done: number;
  readonly total: number;
}

/** Who of those at work has done most of its own list (pure); undefined: nobody keeps one. */
export function furthest(containers: Snapshot['containers']): Furthest | undefined {
  return Object.values(containers)
    .flatMap(({ state, tasks, shortName }) =>
      state === 'running' && tasks !== null && tasks.total > 0
        ? [{ shortName, done: tasks.done, total: tasks.total }]
        : [],
    )
    .toSorted((a, b) => b.done / b.total - a.done / a.total || a.shortName.localeCompare(b.shortName))[0];
}
