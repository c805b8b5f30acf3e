import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect } from 'react';
import { go } from '../../client/place.ts';
import { drawnRange, rovingRow } from '../../ui/roving.ts';
import { CreationRow } from './CreationRow.tsx';
import { Head } from './Head.tsx';
import { ContainerRow } from './Row.tsx';
import { rowId } from './rowMenuAt.ts';
import type { FleetViewProps } from './fleetView.ts';
import { makeCurrent } from './useFleet.ts';

/** The head stays in sight above the rows, its line included. */
const HEAD_PX = 33;
const DENSE_PX = 36;
const COSY_PX = 52;

/** The fleet as a grid: only the rows in view are drawn, and the current one has the focus. */
export function Table({ fleet, roving, scroller }: FleetViewProps): ReactNode {
  const { rows, keys, cursor, selected, view, folded } = fleet;
  const at = cursor === null ? -1 : keys.indexOf(cursor);
  const height = view.dense ? DENSE_PX : COSY_PX;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => keys[index] ?? index,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
    rangeExtractor: useCallback((range: Range) => drawnRange(at)(range), [at]),
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, height]);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [virtual, at]);
  return (
    <div
      role="presentation"
      data-load={view.load ? '' : undefined}
      data-fold={folded.map(({ column }) => column).join(' ')}
      className="@container flex min-h-0 flex-1 flex-col"
      {...fleet.hold}
    >
      <div
        ref={scroller}
        role="grid"
        aria-label="Fleet"
        aria-rowcount={rows.length + 1}
        aria-multiselectable
        {...roving.list}
        className="focus-inset min-h-0 flex-1 overflow-y-auto"
      >
        <Head folded={folded} load={view.load} isOld={fleet.isOld} onRenew={fleet.renew} />
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const current = row.key === cursor;
            return (
              <div
                key={item.key}
                id={rowId(row.key)}
                ref={row.kind === 'creation' ? virtual.measureElement : undefined}
                data-index={item.index}
                data-row={row.key}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={selected.has(row.key)}
                aria-current={current ? true : undefined}
                {...rovingRow(current)}
                className="focus-inset absolute inset-x-0 top-0"
                style={{
                  transform: `translateY(${item.start - HEAD_PX}px)`,
                  ...(row.kind === 'container' ? { height } : {}),
                }}
              >
                {row.kind === 'creation' ? (
                  <CreationRow
                    creation={row.creation}
                    current={current}
                    onOpen={() => go({ at: 'creation', id: row.key })}
                    onMakeCurrent={() => makeCurrent(row.key)}
                  />
                ) : (
                  <ContainerRow
                    container={row.container}
                    current={current}
                    selected={selected.has(row.key)}
                    dense={view.dense}
                    load={view.load}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
