import type { ReactNode } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { ActionMenu, type MenuLine } from '../../ui/Menu.tsx';
import { changeLines } from '../container/ContainerMenu.tsx';
import { able } from '../container/select.ts';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { openRow, openRowApart, peekRow, removeRows, reviewRow } from './useFleetActions.ts';
import { copyCommand, stopOrStart } from '../container/actions.ts';
import { closeRowMenu, useRowMenu } from './rowMenuAt.ts';
import { toggleSelected } from './useFleet.ts';

interface RowMenuProps {
  readonly snapshot: Snapshot;
}

/** What can be done with one row. */
export function RowMenu({ snapshot }: RowMenuProps): ReactNode {
  const { open, at } = useRowMenu();
  return (
    <ActionMenu
      label="Actions"
      open={open}
      anchor={at?.anchor ?? null}
      onOpenChange={(next) => {
        if (!next) closeRowMenu();
      }}
      lines={at === null ? [] : linesOf(snapshot, at.key)}
    />
  );
}

function linesOf(snapshot: Snapshot, key: string): readonly (MenuLine | null)[] {
  const container = snapshot.containers[key];
  const remove = { label: 'Remove…', keys: keyOf('remove'), danger: true, run: () => removeRows(snapshot, [key]) };
  if (container === undefined) {
    return [
      { label: 'Show steps', keys: keyOf('open'), run: () => openRow(snapshot, key) },
      { ...remove, label: 'Cancel or dismiss' },
    ];
  }
  const can = able(container);
  return [
    { label: 'Open', keys: keyOf('open'), run: () => openRow(snapshot, key) },
    { label: 'Open in a window', keys: keyOf('open-apart'), run: () => openRowApart(snapshot, key) },
    { label: 'Peek', keys: keyOf('peek'), run: () => peekRow(snapshot, key) },
    { label: 'Review its work', keys: keyOf('review-it'), run: () => reviewRow(snapshot, key) },
    { label: 'Copy connect command', keys: keyOf('copy'), run: () => copyCommand(container) },
    { label: 'Select', keys: keyOf('select'), run: () => toggleSelected(key) },
    null,
    ...(can.stop ? [{ label: 'Stop', keys: keyOf('stop'), run: () => stopOrStart([container]) }] : []),
    ...(can.start ? [{ label: 'Start', keys: keyOf('stop'), run: () => stopOrStart([container]) }] : []),
    ...changeLines(container),
    remove,
  ];
}
