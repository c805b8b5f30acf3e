import { ArrowDown, ArrowUp } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { type FleetColumn, FLEET_COLUMNS, useView } from '../../client/view.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { COLUMN_WORDS, type Folded, foldedWords } from './columns-select.ts';
import { nextSort } from './order-select.ts';

/** The classes of the columns that are not always there; head and rows share them. */
export const COLUMN_CLASS: Readonly<Record<FleetColumn, string>> = {
  state: '',
  container: '',
  agent: 'fleet-agent',
  task: '',
  git: 'fleet-git',
  active: 'fleet-active',
  'sign-in': 'fleet-sign-in',
  isolation: 'fleet-isolation',
};

/** Columns whose head shows its word only where there is room. */
const NARROW: ReadonlySet<FleetColumn> = new Set<FleetColumn>(['sign-in', 'isolation']);

interface HeadProps {
  readonly folded: readonly Folded[];
  readonly load: boolean;
  /** The rows should stand in another order by now. */
  readonly isOld: boolean;
  readonly onRenew: () => void;
}

/** The heads of the columns: a click sorts by one, another turns it around, a third gives the fleet's own order back. */
export function Head({ folded, load, isOld, onRenew }: HeadProps): ReactNode {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
      <div role="row" aria-rowindex={1} className="fleet-columns h-8 text-small whitespace-nowrap text-muted">
        {FLEET_COLUMNS.map((column) => (
          <Fragment key={column}>
            {column === 'git' && load && (
              <span role="columnheader" className="fleet-load">
                CPU, memory
              </span>
            )}
            <HeadCell column={column}>
              {column === 'task' && folded.length > 0 && (
                <span className="ml-3 min-w-0 truncate" title={`The same in every row: ${foldedWords(folded)}`}>
                  All: {foldedWords(folded)}
                </span>
              )}
              {column === 'task' && isOld && (
                <Button look="quiet" className="ml-auto h-6 px-1.5 text-small" onClick={onRenew}>
                  Sort again
                </Button>
              )}
            </HeadCell>
          </Fragment>
        ))}
        <span role="columnheader">
          <span className="sr-only">Actions</span>
        </span>
      </div>
    </div>
  );
}

function HeadCell({ column, children }: { readonly column: FleetColumn; readonly children: ReactNode }): ReactNode {
  const sort = useView((view) => view.sort);
  const isSorted = sort?.column === column;
  const Arrow = sort?.down === true ? ArrowUp : ArrowDown;
  return (
    <span
      role="columnheader"
      aria-sort={isSorted ? (sort.down ? 'descending' : 'ascending') : undefined}
      className={cx('flex min-w-0 items-center', COLUMN_CLASS[column], column === 'active' && 'justify-end')}
    >
      <button
        type="button"
        title={`Sort by ${COLUMN_WORDS[column].toLowerCase()}`}
        onClick={() => useView.setState({ sort: nextSort(sort, column) })}
        className={cx(
          'flex min-w-0 items-center gap-0.5 rounded-sm hover:text-ink',
          isSorted && 'font-semibold text-ink',
          NARROW.has(column) && 'min-h-4 min-w-4',
        )}
      >
        <span className={NARROW.has(column) ? 'fleet-word' : 'truncate'}>{COLUMN_WORDS[column]}</span>
        {isSorted && <Arrow aria-hidden className="size-3 shrink-0" />}
      </button>
      {children}
    </span>
  );
}
