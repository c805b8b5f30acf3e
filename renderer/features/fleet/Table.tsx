import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { go } from '../../client/place.ts';
import { CreationRow } from './CreationRow.tsx';
import { ContainerRow } from './Row.tsx';
import { rowId } from './rowMenuAt.ts';
import { makeCurrent, type Fleet } from './useFleet.ts';

const DENSE_PX = 36;
const COSY_PX = 52;

interface TableProps {
  readonly fleet: Fleet;
}

/** The fleet as a grid: only the rows in view are drawn, and the grid itself has the focus. */
export function Table({ fleet }: TableProps): ReactNode {
  const { rows, keys, cursor, selected, view } = fleet;
  const scroller = useRef<HTMLDivElement>(null);
  const height = view.dense ? DENSE_PX : COSY_PX;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => keys[index] ?? index,
    estimateSize: () => height,
    overscan: 8,
  });
  const at = cursor === null ? -1 : keys.indexOf(cursor);
  useEffect(() => {
    virtual.measure();
  }, [virtual, height]);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [virtual, at]);
  return (
    <div role="presentation" className="@container flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="grid"
        aria-label="Fleet"
        aria-rowcount={rows.length + 1}
        aria-multiselectable
        aria-activedescendant={cursor === null ? undefined : rowId(cursor)}
        tabIndex={0}
        className="focus-inset min-h-0 flex-1 overflow-y-auto"
      >
        <Head />
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
                className="absolute inset-x-0 top-0"
                style={{
                  transform: `translateY(${item.start}px)`,
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

const GUARD = 'hidden @min-[44rem]:block';
const WORD = 'sr-only @min-[66rem]:not-sr-only';

function Head(): ReactNode {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
      <div role="row" aria-rowindex={1} className="fleet-columns h-8 text-small whitespace-nowrap text-muted">
        <span role="columnheader">State</span>
        <span role="columnheader">Container</span>
        <span role="columnheader" className="hidden @min-[60rem]:block">
          Agent
        </span>
        <span role="columnheader">Ask or task</span>
        <span role="columnheader" className="hidden @min-[44rem]:block">
          Git
        </span>
        <span role="columnheader" className="hidden text-right @min-[44rem]:block">
          Active
        </span>
        <span role="columnheader" className={GUARD}>
          <span className={WORD}>Sign-in</span>
        </span>
        <span role="columnheader" className={GUARD}>
          <span className={WORD}>Isolation</span>
        </span>
        <span role="columnheader">
          <span className="sr-only">Actions</span>
        </span>
      </div>
    </div>
  );
}
