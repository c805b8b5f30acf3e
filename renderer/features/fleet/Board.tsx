import { type ReactNode, useMemo } from 'react';
import { cx } from '../../ui/cx.ts';
import { BOARD_WORDS, boardColumnOf, boardColumns } from './board-select.ts';
import { BoardCard } from './BoardCard.tsx';
import { CreationTile } from './CreationTile.tsx';
import type { FleetViewProps } from './fleetView.ts';
import { Tiles } from './Tiles.tsx';

const COLUMN_PX = 232;
const HEAD_PX = 34;
const COSY_PX = 112;
const DENSE_PX = 74;

/** The fleet by state, what needs the user at the left. Columns without anything are not drawn. */
export function Board(props: FleetViewProps): ReactNode {
  const { fleet } = props;
  const { dense } = fleet.view;
  const columns = useMemo(() => boardColumns(fleet.rows), [fleet.rows]);
  const lines = useMemo(() => {
    const longest = Math.max(0, ...columns.map(({ rows }) => rows.length));
    return Array.from({ length: longest }, (_, line) => columns.map(({ rows }) => rows[line]));
  }, [columns]);
  const heads = columns.map(({ id, rows }, index) => (
    <div
      key={id}
      role="columnheader"
      aria-colindex={index + 1}
      data-column={id}
      className="flex min-w-0 items-center gap-1.5 px-1 whitespace-nowrap"
    >
      <span className="truncate font-semibold">{BOARD_WORDS[id]}</span>
      <span
        className={cx(
          'tabular rounded-full text-small',
          id === 'needs-you' ? 'bg-needs-fill px-1.5 font-medium text-on-needs' : 'text-muted',
        )}
      >
        {rows.length}
      </span>
    </div>
  ));
  return (
    <Tiles
      {...props}
      lines={lines}
      across={columns.length}
      minPx={COLUMN_PX}
      heightPx={dense ? DENSE_PX : COSY_PX}
      heads={{ px: HEAD_PX, each: heads }}
      draw={(row, state) => {
        if (row.kind === 'creation') return <CreationTile {...state} creation={row.creation} dense={dense} />;
        const column = BOARD_WORDS[boardColumnOf(row)];
        return <BoardCard {...state} container={row.container} dense={dense} column={column} />;
      }}
    />
  );
}
