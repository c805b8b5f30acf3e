import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../../ui/cx.ts';
import { rovingRow } from '../../../ui/roving.ts';
import { featureOf, type OutlineRow } from './outline-select.ts';

/** Every row has this height, so that the tree knows its own. */
export const ROW_PX = 36;

interface RowProps {
  readonly row: OutlineRow;
  readonly position: { readonly index: number; readonly start: number };
  readonly current: boolean;
  readonly isFolded: boolean;
  readonly onGo: () => void;
  readonly onShow: (feature: string) => void;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** One row of the tree: how deep it stands, whether it is folded, and what is in it. */
export function OutlineTreeRow({
  row,
  position,
  current,
  isFolded,
  onGo,
  onShow,
  onToggle,
  children,
}: RowProps): ReactNode {
  const feature = featureOf(row);
  return (
    <div
      id={rowId(row.key)}
      role="row"
      aria-level={row.level}
      aria-rowindex={position.index + 1}
      aria-expanded={row.children > 0 ? !isFolded : undefined}
      aria-current={current ? true : undefined}
      onClick={onGo}
      {...rovingRow(current)}
      onDoubleClick={() => {
        if (feature !== null) onShow(feature);
      }}
      style={{ height: ROW_PX, transform: `translateY(${position.start}px)` }}
      className={cx(
        'focus-inset absolute inset-x-0 top-0 flex items-center gap-2 border-b border-line/70 pr-3',
        { 1: 'bg-chrome pl-2', 2: 'pl-7', 3: 'pl-13' }[row.level],
        current && 'bg-hover group-focus-within/tree:shadow-[inset_2px_0_0_var(--color-accent)]',
      )}
    >
      <FoldCell row={row} isFolded={isFolded} onToggle={onToggle} />
      {children}
    </div>
  );
}

interface FoldCellProps {
  readonly row: OutlineRow;
  readonly isFolded: boolean;
  readonly onToggle: () => void;
}

/** By mouse only: the keys of the tree fold too. */
function FoldCell({ row, isFolded, onToggle }: FoldCellProps): ReactNode {
  if (row.children === 0) return <span aria-hidden className="size-5 shrink-0" />;
  return (
    <span
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      className="flex size-5 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-press hover:text-ink"
    >
      <ChevronRight className={cx('size-3.5 transition-transform', !isFolded && 'rotate-90')} />
    </span>
  );
}

/** By which the tree names its current row. */
export function rowId(key: string): string {
  return `outline-${key}`;
}
