import { type ReactNode, useEffect, useId, useRef } from 'react';
import { sizeText } from '../../../electron/contract/text.ts';
import { type TrashEntry, workText } from '../../../electron/contract/trash.ts';
import { placeHash } from '../../client/place.ts';
import { Age } from '../../ui/Ages.tsx';
import { Button } from '../../ui/Button.tsx';
import { useClock } from '../../ui/clock.ts';
import { cx } from '../../ui/cx.ts';
import { firstLine } from '../../ui/format.ts';
import { ProblemNote } from '../../ui/Problem.tsx';
import { CreationProgress } from '../newContainer/CreationProgress.tsx';
import { folderName } from '../newContainer/select.ts';
import { bringBack, cancelRestore, forgetRestore } from './storage.ts';
import { keptWords, type RestoreState } from './storage-select.ts';

interface TrashRowProps {
  readonly entry: TrashEntry;
  readonly state: RestoreState;
  readonly current: boolean;
  readonly onChoose: () => void;
  readonly onDoom: () => void;
}

/** A removed container: what it was, until when it is kept, and its way back. */
export function TrashRow({ entry, state, current, onChoose, onDoom }: TrashRowProps): ReactNode {
  const id = useId();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const isBusy = state.kind === 'starting' || state.kind === 'running';
  return (
    <li
      ref={row}
      aria-labelledby={id}
      aria-current={current}
      onFocus={onChoose}
      onClick={onChoose}
      className={cx(
        'border-b border-l-2 border-b-line/70 px-4 py-3 last:border-b-0',
        current ? 'border-l-accent-fill bg-hover' : 'border-l-transparent',
      )}
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-100">
          <h3 id={id} className="font-semibold break-words">
            {entry.shortName}
            {entry.nick !== null && <span className="font-normal text-muted"> {entry.nick}</span>}
          </h3>
          <Facts entry={entry} />
        </div>
        <div className="flex items-center gap-4">
          <Button aria-label={`Restore: ${entry.shortName}`} disabled={isBusy} onClick={() => void bringBack(entry)}>
            Restore
          </Button>
          <Button
            look="risky"
            className="-mr-2.5"
            aria-label={`Remove for good: ${entry.shortName}`}
            disabled={isBusy}
            onClick={onDoom}
          >
            Remove for good…
          </Button>
        </div>
      </div>
      <RestoreLine entry={entry} state={state} />
    </li>
  );
}

function Facts({ entry }: { readonly entry: TrashEntry }): ReactNode {
  const { project, branch, agent, model, removedAt, keptUntil, bytes, task } = entry;
  const known = entry.commits !== null || entry.changed !== null;
  const kept = useClock((now) => keptWords(entry, now));
  return (
    <>
      <p className="flex min-w-0 gap-1.5 text-muted">
        <span className="max-w-2/5 shrink-0 truncate" title={project}>
          {folderName(project)}
        </span>
        ·
        <code className="min-w-0 truncate font-mono text-code" title={branch}>
          {branch}
        </code>
        ·
        <span className="max-w-2/5 shrink-0 truncate">
          {agent}
          {model !== null && `, ${model}`}
        </span>
      </p>
      <p className="tabular text-muted">
        Removed <Age at={removedAt} title={new Date(removedAt).toLocaleString()} /> ago,{' '}
        <time dateTime={keptUntil} title={new Date(keptUntil).toLocaleString()}>
          {kept}
        </time>{' '}
        · {sizeText(bytes)} · {known ? workText(entry) : 'its work is not known'}
      </p>
      <p className="truncate" title={task}>
        {firstLine(task)}
      </p>
    </>
  );
}

function RestoreLine({ entry, state }: Pick<TrashRowProps, 'entry' | 'state'>): ReactNode {
  return (
    <div aria-live="polite" className="empty:hidden">
      {state.kind === 'starting' && <p className="mt-2 text-muted">Beginning to restore…</p>}
      {state.kind === 'running' && (
        <div className="mt-2 flex items-center gap-3">
          <CreationProgress creation={state.creation} onCancel={() => void cancelRestore(entry.id)} />
        </div>
      )}
      {state.kind === 'back' && (
        <p className="mt-2">
          <span className="text-good">Restored.</span>{' '}
          <a
            href={placeHash({ at: 'container', name: state.container.name, window: 'agent' })}
            className="rounded-sm text-accent underline-offset-2 hover:underline"
          >
            Open {state.container.shortName}
          </a>
        </p>
      )}
      {state.kind === 'failed' && (
        <ProblemNote problem={state.problem} className="mt-2 rounded-lg bg-bad-soft p-3">
          <Button look="primary" onClick={() => void bringBack(entry)}>
            Try again
          </Button>
          <Button onClick={() => void forgetRestore(entry.id)}>Dismiss</Button>
        </ProblemNote>
      )}
    </div>
  );
}
