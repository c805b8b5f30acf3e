import type { ReactNode } from 'react';
import { type Creation, PHASE_WORDS } from '../../../electron/contract/creation.ts';
import { cx } from '../../ui/cx.ts';
import { firstLine } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StateBadge } from '../container/StateBadge.tsx';
import { phaseAt, progressOf } from '../newContainer/progress-select.ts';
import { folderName, phaseDetail } from '../newContainer/select.ts';
import { creationWord } from './creation-select.ts';
import { TileHead } from './TileHead.tsx';
import type { TileState } from './Tiles.tsx';

interface CreationTileProps extends TileState {
  readonly creation: Creation;
  readonly dense: boolean;
}

/** A creation among the tiles: its step and progress, or the problem that ended it; its page has the rest. */
export function CreationTile({ creation, dense, ...state }: CreationTileProps): ReactNode {
  const failed = creation.state === 'failed';
  const { phase } = phaseAt(creation.phases);
  return (
    <div className="flex h-full flex-col px-2.5 py-1.5">
      <TileHead
        {...state}
        of={creation.id}
        name={creation.branch ?? firstLine(creation.task)}
        at={creation.startedAt}
      />
      {!dense && (
        <span className="truncate text-small text-muted">
          {folderName(creation.project)} · {creation.agent}
        </span>
      )}
      <StateBadge
        state={failed ? 'error' : 'starting'}
        word={creationWord(creation)}
        className="mt-0.5 [&_svg]:size-3.5"
      />
      {failed ? (
        <span className={cx('text-bad', dense ? 'truncate' : 'line-clamp-2')} title={creation.problem?.sentence}>
          {creation.problem?.sentence}
        </span>
      ) : (
        <span className="mt-auto flex flex-col gap-1">
          {!dense && (
            <span className="truncate text-small text-muted">
              {phase === undefined ? '' : `${PHASE_WORDS[phase.id]} ${phaseDetail(phase)}`}
            </span>
          )}
          <ProgressBar value={progressOf(creation.phases)} label="Progress of the creation" />
        </span>
      )}
    </div>
  );
}
