import { GitMerge, TriangleAlert } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import type { Overlap } from '../../../electron/contract/overlap.ts';
import { useSnapshot } from '../../client/store.ts';
import { cx } from '../../ui/cx.ts';
import { rovingRow } from '../../ui/roving.ts';
import { Tip } from '../../ui/Tip.tsx';
import { stateWord } from '../container/select.ts';
import { StateBadge } from '../container/StateBadge.tsx';
import { badgeOf, meetingsOf, workText } from './queue-select.ts';
import type { LookState } from './review.ts';

interface QueueProps {
  readonly ref: RefObject<HTMLElement | null>;
  readonly queue: readonly Container[];
  readonly chosen: string | null;
  readonly overlaps: Readonly<Record<string, LookState<Overlap>>>;
  readonly onChoose: (container: Container) => void;
}

/** The containers with work, those that have ended first. */
export function Queue({ ref, queue, chosen, overlaps, onChoose }: QueueProps): ReactNode {
  useEffect(() => {
    const current = ref.current?.querySelector<HTMLElement>('[aria-current="true"]');
    current?.scrollIntoView({ block: 'nearest' });
    const { activeElement } = document;
    if (activeElement === document.body || ref.current?.contains(activeElement) === true)
      current?.focus({ preventScroll: true });
  }, [ref, chosen]);
  return (
    <nav
      ref={ref}
      aria-label="Waiting for review"
      className="w-64 max-w-2/5 shrink-0 overflow-y-auto border-r border-line bg-chrome py-1"
    >
      {queue.length === 0 && <p className="px-3 py-2 text-muted">Nothing waits any more.</p>}
      {queue.map((container) => {
        const isChosen = container.name === chosen;
        return (
          <button
            key={container.name}
            type="button"
            {...rovingRow(isChosen)}
            aria-current={isChosen}
            onClick={() => onChoose(container)}
            className={cx(
              'focus-inset flex w-full flex-col gap-0.5 px-3 py-2 text-left hover:bg-hover',
              isChosen && 'bg-press shadow-[inset_2px_0_0_var(--color-accent)]',
            )}
          >
            <span className="flex w-full items-center gap-2">
              <span className="min-w-0 flex-1 truncate font-medium" title={container.name}>
                {container.shortName}
              </span>
              <StateBadge state={container.state} word={stateWord(container)} className="shrink-0 text-small" />
            </span>
            <code className="w-full truncate font-mono text-code text-muted">
              {container.git?.branch ?? container.branch}
            </code>
            <span className="flex w-full items-center gap-2 text-small text-muted">
              <span className="tabular min-w-0 flex-1 truncate">{workText(container)}</span>
              <OverlapBadge container={container} overlap={overlaps[container.project.path]?.value} />
            </span>
          </button>
        );
      })}
    </nav>
  );
}

const NONE: Readonly<Record<string, Container>> = {};

interface OverlapBadgeProps {
  readonly container: Container;
  readonly overlap: Overlap | undefined;
}

/** Whether it does not merge with somebody, or changes the same lines; who and where is said beside its work. */
function OverlapBadge({ container, overlap }: OverlapBadgeProps): ReactNode {
  const containers = useSnapshot((snapshot) => snapshot.containers, NONE);
  if (overlap === undefined) return null;
  const said = (name: string): string => containers[name]?.shortName ?? name;
  const badge = badgeOf(meetingsOf(overlap, container.name), { name: container.name, said });
  if (badge === null) return null;
  const isConflict = badge.kind === 'conflict';
  const Icon = isConflict ? TriangleAlert : GitMerge;
  return (
    <Tip text={badge.why} side="right">
      <span className={cx('flex shrink-0 items-center gap-1', isConflict ? 'text-warn' : 'text-muted')}>
        <Icon aria-hidden className="size-3.5" />
        {badge.word}
      </span>
    </Tip>
  );
}
