import type { Container } from '../../../electron/contract/containers.ts';
import { go, MISSIONS, type Place, openApart } from '../../client/place.ts';
import { openOverlay } from '../../client/overlay.ts';
import { note, tellFailure } from '../../client/told.ts';
import { whyText } from '../../client/write.ts';
import { restartChosen, startContainers } from '../container/actions.ts';
import { able } from '../container/select.ts';
import { allow } from '../isolation/network.ts';
import { refreshTokens, useSigning } from '../credentials/credentials.ts';
import { retryCreation } from '../newContainer/creations.ts';
import type { ShortcutId } from '../../../electron/contract/shortcuts.ts';
import { talkOf } from '../talk/select.ts';
import { interruptIt } from '../talk/talk.ts';
import type { InboxItem } from './inbox-item.ts';

/** Something that can be done about an item, by a button and, where it has one, by a key. */
export interface Deed {
  readonly label: string;
  readonly id: ShortcutId | null;
  readonly run: () => void;
}

/** What is done about an item besides answering, putting aside and opening it. */
export function deedsOf(item: InboxItem, reply: () => void): readonly Deed[] {
  const { subject } = item;
  switch (subject.kind) {
    case 'container':
      return ofContainer(item, subject.container, reply);
    case 'creation':
      return [{ label: 'Edit and retry', id: null, run: () => retryCreation(subject.creation) }];
    case 'credential':
      return [{ label: 'Refresh', id: 'refresh-tokens', run: () => void refresh() }];
    case 'project':
    case 'mission':
      return [];
  }
}

function ofContainer({ facts }: InboxItem, container: Container, reply: () => void): Deed[] {
  const { name, state } = container;
  const talk = talkOf(container);
  const is = (...kinds: readonly string[]): boolean => facts.some(({ kind }) => kinds.includes(kind));
  const can = able(container);
  const deeds: readonly (Deed | false)[] = [
    is('review') && { label: 'Review', id: 'review-it', run: () => go({ at: 'review', name }) },
    talk !== undefined && { label: state === 'needs-you' ? 'Reply' : 'Tell it', id: 'reply', run: reply },
    ...allowDeeds(container),
    is('stalled') && { label: 'Interrupt', id: 'interrupt', run: () => void interruptIt(container) },
    is('failed', 'crashed', 'stalled') &&
      can.stop && { label: 'Restart…', id: 'restart', run: () => restartChosen([container]) },
    is('failed') && can.start && { label: 'Start', id: null, run: () => void startContainers([name]) },
    state === 'incomplete' && {
      label: 'Remove…',
      id: 'remove',
      run: () => openOverlay({ kind: 'remove', names: [name] }),
    },
  ];
  return deeds.filter((deed) => deed !== false);
}

/** Lets what its network refused pass, so that it can try again. */
function allowDeeds({ name, refused }: Container): Deed[] {
  if (refused === undefined) return [];
  const host = refused.name;
  return [
    { label: `Allow ${host} once`, id: null, run: () => void allow(name, host, 'once') },
    { label: `Always allow ${host}`, id: null, run: () => void allow(name, host, 'always') },
  ];
}

/** Opens what an item is about. */
export function openItem(item: InboxItem): void {
  go(placeOf(item));
}

/** The same in a window of its own. */
export function openItemApart(item: InboxItem): void {
  openApart(placeOf(item));
}

function placeOf({ subject }: InboxItem): Place {
  switch (subject.kind) {
    case 'container':
      return { at: 'container', name: subject.container.name, window: 'agent' };
    case 'creation':
      return { at: 'creation', id: subject.creation.id };
    case 'credential':
      return { at: 'system', tab: 'credentials' };
    case 'project':
      return { ...MISSIONS, project: subject.project.path, tab: 'handoffs' };
    case 'mission':
      return { ...MISSIONS, project: subject.mission.project, mission: subject.mission.id };
  }
}

/** Peeks at the container that an item is about; undefined: at none. */
export function peekOf({ subject }: InboxItem): (() => void) | undefined {
  if (subject.kind !== 'container') return undefined;
  const { name } = subject.container;
  return () => openOverlay({ kind: 'peek', name });
}

async function refresh(): Promise<void> {
  await refreshTokens();
  const { problem, report } = useSigning.getState();
  if (problem !== null) tellFailure(whyText(problem));
  else if (report !== null) note('Refreshed. What each place got stands in Credentials.');
}
