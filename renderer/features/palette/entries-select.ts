import { TOPICS } from '../../../electron/contract/topics/topics.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { LOOKS_AT_DEMO } from '../../client/demo.ts';
import { SHORTCUTS } from '../../../electron/contract/shortcuts.ts';
import { actionsOf, type Handlers, keyOf } from '../shortcuts/shortcuts.ts';
import type { Offer } from '../shortcuts/useOffers.ts';
import { fleetRows } from '../fleet/select.ts';
import { able, commandLine } from '../container/select.ts';
import { STATUS_WORDS } from '../missions/mission/mission-select.ts';
import { projectList } from '../projects/project-select.ts';
import type { Deed, Entry } from './entry.ts';

interface Here {
  /** The container that actions are about. */
  readonly current: string | null;
  /** What the keys of the place do now. */
  readonly handlers: Handlers;
  /** What its menus offer now. */
  readonly offers: readonly Pick<Offer, 'label' | 'keys'>[];
}

/** What the palette offers: every container, and every action of the place and of its chosen row. */
export function entries(snapshot: Snapshot, { current, handlers, offers }: Here): Entry[] {
  const containers = fleetRows(snapshot, { filter: 'all', query: '' }).flatMap((row): Entry[] => {
    if (row.kind !== 'container') return [];
    const { name, shortName, project, branch } = row.container;
    const command = commandLine('connect', shortName);
    const aside = `${project.name} · ${branch}`;
    return [{ id: name, group: 'Containers', label: shortName, aside, command, act: { kind: 'open', name } }];
  });
  const own = [...actionsOn(snapshot, current), ...ACTIONS, ...demoEntries(snapshot)];
  const keyed = [...own, ...keyEntries(handlers, own)];
  return [...keyed, ...offerEntries(offers, keyed), ...missionEntries(snapshot), ...containers];
}

function actionsOn(snapshot: Snapshot, current: string | null): Entry[] {
  const container = current === null ? undefined : snapshot.containers[current];
  if (container === undefined) return [];
  const { name, shortName } = container;
  const can = able(container);
  const entry = (kind: 'start' | 'stop' | 'remove', label: string, command: string | null): Entry => ({
    id: kind,
    group: 'Actions',
    label,
    aside: '',
    command,
    shortcut: kind === 'remove' ? 'remove' : 'stop',
    act: { kind, name },
  });
  return [
    ...(can.stop ? [entry('stop', `Stop ${shortName}`, commandLine('stop', shortName))] : []),
    ...(can.start ? [entry('start', `Start ${shortName}`, null)] : []),
    entry('remove', `Remove ${shortName}…`, commandLine('cleanup', shortName)),
  ];
}

/** Actions that have a key here and no line of their own. */
function keyEntries(handlers: Handlers, known: readonly Entry[]): Entry[] {
  const ids = new Set(known.map(({ shortcut }) => shortcut));
  return actionsOf(handlers)
    .filter(({ id }) => !ids.has(id))
    .map(({ id, label }) => ({
      id: `shortcut ${id}`,
      group: 'Actions',
      label,
      aside: '',
      command: null,
      shortcut: id,
      act: { kind: 'shortcut', shortcut: id },
    }));
}

/** Lines of menus that have no key, and so no line yet. */
function offerEntries(offers: Here['offers'], known: readonly Entry[]): Entry[] {
  const keys = new Set(known.flatMap(({ shortcut }) => (shortcut === undefined ? [] : [keyOf(shortcut)])));
  return offers
    .filter((offer) => offer.keys === undefined || !keys.has(offer.keys))
    .map(({ label, keys: chord }) => {
      const entry: Entry = {
        id: `offer ${label}`,
        group: 'Actions',
        label,
        aside: '',
        command: null,
        act: { kind: 'offer', label },
      };
      return chord === undefined ? entry : { ...entry, keys: chord };
    });
}

function missionEntries({ missions, projects }: Snapshot): Entry[] {
  const all = Object.values(missions).toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  return [
    ...all.map(({ project, id, title, status }): Entry => ({
      id: `mission ${id} ${project}`,
      group: 'Missions',
      label: title,
      aside: [STATUS_WORDS[status], projects[project]?.name, id].filter(Boolean).join(' · '),
      command: `maestro mission show ${id}`,
      act: { kind: 'mission', project, mission: id },
    })),
    ...projectList(projects).map(({ path, name }): Entry => ({
      id: `project ${path}`,
      group: 'Missions',
      label: `Project ${name}`,
      aside: path,
      command: `cd ${path} && maestro mission list`,
      act: { kind: 'project', project: path },
    })),
  ];
}

/** A deed with the name of a shortcut has its key. */
function action(kind: Deed, label: string, command: string | null): Entry {
  const shortcut = SHORTCUTS.find(({ id }) => id === (kind === 'shortcuts' ? 'help' : kind))?.id;
  const entry: Entry = { id: `action-${kind}`, group: 'Actions', label, aside: '', command, act: { kind } };
  return shortcut === undefined ? entry : { ...entry, shortcut };
}

/** The way into a demo, and out of one that stands before the user's own. */
function demoEntries({ demo }: Pick<Snapshot, 'demo'>): Entry[] {
  if (LOOKS_AT_DEMO) return [action('demo', 'Leave the demo', null)];
  return demo ? [] : [action('demo', 'Look around a demo', 'maestro demo')];
}

const ACTIONS: readonly Entry[] = [
  action('new', 'New container', 'maestro new'),
  action('inbox', 'Go to Inbox', null),
  action('fleet', 'Go to Fleet', 'maestro list'),
  action('missions', 'Go to Missions', 'maestro mission list'),
  action('review', 'Go to Review', 'maestro overlap'),
  action('system', 'Go to System', null),
  action('isolation', 'Go to Isolation', 'maestro egress NAME'),
  action('credentials', 'Go to Credentials', 'maestro credentials'),
  action('storage', 'Go to Storage and Trash', 'maestro trash list'),
  action('settings', 'Go to Settings', 'maestro config edit'),
  action('usage', 'Go to Usage', 'maestro usage'),
  action('topics', 'Go to Help', 'maestro help'),
  action('about', 'Go to About', 'maestro version'),
  action('import-plan', 'Import a plan', 'maestro mission create --file plan.json'),
  action('open-project', 'Open a project', null),
  action('doctor', 'Run the doctor', 'maestro doctor'),
  action('images', 'Build images', 'maestro image build'),
  action('base', 'Make base image', 'maestro image base'),
  action('dense', 'Compact or cosy rows', null),
  action('reader', 'Terminal: screen reader on or off', null),
  action('shortcuts', 'All shortcuts', null),
  ...TOPICS.map(({ name, title }): Entry => ({
    id: `help ${name}`,
    group: 'Actions',
    label: `Help: ${title}`,
    aside: '',
    command: `maestro help ${name}`,
    act: { kind: 'topic', topic: name },
  })),
];
