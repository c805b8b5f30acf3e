import type { ReactNode } from 'react';
import { create } from 'zustand';
import { ActionMenu } from '../../ui/Menu.tsx';
import type { InboxItem } from './inbox-item.ts';
import { itemId } from './ItemRow.tsx';
import { snooze, TERMS } from './snoozes.ts';

/** A closed menu still knows its item, so that it can leave the screen where it stood. */
const useSnoozeMenu = create<{ readonly item: InboxItem | null; readonly open: boolean }>(() => ({
  item: null,
  open: false,
}));

/** Asks for how long an item is put aside, at its row. */
export function openSnoozeMenu(item: InboxItem): void {
  useSnoozeMenu.setState({ item, open: true });
}

/** For how long an item is put aside. */
export function SnoozeMenu({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { item, open } = useSnoozeMenu();
  const row = item === null ? null : document.getElementById(itemId(item.key));
  return (
    <ActionMenu
      label="Put aside"
      open={open}
      anchor={row?.querySelector('[data-mark="snooze"]') ?? row}
      back={() => row}
      onOpenChange={(next) => {
        if (next) return;
        useSnoozeMenu.setState({ open: false });
        onClose();
      }}
      lines={
        item === null
          ? []
          : TERMS.map((term) => ({
              label: term.label,
              run: () => snooze(item, term),
            }))
      }
    />
  );
}
