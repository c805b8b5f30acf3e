import { copyCommand, restartChosen, stopOrStart } from '../container/actions.ts';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { go, openApart, type Place } from '../../client/place.ts';
import { useView } from '../../client/view.ts';
import { openOverlay } from '../../client/overlay.ts';
import { cancelCreation, dismissCreation } from '../newContainer/creations.ts';
import type { Handlers } from '../shortcuts/shortcuts.ts';
import { openSortMenu } from './SortMenu.tsx';
import { openRowMenuByKey } from './rowMenuAt.ts';
import { between } from '../../ui/cursor.ts';
import { standingOf, useRoom } from './standing.ts';
import { orderOf, type Standing, walked, type Way } from './walk-select.ts';
import { clearSelection, type Fleet, makeCurrent, select, targets, toggleSelected } from './useFleet.ts';

/** What the keys do in the fleet. */
export function fleetHandlers(fleet: Fleet, snapshot: Snapshot, followRow: () => void): Handlers {
  const { cursor, selected, isOld, renew, view } = fleet;
  // A key takes over the order that the rows should have by now: it names its row, and a pointer only points.
  const standing = (): Standing => standingOf(view.shape, fleet.wanted, useRoom.getState().across);
  const step = (to: (next: string) => void, way: Way) => () => {
    if (isOld) renew();
    const next = walked(standing(), view.cursor === null ? null : cursor, way);
    if (next === null) return;
    to(next);
    followRow();
  };
  const move = (way: Way) => step(makeCurrent, way);
  const extend = (way: Way) =>
    step((next) => {
      if (cursor !== null) select(between(orderOf(standing()), cursor, next));
      makeCurrent(next);
    }, way);
  const onCursor = (act: (key: string) => void) => () => {
    if (cursor !== null) act(cursor);
  };
  return {
    down: move('down'),
    up: move('up'),
    ...(view.shape === 'table' ? {} : { left: move('left'), right: move('right') }),
    first: move('first'),
    last: move('last'),
    'extend-down': extend('down'),
    'extend-up': extend('up'),
    open: onCursor((key) => openRow(snapshot, key)),
    'open-apart': onCursor((key) => openRowApart(snapshot, key)),
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
    ...(view.shape === 'table' ? { load: () => useView.setState(({ load }) => ({ load: !load })) } : {}),
    'as-table': () => useView.setState({ shape: 'table' }),
    'as-board': () => useView.setState({ shape: 'board' }),
    'as-grid': () => useView.setState({ shape: 'grid' }),
    dense: () => useView.setState(({ dense }) => ({ dense: !dense })),
    ...(selected.size > 0 ? { back: clearSelection } : {}),
  };
}

/** Opens what a row stands for: the container's page, or a creation's steps. */
export function openRow(snapshot: Snapshot, key: string): void {
  const place = placeOf(snapshot, key);
  if (place !== undefined) go(place);
}

/** The same in a window of its own. */
export function openRowApart(snapshot: Snapshot, key: string): void {
  const place = placeOf(snapshot, key);
  if (place !== undefined) openApart(place);
}

function placeOf(snapshot: Snapshot, key: string): Place | undefined {
  const container = snapshot.containers[key];
  if (container !== undefined) return { at: 'container', name: container.name, window: 'agent' };
  return snapshot.creations[key] === undefined ? undefined : { at: 'creation', id: key };
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
