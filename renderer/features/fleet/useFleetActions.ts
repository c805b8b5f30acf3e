import { copyCommand, restartChosen, stopOrStart } from '../container/actions.ts';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { go } from '../../client/place.ts';
import { useView } from '../../client/view.ts';
import { openOverlay } from '../../client/overlay.ts';
import { cancelCreation, dismissCreation } from '../newContainer/creations.ts';
import type { Handlers } from '../shortcuts/shortcuts.ts';
import { openSortMenu } from './SortMenu.tsx';
import { openRowMenuByKey } from './rowMenuAt.ts';
import { between, moved } from '../../ui/cursor.ts';
import { clearSelection, type Fleet, makeCurrent, select, targets, toggleSelected } from './useFleet.ts';

/** What the keys do in the fleet. */
export function fleetHandlers(fleet: Fleet, snapshot: Snapshot, followRow: () => void): Handlers {
  const { wanted: keys, cursor, selected, isOld, renew } = fleet;
  // A key takes over the order that the rows should have by now: it names its row, and a pointer only points.
  const step = (to: (next: string) => void, by: number) => () => {
    if (isOld) renew();
    const next = moved(keys, fleet.view.cursor === null ? null : cursor, by);
    if (next === null) return;
    to(next);
    followRow();
  };
  const move = (by: number) => step(makeCurrent, by);
  const extend = (by: number) =>
    step((next) => {
      if (cursor !== null) select(between(keys, cursor, next));
      makeCurrent(next);
    }, by);
  const onCursor = (act: (key: string) => void) => () => {
    if (cursor !== null) act(cursor);
  };
  return {
    down: move(1),
    up: move(-1),
    first: move(-keys.length),
    last: move(keys.length),
    'extend-down': extend(1),
    'extend-up': extend(-1),
    open: onCursor((key) => openRow(snapshot, key)),
    peek: onCursor((key) => peekRow(snapshot, key)),
    connect: onCursor((key) => openRow(snapshot, key)),
    'review-it': onCursor((key) => reviewRow(snapshot, key)),
    select: onCursor(toggleSelected),
    actions: onCursor(openRowMenuByKey),
    stop: () => stopOrStart(chosen(snapshot, fleet)),
    restart: () => restartChosen(chosen(snapshot, fleet)),
    change: onCursor((key) => changeRow(snapshot, key)),
    remove: () => removeRows(snapshot, targets(fleet)),
    copy: onCursor((key) => copyCommand(snapshot.containers[key])),
    search: () => document.getElementById('fleet-search')?.focus(),
    sort: openSortMenu,
    dense: () => useView.setState(({ dense }) => ({ dense: !dense })),
    ...(selected.size > 0 ? { back: clearSelection } : {}),
  };
}

/** Opens what a row stands for: the container's page, or a creation's steps. */
export function openRow(snapshot: Snapshot, key: string): void {
  const container = snapshot.containers[key];
  if (container !== undefined) go({ at: 'container', name: container.name, window: 'agent' });
  else if (snapshot.creations[key] !== undefined) go({ at: 'creation', id: key });
}

/** Shows what a row's container did. */
export function reviewRow(snapshot: Snapshot, key: string): void {
  const container = snapshot.containers[key];
  if (container !== undefined) go({ at: 'review', name: container.name });
}

/** Shows the last lines of a row's container, and what it asks. */
export function peekRow(snapshot: Snapshot, key: string): void {
  const container = snapshot.containers[key];
  if (container !== undefined) openOverlay({ kind: 'peek', name: container.name });
}

function changeRow(snapshot: Snapshot, key: string): void {
  const container = snapshot.containers[key];
  if (container !== undefined) openOverlay({ kind: 'change', name: container.name });
}

/** Asks before containers are removed; creations are cancelled or forgotten at once, for nothing of them is kept. */
export function removeRows(snapshot: Snapshot, keys: readonly string[]): void {
  for (const key of keys) {
    const creation = snapshot.creations[key];
    if (creation?.state === 'running') void cancelCreation(creation);
    else if (creation !== undefined) void dismissCreation(creation);
  }
  const names = keys.flatMap((key) => snapshot.containers[key]?.name ?? []);
  if (names.length > 0) openOverlay({ kind: 'remove', names });
}

function chosen(snapshot: Snapshot, fleet: Fleet): Container[] {
  return targets(fleet).flatMap((key) => snapshot.containers[key] ?? []);
}
