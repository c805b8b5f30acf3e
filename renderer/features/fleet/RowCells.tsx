import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { cx } from '../../ui/cx.ts';
import { Tip } from '../../ui/Tip.tsx';
import { FactMark } from '../container/FactMark.tsx';
import { isolationFact } from '../container/select.ts';
import { useCredential } from '../container/useCredential.ts';
import { lineOf } from '../container/line-select.ts';
import { gitText, gitWords } from '../container/git-select.ts';

/** What it asks, what is wrong with it, or its task. */
export function LineCell({ container, dense }: { readonly container: Container; readonly dense: boolean }): ReactNode {
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
      {line.step !== '' && <span className="tabular text-ink">{line.step} · </span>}
      {line.text}
    </span>
  );
}

/** What its branch holds that the base has not. */
export function GitCell({ container: { git } }: { readonly container: Container }): ReactNode {
  return (
    <Tip text={gitWords(git)} side="top">
      <span role="gridcell" aria-description={gitWords(git)} className="fleet-git tabular truncate text-muted">
        {gitText(git) ?? '–'}
      </span>
    </Tip>
  );
}

/** The classes of a cell that holds an age. */
export const AGE = 'fleet-active tabular text-right text-muted';

/** Its sign-in and its closed network. */
export function GuardCells({ container }: { readonly container: Container }): ReactNode {
  const credential = useCredential(container.credential);
  const isolation = isolationFact(container);
  return (
    <>
      <Tip text={credential.why} side="top">
        <FactMark
          role="gridcell"
          aria-description={credential.why}
          fact={credential}
          className="fleet-sign-in"
          wordClass="fleet-word"
        />
      </Tip>
      <Tip text={isolation.why} side="top">
        <FactMark
          role="gridcell"
          aria-description={isolation.why}
          fact={isolation}
          shield
          className="fleet-isolation"
          wordClass="fleet-word"
        />
      </Tip>
    </>
  );
}
