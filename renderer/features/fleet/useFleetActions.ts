import type { Container } from '../../../electron/contract/containers.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { go } from '../../client/place.ts';
import { useView } from '../../client/view.ts';
import { openOverlay } from '../../layout/overlay.ts';
import { startContainers, stopContainers } from '../container/actions.ts';
import { able, commandLine } from '../container/select.ts';
import { cancelCreation, dismissCreation } from '../newContainer/creations.ts';
import type { Handlers } from '../shortcuts/shortcuts.ts';
import { openRowMenuByKey } from './rowMenuAt.ts';
import { between, moved } from './select.ts';
import { clearSelection, type Fleet, point, select, targets, toggleSelected } from './useFleet.ts';

/** What the keys do in the fleet. */
export function fleetHandlers(fleet: Fleet, snapshot: Snapshot): Handlers {
  const { keys, cursor, selected } = fleet;
  const move = (by: number) => () => {
    const next = moved(keys, fleet.view.cursor === null ? null : cursor, by);
    if (next !== null) point(next);
  };
  const extend = (by: number) => () => {
    const next = moved(keys, cursor, by);
    if (cursor === null || next === null) return;
    select(between(keys, cursor, next));
    point(next);
  };
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
    connect: onCursor((key) => openRow(snapshot, key)),
    select: onCursor(toggleSelected),
    actions: onCursor(openRowMenuByKey),
    stop: () => stopOrStart(chosen(snapshot, fleet)),
    remove: () => removeRows(snapshot, targets(fleet)),
    copy: onCursor((key) => copyCommand(snapshot.containers[key])),
    search: () => document.getElementById('fleet-search')?.focus(),
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

/** Stops those that run; when none does, starts those that can be started. */
export function stopOrStart(containers: readonly Container[]): void {
  const running = containers.filter((container) => able(container).stop).map(({ name }) => name);
  const stopped = containers.filter((container) => able(container).start).map(({ name }) => name);
  if (running.length > 0) void stopContainers(running);
  else void startContainers(stopped);
}

/** Asks before containers are removed; creations are cancelled or forgotten at once, for nothing of them is kept. */
export function removeRows(snapshot: Snapshot, keys: readonly string[]): void {
  for (const key of keys) {
    const creation = snapshot.creations[key];
    if (creation?.state === 'running') void cancelCreation(creation.id);
    else if (creation !== undefined) void dismissCreation(creation.id);
  }
  const names = keys.flatMap((key) => snapshot.containers[key]?.name ?? []);
  if (names.length > 0) openOverlay({ kind: 'remove', names });
}

/** Copies the command that connects a terminal to the container. */
export function copyCommand(container: Container | undefined): void {
  if (container !== undefined) void navigator.clipboard.writeText(commandLine('connect', container.name));
}

function chosen(snapshot: Snapshot, fleet: Fleet): Container[] {
  return targets(fleet).flatMap((key) => snapshot.containers[key] ?? []);
}
