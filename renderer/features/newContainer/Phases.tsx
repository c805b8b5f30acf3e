import { Circle, CircleCheck, CircleDotDashed, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Phase, PHASE_WORDS } from '../../../electron/contract/creation.ts';
import { Elapsed } from '../../ui/Ages.tsx';
import { cx } from '../../ui/cx.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { phaseDetail } from './select.ts';

const ICONS = { waiting: Circle, running: CircleDotDashed, done: CircleCheck, failed: CircleX } as const;
const COLOURS = { waiting: 'text-line-strong', running: 'text-run', done: 'text-good', failed: 'text-bad' } as const;
const WORDS = { waiting: 'Waiting', running: 'Under way', done: 'Done', failed: 'Failed' } as const;

/** The steps of a creation, each with its time and bytes. */
export function Phases({ phases }: { readonly phases: readonly Phase[] }): ReactNode {
  return (
    <ol className="space-y-2">
      {phases.map((phase) => (
        <PhaseLine key={phase.id} phase={phase} />
      ))}
    </ol>
  );
}

function PhaseLine({ phase }: { readonly phase: Phase }): ReactNode {
  const { id, state, startedAt, bytes } = phase;
  const Icon = ICONS[state];
  return (
    <li className={cx('flex gap-2.5', state === 'waiting' && 'text-muted')}>
      <Icon aria-label={WORDS[state]} role="img" className={cx('mt-0.5 size-4 shrink-0', COLOURS[state])} />
      <div className="min-w-0 flex-1">
        <div className="flex justify-between gap-3">
          <span className={state === 'running' ? 'font-medium' : undefined}>{PHASE_WORDS[id]}</span>
          <span className="tabular min-w-0 truncate text-muted">
            {phaseDetail(phase)}
            {state === 'running' && startedAt !== null && (
              <>
                {phaseDetail(phase) === '' ? '' : ' · '}
                <Elapsed since={startedAt} />
              </>
            )}
          </span>
        </div>
        {state === 'running' && bytes?.total != null && bytes.total > 0 && (
          <div className="mt-1">
            <ProgressBar value={bytes.sent / bytes.total} label="Bytes copied" />
          </div>
        )}
      </div>
    </li>
  );
}
