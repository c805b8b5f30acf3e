import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useCallback, useEffect } from 'react';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { drawnRange, type Roving, rovingRow } from '../../ui/roving.ts';
import { openRowMenu, rowId } from './rowMenuAt.ts';
import type { FleetRow } from './select.ts';
import { type Fleet, makeCurrent, toggleSelected } from './useFleet.ts';

/** How a tile stands among the others. */
export interface TileState {
  readonly current: boolean;
  readonly selected: boolean;
  /** It is on screen, and not only drawn ahead. */
  readonly inView: boolean;
}

interface TilesProps {
  readonly fleet: Fleet;
  readonly roving: Roving;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** What stands side by side, line by line; in columns of different length some have nothing. */
  readonly lines: readonly (readonly (FleetRow | undefined)[])[];
  readonly across: number;
  readonly minPx: number;
  readonly heightPx: number;
  /** The heads of the columns, one for each, and how high they are. */
  readonly heads?: { readonly px: number; readonly each: readonly ReactNode[] };
  readonly onOpen: (key: string) => void;
  readonly draw: (row: FleetRow, state: TileState) => ReactNode;
}

export const TILE_GAP_PX = 8;

/** The fleet as tiles in lines and columns: only those in view are drawn, and the current one has the focus. */
export function Tiles(props: TilesProps): ReactNode {
  const { fleet, roving, scroller, lines, across, minPx, heightPx, heads, onOpen, draw } = props;
  const { cursor, selected } = fleet;
  const at = lines.findIndex((line) => line.some((row) => row?.key === cursor));
  const topPx = heads?.px ?? TILE_GAP_PX;
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => heightPx + TILE_GAP_PX,
    overscan: 2,
    scrollMargin: topPx,
    scrollPaddingStart: topPx,
    rangeExtractor: useCallback((range: Range) => drawnRange(at)(range), [at]),
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, heightPx]);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    if (cursor !== null)
      document.getElementById(rowId(cursor))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [virtual, at, cursor]);
  const columns = { gridTemplateColumns: `repeat(${across}, minmax(${minPx}px, 1fr))`, columnGap: TILE_GAP_PX };
  const minWidth = across * (minPx + TILE_GAP_PX) + TILE_GAP_PX;
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  return (
    <div role="presentation" className="relative flex min-h-0 flex-1 flex-col" {...fleet.hold}>
      <div
        ref={scroller}
        role="grid"
        aria-label="Fleet"
        aria-rowcount={lines.length + (heads === undefined ? 0 : 1)}
        aria-colcount={across}
        aria-multiselectable
        {...roving.list}
        className="focus-inset min-h-0 flex-1 overflow-auto scroll-px-2"
        style={{ scrollPaddingTop: topPx }}
      >
        {heads !== undefined && (
          <div role="rowgroup" className="sticky top-0 z-10 bg-surface" style={{ minWidth, height: heads.px }}>
            <div role="row" aria-rowindex={1} className="grid h-full px-2" style={columns}>
              {heads.each}
            </div>
          </div>
        )}
        <div
          role="rowgroup"
          className={cx('relative', heads === undefined && 'mt-2')}
          style={{ height: virtual.getTotalSize(), minWidth }}
        >
          {virtual.getVirtualItems().map((item) => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + (heads === undefined ? 1 : 2)}
              className="absolute inset-x-0 top-0 grid px-2"
              style={{ ...columns, height: heightPx, transform: `translateY(${item.start - topPx}px)` }}
            >
              {lines[item.index]?.map((row, column) => {
                if (row === undefined) return null;
                const state = {
                  current: row.key === cursor,
                  selected: selected.has(row.key),
                  inView: item.index >= startIndex && item.index <= endIndex,
                };
                return (
                  <Tile key={row.key} row={row} column={column + 1} state={state} onOpen={onOpen}>
                    {draw(row, state)}
                  </Tile>
                );
              })}
            </div>
          ))}
        </div>
      </div>
      {fleet.isOld && (
        <Button className="absolute right-4 bottom-3 shadow-float" onClick={fleet.renew}>
          Sort again
        </Button>
      )}
    </div>
  );
}

interface TileProps {
  readonly row: FleetRow;
  /** Counted from one. */
  readonly column: number;
  readonly state: TileState;
  readonly onOpen: (key: string) => void;
  readonly children: ReactNode;
}

function Tile({ row: { key }, column, state: { current, selected }, onOpen, children }: TileProps): ReactNode {
  return (
    <div
      id={rowId(key)}
      data-row={key}
      role="gridcell"
      aria-colindex={column}
      aria-selected={selected}
      aria-current={current ? true : undefined}
      {...rovingRow(current)}
      style={{ gridColumn: column }}
      className={cx(
        'group focus-inset relative min-w-0 overflow-hidden rounded-lg border',
        selected ? 'bg-accent-soft' : current ? 'bg-hover' : 'bg-raised hover:bg-hover/60',
        current ? 'border-accent' : 'border-line',
      )}
      onClick={({ metaKey, ctrlKey }) => (metaKey || ctrlKey ? toggleSelected(key) : makeCurrent(key))}
      onDoubleClick={() => onOpen(key)}
      onContextMenu={(event) => {
        event.preventDefault();
        openRowMenu(key, event.currentTarget.querySelector('[data-menu]') ?? event.currentTarget);
      }}
    >
      {children}
    </div>
  );
}
