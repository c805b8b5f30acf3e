import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BoardMilestone } from '../../../../electron/contract/board.ts';
import { Button } from '../../../ui/Button.tsx';
import { openDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { StatusMark } from '../mission/StatusMark.tsx';

interface MilestoneCellsProps {
  readonly milestone: BoardMilestone;
  readonly parts: MissionParts;
}

/** A milestone's line: its state, kind and counts, and the way to its seal. */
export function MilestoneCells({ milestone: progress, parts }: MilestoneCellsProps): ReactNode {
  const { milestone, status, blocking } = progress;
  return (
    <>
      <span role="gridcell" className="flex w-28 shrink-0 @max-[36rem]:w-auto">
        <StatusMark status={status} />
      </span>
      <span role="gridcell" className="min-w-0 flex-1 truncate" title={milestone.description}>
        <span className="font-semibold">{milestone.title}</span>{' '}
        <span className="text-small text-muted">
          {milestone.kind === 'gate' ? 'GATE' : 'WORK'}
          {progress.current && ' · current'}
        </span>
      </span>
      <span role="gridcell" className="tabular text-muted @max-[44rem]:hidden">
        {progress.completedFeatures}/{progress.featureCount} features · {progress.terminalAssertions}/
        {progress.assertionCount} assertions
      </span>
      <span role="gridcell" className="w-20 shrink-0 text-right">
        {status !== 'sealed' && (
          <Button
            className="h-6"
            disabled={parts.write.busy}
            onClick={(event) => {
              event.stopPropagation();
              openDialog({ kind: 'seal', milestone: milestone.id });
            }}
          >
            <Lock aria-hidden className="size-3.5" />
            <span>
              Seal<span className="sr-only"> {milestone.title}</span>
            </span>
            {blocking.length > 0 && <span className="tabular text-muted">{blocking.length}</span>}
          </Button>
        )}
      </span>
    </>
  );
}
