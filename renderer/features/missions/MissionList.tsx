import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { MissionSummary } from '../../../electron/contract/missions.ts';
import { cx } from '../../ui/cx.ts';
import { moved } from '../../ui/cursor.ts';
import { drawnRange, rovingRow, useRoving } from '../../ui/roving.ts';
import { onKeys } from '../shortcuts/useShortcuts.ts';
import { focusWhenShown } from './focusWhenShown.ts';
import { Ring } from './Ring.tsx';
import { progressOf } from './mission/mission-select.ts';
import { StatusMark } from './mission/StatusMark.tsx';

interface MissionListProps {
  readonly missions: readonly MissionSummary[];
  readonly shown: string | null;
  readonly onOpen: (id: string) => void;
}

const OPTION_PX = 52;

/** The missions of the project: only those in view are drawn. The current one has the focus; Enter opens it. */
export function MissionList({ missions, shown, onOpen }: MissionListProps): ReactNode {
  const [cursor, setCursor] = useState<string | null>(null);
  const ids = missions.map(({ id }) => id);
  const start = shown !== null && ids.includes(shown) ? shown : (ids[0] ?? null);
  const current = cursor !== null && ids.includes(cursor) ? cursor : start;
  const at = current === null ? -1 : ids.indexOf(current);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: missions.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => ids[index] ?? index,
    estimateSize: () => OPTION_PX,
    overscan: 8,
    rangeExtractor: useCallback((range: Range) => drawnRange(at)(range), [at]),
  });
  const roving = useRoving(scroller, current === null ? null : optionId(current));
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [virtual, at]);
  const move = (by: number) => () => {
    setCursor(moved(ids, current, by));
    roving.follow();
  };
  const keys = onKeys({
    down: move(1),
    up: move(-1),
    first: move(-ids.length),
    last: move(ids.length),
    open: () => {
      if (current === null) return;
      focusWhenShown();
      onOpen(current);
    },
  });
  return (
    <div
      ref={scroller}
      id="mission-list"
      role="listbox"
      aria-label="Missions"
      {...roving.list}
      onKeyDown={(event: KeyboardEvent) => {
        keys(event);
      }}
      className="group/list focus-inset min-h-0 flex-1 overflow-y-auto p-1.5"
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start: top }) => {
          const mission = missions[index];
          if (mission === undefined) return null;
          return (
            <Option
              key={mission.id}
              mission={mission}
              position={{ index, top, count: missions.length }}
              current={mission.id === current}
              shown={mission.id === shown}
              onOpen={() => {
                setCursor(mission.id);
                onOpen(mission.id);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

interface OptionProps {
  readonly mission: MissionSummary;
  readonly position: { readonly index: number; readonly top: number; readonly count: number };
  readonly current: boolean;
  readonly shown: boolean;
  readonly onOpen: () => void;
}

function Option({ mission, position, current, shown, onOpen }: OptionProps): ReactNode {
  const { id, title, status } = mission;
  return (
    <div
      id={optionId(id)}
      role="option"
      aria-setsize={position.count}
      aria-posinset={position.index + 1}
      style={{ height: OPTION_PX, transform: `translateY(${position.top}px)` }}
      aria-selected={shown}
      onClick={onOpen}
      {...rovingRow(current)}
      className={cx(
        'focus-inset absolute inset-x-0 top-0 flex min-w-0 items-start gap-2.5 rounded-md px-2 py-1.5',
        shown ? 'bg-press' : 'hover:bg-hover',
        current && 'group-focus-within/list:shadow-[inset_2px_0_0_var(--color-accent)]',
      )}
    >
      <span className="pt-px">
        <Ring progress={progressOf(mission)} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" title={title}>
          {title}
        </span>
        <span className="flex items-center justify-between gap-2 text-small text-muted">
          <StatusMark status={status} className="[&_svg]:size-3.5" />
          <span className="tabular truncate">{id}</span>
        </span>
      </span>
    </div>
  );
}

function optionId(id: string): string {
  return `mission-${id}`;
}
