import type { ReactNode } from 'react';
import { create } from 'zustand';
import { FLEET_COLUMNS, useView } from '../../client/view.ts';
import { ActionMenu } from '../../ui/Menu.tsx';
import { COLUMN_WORDS } from './columns-select.ts';
import { nextSort } from './order-select.ts';

const useSortMenu = create<{ readonly open: boolean }>(() => ({ open: false }));

/** Opens the menu of orders, at the head of the table. */
export function openSortMenu(): void {
  useSortMenu.setState({ open: true });
}

/** The orders that the fleet can have, by keys; the heads of the columns do the same by mouse. */
export function SortMenu(): ReactNode {
  const { open } = useSortMenu();
  const sort = useView((view) => view.sort);
  const lines = FLEET_COLUMNS.map((column) => {
    const next = nextSort(sort, column);
    const mark = sort?.column === column ? (sort.down ? ' ↑' : ' ↓') : '';
    const turned = next?.down === true ? ', turned around' : '';
    const label =
      next === null ? `${COLUMN_WORDS[column]}: no longer` : `By ${COLUMN_WORDS[column].toLowerCase()}${turned}`;
    return { label: `${label}${mark}`, run: () => useView.setState({ sort: next }) };
  });
  return (
    <ActionMenu
      label="Sort the fleet"
      open={open}
      anchor={document.querySelector('[role="columnheader"]') ?? document.getElementById('fleet-search')}
      onOpenChange={(next) => useSortMenu.setState({ open: next })}
      lines={[{ label: 'What needs you first', run: () => useView.setState({ sort: null }) }, null, ...lines]}
    />
  );
}
