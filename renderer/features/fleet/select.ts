import { byUrgency, type Container, type ContainerState } from '../../../electron/contract/containers.ts';
import { type Creation } from '../../../electron/contract/creation.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { type Filter, FILTERS } from '../../client/view.ts';

import { type Sort, sorted } from './order-select.ts';

type Group = Exclude<Filter, 'all'>;

/** Which tab a state belongs to. Every container stands in exactly one besides All. */
const GROUPS: Readonly<Record<ContainerState, Group>> = {
  'needs-you': 'needs',
  error: 'needs',
  incomplete: 'needs',
  interrupted: 'needs',
  starting: 'running',
  running: 'running',
  quiet: 'idle',
  stalled: 'needs',
  limit: 'idle',
  finished: 'idle',
  dormant: 'idle',
  stopped: 'stopped',
};

export type FleetRow =
  | { readonly kind: 'creation'; readonly key: string; readonly creation: Creation }
  | { readonly kind: 'container'; readonly key: string; readonly container: Container };

/** The tab besides All that shows a container. */
export function groupOf(container: Container): Group {
  return GROUPS[container.state];
}

/** How many containers each tab shows. */
export function filterCounts(containers: Readonly<Record<string, Container>>): Readonly<Record<Filter, number>> {
  const counts = { all: 0, needs: 0, running: 0, idle: 0, stopped: 0 };
  for (const container of Object.values(containers)) {
    counts.all += 1;
    counts[groupOf(container)] += 1;
  }
  return counts;
}

const WORKING: ReadonlySet<ContainerState> = new Set(['starting', 'running', 'quiet', 'stalled']);
const ALIVE: ReadonlySet<ContainerState> = new Set([...WORKING, 'needs-you', 'limit', 'finished']);

/** Containers, the agents in them that live, and those of them at work; a stopped container has none. */
export function agentCounts(containers: Snapshot['containers']): {
  readonly containers: number;
  readonly agents: number;
  readonly working: number;
} {
  const all = Object.values(containers);
  return {
    containers: all.length,
    agents: all.filter(({ state }) => ALIVE.has(state)).length,
    working: all.filter(({ state }) => WORKING.has(state)).length,
  };
}

/** What of the fleet the user wants to see, and in which order. */
export interface Choice {
  readonly filter: Filter;
  readonly query: string;
  readonly sort?: Sort | null;
}

/**
 * The fleet's rows: creations that run or failed on top, then containers by state. Within a state the order rests on
 * what does not change by itself, so that rows stay where they are while agents work.
 */
export function fleetRows(snapshot: Snapshot, view: Choice): FleetRow[] {
  const words = view.query.toLowerCase().split(/\s+/).filter(Boolean);
  const creations = openCreations(snapshot.creations).filter((creation) => matches(creationText(creation), words));
  const born = new Set(creations.map((creation) => creation.name));
  const containers = Object.values(snapshot.containers)
    .filter((container) => view.filter === 'all' || groupOf(container) === view.filter)
    .filter((container) => !born.has(container.name))
    .filter((container) => matches(containerText(container), words));
  return [
    ...(view.filter === 'all' ? creations : []).map((creation): FleetRow => ({
      kind: 'creation',
      key: creation.id,
      creation,
    })),
    ...sorted(containers, view.sort ?? null, byTriage).map((container): FleetRow => ({
      kind: 'container',
      key: container.name,
      container,
    })),
  ];
}

/** Creations that still have something to say, newest first. */
export function openCreations(creations: Readonly<Record<string, Creation>>): Creation[] {
  return Object.values(creations)
    .filter(({ state }) => state === 'running' || state === 'cancelling' || state === 'failed')
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt) || a.id.localeCompare(b.id));
}

/** In the order of the tabs; who waits for an answer first of all, and the longest waiting of those. */
function byTriage(a: Container, b: Container): number {
  return triageRank(a) - triageRank(b) || (asks(a) ? a.since.localeCompare(b.since) : 0) || byUrgency(a, b);
}

function triageRank(container: Container): number {
  return asks(container) ? -1 : FILTERS.indexOf(groupOf(container));
}

function asks({ state }: Container): boolean {
  return state === 'needs-you';
}

function matches(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

function containerText(container: Container): string {
  const { shortName, nick, branch, project, agent, model, task, attention } = container;
  return [shortName, nick, branch, project.name, agent, model, task, attention?.text].filter(Boolean).join(' ');
}

function creationText({ name, branch, project, agent, task }: Creation): string {
  return [name, branch, project, agent, task].filter(Boolean).join(' ');
}

/** The next (1) or previous (-1) container in triage order, around the ends; only waiting ones when asked. */
export function neighbour(
  snapshot: Snapshot,
  name: string | null,
  { by, needing }: { by: 1 | -1; needing: boolean },
): string | null {
  const all = fleetRows(snapshot, { filter: 'all', query: '' }).flatMap((row) =>
    row.kind === 'container' ? [row.container] : [],
  );
  const names = all
    .filter((container) => !needing || container.state === 'needs-you' || container.name === name)
    .map((container) => container.name as string);
  const targets = needing ? names.filter((other) => other !== name) : names;
  if (targets.length === 0) return null;
  const at = name === null ? -1 : names.indexOf(name);
  const start = at === -1 && by === -1 ? 0 : at;
  return names[(start + by + names.length) % names.length] ?? null;
}
