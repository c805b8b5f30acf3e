import { X } from 'lucide-react';
import { firstLine } from '../../ui/format.ts';
import type { ReactNode } from 'react';
import { type Creation, PHASE_WORDS } from '../../../electron/contract/creation.ts';
import { useMaestro } from '../../client/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ProblemNote } from '../../ui/Problem.tsx';
import { StateBadge } from '../container/StateBadge.tsx';
import { cancelCreation, dismissCreation, retryCreation } from '../newContainer/creations.ts';
import { CreationProgress } from '../newContainer/CreationProgress.tsx';
import { folderName } from '../newContainer/select.ts';
import { imageNews } from '../container/problem-select.ts';
import { phaseAt } from '../newContainer/progress-select.ts';
import { creationWord } from './creation-select.ts';

interface CreationRowProps {
  readonly creation: Creation;
  readonly current: boolean;
  readonly onOpen: () => void;
  readonly onMakeCurrent: () => void;
}

/** A creation in the fleet: its step and progress, or the problem that ended it. */
export function CreationRow({ creation, current, onOpen, onMakeCurrent }: CreationRowProps): ReactNode {
  const failed = creation.state === 'failed';
  return (
    <div
      onClick={onMakeCurrent}
      onDoubleClick={onOpen}
      className={cx(
        'fleet-columns min-h-13 border-b border-line/70',
        failed ? 'bg-bad-soft' : current && 'bg-hover',
        current && 'shadow-[inset_2px_0_0_var(--color-accent)]',
      )}
    >
      <span role="gridcell" className="flex min-w-0 self-start py-4">
        <StateBadge state={failed ? 'error' : 'starting'} word={creationWord(creation)} />
      </span>
      <span role="gridcell" className="flex min-w-0 flex-col self-start py-1.5">
        <span className="truncate font-medium">{creation.branch ?? firstLine(creation.task)}</span>
        <span className="truncate text-muted">
          {folderName(creation.project)} · {creation.agent}
        </span>
      </span>
      <span role="gridcell" className="col-[3/-1] flex min-w-0 items-start gap-3 self-stretch pr-1">
        {failed ? (
          <Failed creation={creation} />
        ) : (
          <CreationProgress creation={creation} onCancel={() => void cancelCreation(creation)} />
        )}
      </span>
    </div>
  );
}

function Failed({ creation }: { readonly creation: Creation }): ReactNode {
  const { number, total, phase } = phaseAt(creation.phases);
  const { problem } = creation;
  const news = useMaestro(({ snapshot }) => imageNews(creation, snapshot?.imageBuild ?? null));
  return (
    <>
      <div className="min-w-0 flex-1 py-1.5">
        <p className="truncate text-small text-muted">
          {phase !== undefined && `Step ${number} of ${total}, ${PHASE_WORDS[phase.id].toLowerCase()} · `}
          {firstLine(creation.task)}
        </p>
        {news !== undefined && (
          <p className="flex items-center gap-3">
            <span className="min-w-0 truncate font-medium">{news}</span>
            <Button onClick={() => retryCreation(creation)}>Edit and retry</Button>
          </p>
        )}
        {problem !== null && news === undefined && (
          <ProblemNote problem={problem} plain className="max-w-180">
            <Button look="primary" onClick={() => retryCreation(creation)}>
              Edit and retry
            </Button>
          </ProblemNote>
        )}
      </div>
      <IconButton label="Dismiss" className="mt-3" onClick={() => void dismissCreation(creation)}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </>
  );
}
