import {
  byUrgency,
  type Container,
  type ContainerState,
  type Creation,
  type Phase,
} from '../../../electron/contract/containers.ts';
import type { GitFacts } from '../../../electron/contract/reports.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { count, sentence } from '../../ui/format.ts';
import { type Filter, FILTERS } from '../../client/view.ts';

type Group = Exclude<Filter, 'all'>;

/** Which tab a state belongs to. Every container stands in exactly one besides All. */
const GROUPS: Readonly<Record<ContainerState, Group>> = {
  'needs-you': 'needs',
  error: 'needs',
  incomplete: 'needs',
  starting: 'running',
  running: 'running',
  quiet: 'idle',
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

/**
 * The fleet's rows: creations that run or failed on top, then containers by state. Within a state the order rests on
 * what does not change by itself, so that rows stay where they are while agents work.
 */
export function fleetRows(snapshot: Snapshot, view: { filter: Filter; query: string }): FleetRow[] {
  const words = view.query.toLowerCase().split(/\s+/).filter(Boolean);
  const creations = openCreations(snapshot.creations).filter((creation) => matches(creationText(creation), words));
  const born = new Set(creations.map((creation) => creation.name));
  const containers = Object.values(snapshot.containers)
    .filter((container) => view.filter === 'all' || groupOf(container) === view.filter)
    .filter((container) => !born.has(container.name))
    .filter((container) => matches(containerText(container), words))
    .toSorted(byTriage);
  return [
    ...(view.filter === 'all' ? creations : []).map((creation): FleetRow => ({
      kind: 'creation',
      key: creation.id,
      creation,
    })),
    ...containers.map((container): FleetRow => ({ kind: 'container', key: container.name, container })),
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
  const { shortName, branch, project, agent, model, task, attention } = container;
  return [shortName, branch, project.name, agent, model, task, attention?.text].filter(Boolean).join(' ');
}

function creationText({ name, branch, project, agent, task }: Creation): string {
  return [name, branch, project, agent, task].filter(Boolean).join(' ');
}

/** What a row says besides the facts: why it waits, what went wrong, or else its task. */
export interface Line {
  readonly kind: 'ask' | 'problem' | 'task';
  readonly lead: string;
  readonly text: string;
}

const LEADS = { question: 'Asks', permission: 'Permission', bell: 'Rang the bell', finished: 'Finished' } as const;

/** The one line of a container's row. */
export function lineOf(container: Container): Line {
  const { attention, problem, state, task } = container;
  if (problem !== null) return { kind: 'problem', lead: '', text: problem.sentence };
  if (state === 'incomplete') {
    return { kind: 'problem', lead: '', text: 'Its creation was cut off. Remove it to free its name.' };
  }
  if (state === 'needs-you' && attention !== null) {
    const lead = LEADS[attention.kind];
    if (attention.text === null) return { kind: 'task', lead, text: firstLine(task) };
    return { kind: 'ask', lead, text: firstLine(attention.text) };
  }
  return { kind: 'task', lead: '', text: firstLine(task) };
}

/** The first line of a text that says anything. */
export function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '') ?? '';
}

/** Git facts as short signs: `Δ5 ↑2 ↓1 +3`. Null when nothing is known. */
export function gitSigns(git: GitFacts | null): string | null {
  if (git === null) return null;
  const signs = [
    sign('Δ', git.changed),
    sign('↑', git.ahead ?? 0),
    sign('↓', git.behind ?? 0),
    sign('+', git.sinceBase ?? 0),
  ].filter((part) => part !== '');
  return signs.length === 0 ? 'clean' : signs.join(' ');
}

/** The same in words. */
export function gitWords(git: GitFacts | null): string {
  if (git === null) return 'Not reported yet';
  return sentence([
    git.changed === 0 ? 'no changed files' : count(git.changed, 'changed file'),
    ...(git.ahead === null ? [] : [`${git.ahead} ahead`]),
    ...(git.behind === null ? [] : [`${git.behind} behind`]),
    ...(git.sinceBase === null ? [] : [`${count(git.sinceBase, 'commit')} since base`]),
  ]);
}

function sign(mark: string, number: number): string {
  return number === 0 ? '' : `${mark}${number}`;
}

/** The step that a creation is at, counted from one; the failed one when it failed. */
export function phaseAt(phases: readonly Phase[]): { number: number; total: number; phase: Phase | undefined } {
  const found = phases.findIndex(({ state }) => state === 'running' || state === 'failed');
  const at = found === -1 ? phases.filter(({ state }) => state === 'done').length : found;
  const index = Math.min(at, Math.max(0, phases.length - 1));
  return { number: index + 1, total: phases.length, phase: phases[index] };
}

/** How much of a creation is done, from 0 to 1; the copy counts by its bytes. */
export function progressOf(phases: readonly Phase[]): number {
  if (phases.length === 0) return 0;
  const parts = phases.map(({ state, bytes }) => {
    if (state === 'done') return 1;
    if (state !== 'running' || bytes?.total == null || bytes.total === 0) return 0;
    return Math.min(1, bytes.sent / bytes.total);
  });
  return parts.reduce((sum, part) => sum + part, 0) / phases.length;
}

/** The key of the row that the cursor moves to; the first one when it was nowhere. */
export function moved(keys: readonly string[], cursor: string | null, by: number): string | null {
  const at = cursor === null ? -1 : keys.indexOf(cursor);
  if (at === -1) return keys[0] ?? null;
  return keys[Math.min(keys.length - 1, Math.max(0, at + by))] ?? null;
}

/** The row after which the cursor stands when its own row is gone: the one that took its place. */
export function heir(before: readonly string[], after: readonly string[], cursor: string | null): string | null {
  if (cursor === null || after.includes(cursor)) return cursor;
  const at = before.indexOf(cursor);
  return after[Math.min(Math.max(0, at), after.length - 1)] ?? null;
}

/** The keys from one row to another, both included, in either direction. */
export function between(keys: readonly string[], from: string, to: string): readonly string[] {
  const [start, end] = [keys.indexOf(from), keys.indexOf(to)].toSorted((a, b) => a - b);
  return start === undefined || end === undefined || start < 0 ? [to] : keys.slice(start, end + 1);
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

/** What would be gone with these containers, one sentence a thing. */
export function consequences(containers: readonly Container[]): string[] {
  const known = containers.flatMap(({ git }) => (git === null ? [] : [git]));
  const commits = known.reduce((sum, git) => sum + (git.sinceBase ?? 0), 0);
  const files = known.reduce((sum, git) => sum + git.changed, 0);
  const running = containers.filter(({ docker }) => docker === 'running').length;
  const unknown = containers.filter(({ git, state }) => git === null && state !== 'incomplete').length;
  return [
    ...(running > 0
      ? [`${count(running, 'agent')} ${running === 1 ? 'is' : 'are'} still running and will be stopped.`]
      : []),
    ...(commits > 0
      ? [`${count(commits, 'commit')} since the base ${commits === 1 ? 'exists' : 'exist'} only there unless pushed.`]
      : []),
    ...(files > 0 ? [`${count(files, 'changed file')} ${files === 1 ? 'is' : 'are'} not committed.`] : []),
    ...(unknown > 0
      ? [`What ${unknown === 1 ? 'one of them holds' : `${unknown} of them hold`} is not known: not reported yet.`]
      : []),
    ...(commits + files + unknown === 0 ? ['No commits since the base and no changed files.'] : []),
  ];
}
