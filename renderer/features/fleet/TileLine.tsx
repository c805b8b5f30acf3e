import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { cx } from '../../ui/cx.ts';
import { lineOf } from '../container/line-select.ts';

/** What a container does in one line: what it asks, what went wrong, the step that it is at, or else what its state rests on. */
export function TileLine({
  container,
  className,
}: {
  readonly container: Container;
  readonly className?: string;
}): ReactNode {
  const { kind, lead, step, text } = lineOf(container);
  const said = kind === 'task' ? step || (lead === '' ? container.evidence : '') : text;
  return (
    <span
      title={said === '' ? lead : said}
      className={cx('min-w-0', kind === 'problem' ? 'text-bad' : 'text-ink', className)}
    >
      {lead !== '' && <span className="font-medium text-needs">{said === '' ? lead : `${lead}: `}</span>}
      {said}
    </span>
  );
}
