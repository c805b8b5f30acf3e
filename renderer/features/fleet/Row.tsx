import { Ellipsis } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { go } from '../../client/place.ts';
import { Age } from '../../ui/Ages.tsx';
import { cx } from '../../ui/cx.ts';
import { Tip } from '../../ui/Tip.tsx';
import { useActions } from '../container/actions.ts';
import { FactMark } from '../container/FactMark.tsx';
import { isolationFact } from '../container/select.ts';
import { useCredential } from '../container/useCredential.ts';
import { StateBadge } from '../container/StateBadge.tsx';
import { openRowMenu } from './rowMenuAt.ts';
import { lineOf } from '../container/line-select.ts';
import { gitText, gitWords } from '../container/git-select.ts';
import { makeCurrent, toggleSelected } from './useFleet.ts';

interface RowProps {
  readonly container: Container;
  readonly current: boolean;
  readonly selected: boolean;
  readonly dense: boolean;
}

/** One container of the fleet. Few nodes, because a hundred of them scroll. */
export const ContainerRow = memo(function ContainerRow({ container, current, selected, dense }: RowProps) {
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
        <StateBadge role="gridcell" aria-description={evidence} state={state} word={busy} />
      </Tip>
      <span role="gridcell" className={cx('flex min-w-0', dense ? 'items-baseline gap-2' : 'flex-col')}>
        <span className={cx('truncate font-medium', dense && 'max-w-full shrink-0')} title={name}>
          {shortName}
        </span>
        <span className={cx('truncate text-muted', dense && 'min-w-0 flex-1')} title={`${project.path} · ${branch}`}>
          {project.name} <span className="font-mono text-code">{branch}</span>
        </span>
      </span>
      <span
        role="gridcell"
        className="hidden overflow-hidden text-ellipsis whitespace-pre text-muted @min-[60rem]:block"
      >
        {dense || model === null ? agent : `${agent}\n${model}`}
      </span>
      <LineCell container={container} dense={dense} />
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

function LineCell({ container, dense }: { readonly container: Container; readonly dense: boolean }): ReactNode {
  const line = lineOf(container);
  return (
    <span
      role="gridcell"
      title={line.text}
      className={cx(
        'min-w-0',
        dense ? 'truncate' : 'line-clamp-2',
        { ask: 'text-ink', problem: 'text-bad', task: 'text-muted' }[line.kind],
      )}
    >
      {line.lead !== '' && <span className="font-medium text-needs">{line.lead}: </span>}
      {line.text}
    </span>
  );
}

function GitCell({ container: { git } }: { readonly container: Container }): ReactNode {
  return (
    <Tip text={gitWords(git)} side="top">
      <span role="gridcell" className="tabular hidden truncate text-muted @min-[44rem]:block">
        <span aria-hidden>{gitText(git) ?? '–'}</span>
        <span className="sr-only">{gitWords(git)}</span>
      </span>
    </Tip>
  );
}

const AGE = 'tabular hidden text-right text-muted @min-[44rem]:block';
const GUARD = 'hidden! @min-[44rem]:inline-flex!';
const WORD = 'sr-only @min-[66rem]:not-sr-only';

function GuardCells({ container }: { readonly container: Container }): ReactNode {
  const credential = useCredential(container.credential);
  const isolation = isolationFact(container.isolation);
  return (
    <>
      <Tip text={credential.why} side="top">
        <FactMark
          role="gridcell"
          aria-description={credential.why}
          fact={credential}
          className={GUARD}
          wordClass={WORD}
        />
      </Tip>
      <Tip text={isolation.why} side="top">
        <FactMark
          role="gridcell"
          aria-description={isolation.why}
          fact={isolation}
          shield
          className={GUARD}
          wordClass={WORD}
        />
      </Tip>
    </>
  );
}
