import type { ReactNode } from 'react';
import { type Creation, PHASE_WORDS } from '../../../electron/contract/creation.ts';
import { Elapsed } from '../../ui/Ages.tsx';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { phaseAt, progressOf } from './progress-select.ts';
import { phaseDetail } from './select.ts';

interface CreationProgressProps {
  readonly creation: Creation;
  readonly onCancel: () => void;
}

/** A creation under way on one line: its step, how far it is, and a way to end it. */
export function CreationProgress({ creation, onCancel }: CreationProgressProps): ReactNode {
  const { phase } = phaseAt(creation.phases);
  return (
    <>
      <span className="flex min-w-0 flex-1 flex-col gap-1.5 self-center">
        <span className="flex min-w-0 justify-between gap-3">
          <span className="truncate">
            {phase === undefined ? '' : PHASE_WORDS[phase.id]}
            <span className="text-muted"> {phase === undefined ? '' : phaseDetail(phase)}</span>
          </span>
          <span className="tabular shrink-0 text-muted">
            <Elapsed since={creation.startedAt} />
          </span>
        </span>
        <ProgressBar value={progressOf(creation.phases)} label="Progress of the creation" />
      </span>
      <Button look="quiet" className="self-center" disabled={creation.state === 'cancelling'} onClick={onCancel}>
        Cancel
      </Button>
    </>
  );
}
