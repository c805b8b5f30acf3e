import { ChevronRight, Rocket } from 'lucide-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { BoardAssertion, BoardFeature } from '../../../../electron/contract/board.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { moved } from '../../../ui/cursor.ts';
import type { Handlers } from '../../shortcuts/shortcuts.ts';
import { onKeys, useShortcuts } from '../../shortcuts/useShortcuts.ts';
import { cardId } from '../board/Card.tsx';
import { MilestoneCells } from './MilestoneCells.tsx';
import type { MissionParts } from '../mission/missionParts.ts';
import { openMoveMenu } from '../board/MoveMenu.tsx';
import { type OutlineRow, outlineRows, sideways } from './outline-select.ts';
import { StatusMark } from '../mission/StatusMark.tsx';

const ROW_PX = 36;

/** Milestones, features and assertions as a tree that folds. The tree itself has the focus. */
export function Outline(parts: MissionParts): ReactNode {
  const { board, current, point, show } = parts;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<string | null>(current === null ? null : `feature ${current}`);
  const rows = useMemo(() => outlineRows(board, folded), [board, folded]);
  const keys = rows.map(({ key }) => key);
  const at = cursor !== null && keys.includes(cursor) ? cursor : (keys[0] ?? null);
  const row = rows.find(({ key }) => key === at);
  const feature = featureOf(row);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const index = at === null ? -1 : keys.indexOf(at);
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [virtual, index]);
  const go = (key: string | null): void => {
    setCursor(key);
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
        tabIndex={0}
        aria-activedescendant={at === null ? undefined : rowId(at)}
        onKeyDown={onKeys(handlers)}
        className="group/tree focus-inset min-h-0 flex-1 overflow-y-auto pb-4"
      >
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index: place, start }) => {
            const one = rows[place];
            if (one === undefined) return null;
            return (
              <Row
                key={one.key}
                row={one}
                position={{ index: place, start }}
                current={one.key === at}
                isFolded={folded.has(one.key)}
                onGo={() => go(one.key)}
                onShow={show}
                onToggle={() => toggle(one.key)}
              >
                <Cells row={one} parts={parts} />
              </Row>
            );
          })}
        </div>
      </div>
    </div>
  );
}

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

function Row({ row, position, current, isFolded, onGo, onShow, onToggle, children }: RowProps): ReactNode {
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
      onDoubleClick={() => {
        if (feature !== null) onShow(feature);
      }}
      style={{ height: ROW_PX, transform: `translateY(${position.start}px)` }}
      className={cx(
        'absolute inset-x-0 top-0 flex items-center gap-2 border-b border-line/70 pr-3',
        { 1: 'bg-chrome pl-2', 2: 'pl-7', 3: 'pl-13' }[row.level],
        current && 'bg-hover group-focus/tree:shadow-[inset_2px_0_0_var(--color-accent)]',
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

function Cells({ row, parts }: { readonly row: OutlineRow; readonly parts: MissionParts }): ReactNode {
  switch (row.kind) {
    case 'milestone':
      return <MilestoneCells milestone={row.milestone} parts={parts} />;
    case 'feature':
      return <FeatureCells card={row.card} parts={parts} />;
    case 'assertion':
      return <AssertionCells assertion={row.assertion} />;
  }
}

interface FeatureCellsProps {
  readonly card: BoardFeature;
  readonly parts: MissionParts;
}

function FeatureCells({ card, parts }: FeatureCellsProps): ReactNode {
  const { feature, ready, blockedBy } = card;
  return (
    <>
      <span role="gridcell" className="flex w-28 shrink-0 @max-[36rem]:w-auto" id={cardId(feature.id)}>
        <StatusMark status={ready ? 'ready' : feature.status} />
      </span>
      <span role="gridcell" className="min-w-0 flex-1 truncate" title={feature.title}>
        <span className="font-medium">{feature.title}</span>{' '}
        <span className="font-mono text-code text-muted">{feature.id}</span>
      </span>
      <span role="gridcell" className="max-w-2/5 truncate text-muted @max-[44rem]:hidden">
        {blockedBy.length > 0 ? `Waits for ${blockedBy.map(({ id }) => id).join(', ')}` : feature.workerType}
      </span>
      <span role="gridcell" className="flex w-7 shrink-0">
        {feature.status !== 'done' && (
          <IconButton
            label={`Launch a container for ${feature.id}`}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              parts.launch(feature);
            }}
          >
            <Rocket aria-hidden className="size-3.5" />
          </IconButton>
        )}
      </span>
    </>
  );
}

function AssertionCells({ assertion }: { readonly assertion: BoardAssertion }): ReactNode {
  const { result, description, evidence, waivedReason } = assertion;
  return (
    <>
      <span role="gridcell" className="flex w-28 shrink-0 @max-[36rem]:w-auto">
        <StatusMark status={result} />
      </span>
      <span role="gridcell" className="min-w-0 flex-1 truncate" title={description}>
        {description}
      </span>
      <span
        role="gridcell"
        className="max-w-2/5 truncate text-muted @max-[44rem]:hidden"
        title={waivedReason ?? evidence}
      >
        {waivedReason ?? evidence ?? ''}
      </span>
    </>
  );
}

function featureOf(row: OutlineRow | undefined): string | null {
  if (row?.kind === 'feature') return row.card.feature.id;
  return row?.kind === 'assertion' ? row.assertion.featureId : null;
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(key)) next.add(key);
  return next;
}

function rowId(key: string): string {
  return `outline-${key}`;
}
