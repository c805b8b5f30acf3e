import { Ellipsis } from 'lucide-react';
import { memo } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { go } from '../../client/place.ts';
import { Age } from '../../ui/Ages.tsx';
import { cx } from '../../ui/cx.ts';
import { Tip } from '../../ui/Tip.tsx';
import { useActions } from '../container/actions.ts';
import { stateWord } from '../container/select.ts';
import { StateBadge } from '../container/StateBadge.tsx';
import { LoadCell } from './LoadCell.tsx';
import { openRowMenu } from './rowMenuAt.ts';
import { makeCurrent, toggleSelected } from './useFleet.ts';
import { AGE, GitCell, GuardCells, LineCell } from './RowCells.tsx';

interface RowProps {
  readonly container: Container;
  readonly current: boolean;
  readonly selected: boolean;
  readonly dense: boolean;
  /** It measures what it uses. */
  readonly load: boolean;
}

/** One container of the fleet. Few nodes, because a hundred of them scroll. */
export const ContainerRow = memo(function ContainerRow({ container, current, selected, dense, load }: RowProps) {
  const busy = useActions((state) => state.busy[container.name]);
  const { name, shortName, project, branch, agent, model, state, evidence, lastActivityAt } = container;
  return (
    <div
      className={cx(
        'fleet-columns group h-full border-b border-line/70',
        selected ? 'bg-accent-soft' : current ? 'bg-hover' : 'hover:bg-hover/60',
        current && 'shadow-[inset_2px_0_0_var(--color-accent)]',
      )}
      onClick={(event) => (event.metaKey || event.ctrlKey ? toggleSelected(name) : makeCurrent(name))}
      onDoubleClick={() => go({ at: 'container', name, window: 'agent' })}
      onContextMenu={(event) => {
        event.preventDefault();
        openRowMenu(name, event.currentTarget.querySelector('[data-menu]') ?? event.currentTarget);
      }}
    >
      <Tip text={evidence} side="right">
        <StateBadge role="gridcell" aria-description={evidence} state={state} word={busy ?? stateWord(container)} />
      </Tip>
      <span role="gridcell" className={cx('flex min-w-0', dense ? 'items-baseline gap-2' : 'flex-col')}>
        <span className={cx('truncate font-medium', dense && 'max-w-full shrink-0')} title={name}>
          {shortName}
        </span>
        <span className={cx('truncate text-muted', dense && 'min-w-0 flex-1')} title={`${project.path} · ${branch}`}>
          {project.name} <span className="font-mono text-code">{branch}</span>
        </span>
      </span>
      <span role="gridcell" className="fleet-agent overflow-hidden text-ellipsis whitespace-pre text-muted">
        {dense || model === null ? agent : `${agent}\n${model}`}
      </span>
      <LineCell container={container} dense={dense} />
      {load && <LoadCell container={container} />}
      <GitCell container={container} />
      {lastActivityAt === null ? (
        <span role="gridcell" className={AGE}>
          –
        </span>
      ) : (
        <Age role="gridcell" at={lastActivityAt} className={AGE} />
      )}
      <GuardCells container={container} />
      <span role="gridcell" className="flex justify-end">
        <button
          type="button"
          tabIndex={-1}
          data-menu
          aria-label={`Actions for ${shortName}`}
          className={cx(
            'inline-flex size-6 items-center justify-center rounded-md text-muted hover:bg-press hover:text-ink',
            !current && 'opacity-0 group-hover:opacity-100',
          )}
          onClick={(event) => {
            event.stopPropagation();
            openRowMenu(name, event.currentTarget);
          }}
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      </span>
    </div>
  );
});
