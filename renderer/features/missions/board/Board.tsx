import { type FocusEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useDetails } from '../../../client/useDetails.ts';
import { cx } from '../../../ui/cx.ts';
import { count } from '../../../ui/format.ts';
import type { Handlers } from '../../shortcuts/shortcuts.ts';
import { onKeys, useShortcuts } from '../../shortcuts/useShortcuts.ts';
import { type Column, COLUMN_WORDS, cardAt, columnsOf, type Direction } from './board-select.ts';
import { Card, cardId } from './Card.tsx';
import type { MissionParts } from '../mission/missionParts.ts';
import { canLaunch } from '../mission/launch-select.ts';
import { openMoveMenu } from './MoveMenu.tsx';

/** The features of a mission by state. */
export function Board({ board, current, point, show, launch }: MissionParts): ReactNode {
  const columns = useMemo(() => columnsOf(board), [board]);
  const focused = useFocusKept(current, board);
  useInView(current);
  const go = (direction: Direction) => () => {
    const next = cardAt(columns, current, direction);
    if (next === null) return;
    point(next);
    document.getElementById(cardId(next))?.focus();
  };
  const handlers: Handlers = {
    down: go('down'),
    up: go('up'),
    left: go('left'),
    right: go('right'),
    first: go('first'),
    last: go('last'),
    ...(current === null ? {} : { open: () => show(current), move: () => openMoveMenu(current) }),
  };
  useShortcuts(handlers);
  const titles = new Map(board.milestones.map(({ milestoneId, milestone }) => [milestoneId, milestone.title]));
  const known = board.features.some(({ feature }) => feature.id === current);
  const tabStop = known ? current : (columns.find(({ cards }) => cards.length > 0)?.cards[0]?.feature.id ?? null);
  return (
    <div
      role="group"
      aria-label="Board"
      onKeyDown={onKeys(handlers)}
      {...focused}
      className="flex min-h-0 flex-1 overflow-x-auto overflow-y-hidden px-2 py-3"
    >
      {columns.map((column) => (
        <ColumnView key={column.id} column={column}>
          {column.cards.map((card) => (
            <li key={card.feature.id} className="far-away">
              <Card
                card={card}
                milestone={titles.get(card.feature.milestoneId) ?? card.feature.milestoneId}
                current={card.feature.id === current}
                tabStop={card.feature.id === tabStop}
                onPoint={point}
                onShow={show}
                onLaunch={canLaunch(board, card) ? launch : null}
              />
            </li>
          ))}
        </ColumnView>
      ))}
    </div>
  );
}

function ColumnView({ column, children }: { readonly column: Column; readonly children: ReactNode }): ReactNode {
  const { id, cards } = column;
  const word = COLUMN_WORDS[id];
  return (
    <section
      aria-label={`${word}, ${count(cards.length, 'feature')}`}
      data-column={id}
      className={cx('flex min-h-0 flex-col', cards.length === 0 ? 'min-w-30 flex-1' : 'min-w-46 flex-[2]')}
    >
      <h3 className="flex shrink-0 items-baseline gap-1.5 px-2 pb-1.5 font-semibold whitespace-nowrap">
        {word}
        <span className="tabular text-small font-normal text-muted">{cards.length}</span>
      </h3>
      <ul className="min-h-0 flex-1 space-y-2 overflow-y-auto px-2 pt-0.5 pb-2">{children}</ul>
    </section>
  );
}

/** The current card stays in view when the details take a part of the board's room. */
function useInView(current: string | null): void {
  const { open } = useDetails();
  useEffect(() => {
    if (current !== null)
      document.getElementById(cardId(current))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current, open]);
}

/** A card that goes to another column is drawn anew there: the focus goes with it. */
function useFocusKept(current: string | null, board: unknown) {
  const had = useRef(false);
  useEffect(() => {
    if (!had.current || current === null || document.activeElement !== document.body) return;
    document.getElementById(cardId(current))?.focus();
  }, [current, board]);
  return {
    onFocus: () => {
      had.current = true;
    },
    onBlur: (event: FocusEvent) => {
      if (event.relatedTarget !== null) had.current = false;
    },
  };
}
