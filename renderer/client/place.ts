import { useMemo, useSyncExternalStore } from 'react';
import type { TerminalWindow } from '../../electron/contract/terminals.ts';

/** The views of the Missions place: the first four show one mission, the others its project. */
export const MISSION_TABS = [
  'board',
  'outline',
  'graph',
  'timeline',
  'handoffs',
  'memory',
  'config',
  'projects',
] as const;
export type MissionTab = (typeof MISSION_TABS)[number];

/** In the Missions place. `project` is a root path; null stands for whatever is the best to show. */
export interface MissionsPlace {
  readonly at: 'missions';
  readonly project: string | null;
  readonly mission: string | null;
  readonly tab: MissionTab;
  /** The feature whose details are open. */
  readonly feature: string | null;
}

/** The screens of the System place beside the machine, which has no name of its own. */
export const SYSTEM_TABS = ['isolation', 'credentials', 'usage', 'storage', 'settings', 'help', 'about'] as const;
export type SystemTab = (typeof SYSTEM_TABS)[number];

/** In the System place; without a tab it shows the machine. */
export interface SystemPlace {
  readonly at: 'system';
  readonly tab?: SystemTab;
}

/** In the Review place; `name` is the container whose work is looked at. */
export interface ReviewPlace {
  readonly at: 'review';
  readonly name: string | null;
}

/** What the page of a container shows: one of its terminals, what has happened in it, or its files. */
export const CONTAINER_TABS = ['agent', 'shell', 'activity', 'files'] as const satisfies readonly (
  TerminalWindow | 'activity' | 'files'
)[];
export type ContainerTab = (typeof CONTAINER_TABS)[number];

/** Where the page is. It lives in the address's hash, so that a reload, back and forward keep it. */
export type Place =
  | { readonly at: 'inbox' }
  | { readonly at: 'fleet' }
  | SystemPlace
  | MissionsPlace
  | ReviewPlace
  | { readonly at: 'creation'; readonly id: string }
  | { readonly at: 'container'; readonly name: string; readonly window: ContainerTab };

const FLEET: Place = { at: 'fleet' };

/** The Missions place with nothing chosen yet. */
export const MISSIONS: MissionsPlace = { at: 'missions', project: null, mission: null, tab: 'board', feature: null };

/** Reads a hash such as `#/container/maestro-feat-x-1/shell`; what it does not know is the fleet. */
export function readPlace(hash: string): Place {
  const parts = hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((part) => decode(part));
  const [at, id, window] = parts;
  if (at === 'system') return readSystem(id);
  if (at === 'inbox') return { at };
  if (at === 'missions') return readMissions(parts);
  if (at === 'review') return { at, name: filled(id) };
  if (at === 'creation' && id !== undefined && id !== '') return { at, id };
  if (at !== 'container' || id === undefined || id === '') return FLEET;
  return { at, name: id, window: CONTAINER_TABS.find((known) => known === window) ?? 'agent' };
}

function readSystem(id: string | undefined): SystemPlace {
  const tab = SYSTEM_TABS.find((known) => known === id);
  return tab === undefined ? { at: 'system' } : { at: 'system', tab };
}

function readMissions([, project, mission, tab, feature]: readonly string[]): MissionsPlace {
  return {
    at: 'missions',
    project: filled(project),
    mission: filled(mission),
    tab: MISSION_TABS.find((known) => known === tab) ?? 'board',
    feature: filled(feature),
  };
}

function filled(part: string | undefined): string | null {
  return part === undefined || part === '' ? null : part;
}

/** The hash of a place; `readPlace` reads it back. */
export function placeHash(place: Place): string {
  if (place.at === 'missions') return missionsHash(place);
  if (place.at === 'review' && place.name !== null) return `#/review/${encodeURIComponent(place.name)}`;
  if (place.at === 'creation') return `#/creation/${encodeURIComponent(place.id)}`;
  if (place.at === 'container') return `#/container/${encodeURIComponent(place.name)}/${place.window}`;
  if (place.at === 'system' && place.tab !== undefined) return `#/system/${place.tab}`;
  return `#/${place.at}`;
}

function missionsHash({ project, mission, tab, feature }: MissionsPlace): string {
  const parts = [project, mission, tab === 'board' && feature === null ? null : tab, feature];
  const written = parts.map((part) => encodeURIComponent(part ?? ''));
  return ['#/missions', ...written].join('/').replace(/\/+$/, '');
}

/** Goes to a place. `replace` leaves no step for the back button. */
export function go(place: Place, { replace = false } = {}): void {
  const hash = placeHash(place);
  if (replace) window.location.replace(hash);
  else window.location.hash = hash;
  // The browser's own event comes later, and a second key press before it would start from the place before.
  for (const listener of listeners) listener();
}

/** Shows a place in a window of its own: another window of the app, a tab of the browser. */
export function openApart(place: Place): void {
  window.open(placeHash(place), '_blank', 'noopener');
}

const listeners = new Set<() => void>();

/** The place that the address names, drawn anew when it changes. */
export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => readPlace(hash), [hash]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('hashchange', listener);
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
