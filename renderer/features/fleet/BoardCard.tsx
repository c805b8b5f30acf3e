import { memo, type ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { cx } from '../../ui/cx.ts';
import { firstLine } from '../../ui/format.ts';
import { useActions } from '../container/actions.ts';
import { stateWord } from '../container/select.ts';
import { StateBadge } from '../container/StateBadge.tsx';
import { TileHead } from './TileHead.tsx';
import { TileLine } from './TileLine.tsx';
import type { TileState } from './Tiles.tsx';

interface BoardCardProps extends TileState {
  readonly container: Container;
  readonly dense: boolean;
  /** The word of its column: a state that says the same is not said again. */
  readonly column: string;
}

/** One container on the board. */
export const BoardCard = memo(function BoardCard({ container, dense, column, ...state }: BoardCardProps): ReactNode {
  const busy = useActions(({ busy: all }) => all[container.name]);
  const { name, shortName, project, branch, task, lastActivityAt } = container;
  const word = busy ?? stateWord(container);
  return (
    <div className="flex h-full flex-col px-2.5 py-1.5" title={container.evidence}>
      <TileHead {...state} of={name} name={shortName} at={lastActivityAt} />
      {!dense && (
        <span className="truncate text-small text-muted" title={`${project.path} · ${branch}`}>
          {project.name} <span className="font-mono">{branch}</span>
        </span>
      )}
      <span className="truncate text-muted" title={firstLine(task)}>
        {firstLine(task)}
      </span>
      <span className={cx('flex min-w-0', dense ? 'items-center gap-1.5' : 'flex-col')}>
        {word !== column && (
          <StateBadge state={container.state} word={word} className="max-w-1/2 shrink-0 [&_svg]:size-3.5" />
        )}
        <TileLine container={container} className={word !== column || dense ? 'truncate' : 'line-clamp-2'} />
      </span>
    </div>
  );
});
