import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { moved } from '../../../ui/cursor.ts';
import { drawnRange, useRoving } from '../../../ui/roving.ts';
import type { Handlers } from '../../shortcuts/shortcuts.ts';
import { onKeys, useShortcuts } from '../../shortcuts/useShortcuts.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { openMoveMenu } from '../board/MoveMenu.tsx';
import { featureOf, outlineRows, sideways } from './outline-select.ts';
import { OutlineTreeRow, ROW_PX, rowId } from './OutlineTreeRow.tsx';
import { OutlineCells } from './OutlineCells.tsx';

/** Milestones, features and assertions as a tree that folds. The current row has the focus. */
export function Outline(parts: MissionParts): ReactNode {
  const { board, current, point, show } = parts;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<string | null>(current === null ? null : `feature ${current}`);
  const rows = useMemo(() => outlineRows(board, folded), [board, folded]);
  const keys = rows.map(({ key }) => key);
  const at = cursor !== null && keys.includes(cursor) ? cursor : (keys[0] ?? null);
  const row = rows.find(({ key }) => key === at);
  const feature = featureOf(row);
  const index = at === null ? -1 : keys.indexOf(at);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    rangeExtractor: useCallback((range: Range) => drawnRange(index)(range), [index]),
  });
  const roving = useRoving(scroller, at === null ? null : rowId(at));
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [virtual, index]);
  const go = (key: string | null): void => {
    setCursor(key);
    roving.follow();
    const next = featureOf(rows.find((candidate) => candidate.key === key));
    if (next !== null) point(next);
  };
  const toggle = (key: string): void => setFolded((before) => toggled(before, key));
  const aside = (to: 'left' | 'right') => () => {
    const step = sideways(rows, at, { folded, to });
    if (step === undefined) return;
    if ('toggle' in step) toggle(step.toggle);
    else go(step.go);
  };
  const handlers: Handlers = {
    down: () => go(moved(keys, at, 1)),
    up: () => go(moved(keys, at, -1)),
    first: () => go(keys[0] ?? null),
    last: () => go(keys.at(-1) ?? null),
    left: aside('left'),
    right: aside('right'),
    open: () => {
      if (feature !== null) show(feature);
      else if (at !== null) toggle(at);
    },
    ...(feature === null ? {} : { move: () => openMoveMenu(feature) }),
  };
  useShortcuts(handlers);
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="treegrid"
        aria-label="Outline"
        aria-rowcount={rows.length}
        {...roving.list}
        onKeyDown={onKeys(handlers)}
        className="group/tree focus-inset min-h-0 flex-1 overflow-y-auto pb-4"
      >
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index: place, start }) => {
            const one = rows[place];
            if (one === undefined) return null;
            return (
              <OutlineTreeRow
                key={one.key}
                row={one}
                position={{ index: place, start }}
                current={one.key === at}
                isFolded={folded.has(one.key)}
                onGo={() => go(one.key)}
                onShow={show}
                onToggle={() => toggle(one.key)}
              >
                <OutlineCells row={one} parts={parts} />
              </OutlineTreeRow>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(key)) next.add(key);
  return next;
}
