import type { ReactNode } from 'react';
import { useRead } from '../../../client/reads.ts';
import { Reading } from '../../../ui/Reading.tsx';
import { ProgressLog } from './ProgressLog.tsx';
import { TimeBars } from './TimeBars.tsx';

interface TimelineProps {
  readonly project: string;
  readonly mission: string;
}

/** When each milestone was worked on, and everything that happened, the newest first. */
export function Timeline({ project, mission }: TimelineProps): ReactNode {
  const state = useRead({
    project,
    of: ['board', mission],
    read: (client) => client.missions.board({ project, mission }),
  });
  return (
    <Reading state={state} what="the timeline">
      {(board) => (
        <div
          tabIndex={0}
          role="group"
          aria-label="Timeline"
          className="@container focus-inset min-h-0 flex-1 space-y-6 overflow-y-auto p-4"
        >
          <TimeBars board={board} />
          <ProgressLog log={board.log} />
        </div>
      )}
    </Reading>
  );
}
