import type { ReactNode } from 'react';
import type { MissionBoard } from '../../../../electron/contract/board.ts';
import { Age } from '../../../ui/Ages.tsx';
import { useClock } from '../../../ui/clock.ts';
import { cx } from '../../../ui/cx.ts';
import { count } from '../../../ui/format.ts';
import { StatusMark } from '../mission/StatusMark.tsx';
import { type Bar, clockWords, dayOf, dayWords, timeAxis } from './timeline-select.ts';

const STEP_MS = 60_000;

/** The milestones over time, from the mission's creation until now or its end. */
export function TimeBars({ board }: { readonly board: MissionBoard }): ReactNode {
  const now = useClock((time) => Math.floor(time / STEP_MS)) * STEP_MS;
  const { start, end, ended, bars } = timeAxis(board, now);
  const words = (at: string): string => `${dayWords(dayOf(new Date(at)), new Date(now))} ${clockWords(at)}`;
  return (
    <section aria-label="Milestones over time">
      <h3 className="mb-2 font-semibold">Milestones</h3>
      {bars.length === 0 && <p className="text-muted">This mission has no milestones.</p>}
      <ul className="space-y-2">
        {bars.map((bar) => (
          <Row key={bar.milestone.milestoneId} bar={bar} words={words} />
        ))}
      </ul>
      {bars.length > 0 && (
        <p className="tabular mt-1 flex justify-between text-small text-muted @min-[40rem]:ml-[calc(min(14rem,30%)+1rem)]">
          <span>Created {words(start)}</span>
          <span>{ended ? `Last change ${words(end)}` : 'Now'}</span>
        </p>
      )}
    </section>
  );
}

interface RowProps {
  readonly bar: Bar;
  readonly words: (at: string) => string;
}

function Row({ bar, words }: RowProps): ReactNode {
  const { milestone, first, last } = bar;
  const { featureCount, completedFeatures, terminalAssertions, assertionCount } = milestone;
  return (
    <li className="@min-[40rem]:flex @min-[40rem]:items-center @min-[40rem]:gap-4">
      <div className="w-[min(14rem,30%)] min-w-40 shrink-0">
        <p className="truncate font-medium" title={milestone.milestone.title}>
          {milestone.milestone.title}
        </p>
        <StatusMark status={milestone.status} className="text-small [&_svg]:size-3.5" />
      </div>
      <div className="min-w-0 flex-1">
        <Track bar={bar} />
        <p className="mt-0.5 text-small text-muted">
          {completedFeatures} of {count(featureCount, 'feature')} done, {terminalAssertions} of{' '}
          {count(assertionCount, 'assertion')} settled.{' '}
          {first === null ? (
            'Nothing has happened yet.'
          ) : (
            <>
              First known change {words(first)}, the last one <Age at={last ?? first} /> ago.
            </>
          )}
        </p>
      </div>
    </li>
  );
}

function Track({ bar: { from, to, open, first, milestone } }: { readonly bar: Bar }): ReactNode {
  const sealed = milestone.status === 'sealed';
  return (
    <div aria-hidden className="relative h-3 overflow-hidden rounded-full bg-press">
      {first !== null && (
        <span
          className={cx(
            'absolute inset-y-0 min-w-1.5 rounded-full',
            sealed ? 'bg-good' : open ? 'bg-run' : 'bg-line-strong',
          )}
          style={{ left: `min(${from * 100}%, calc(100% - 0.375rem))`, width: `${(to - from) * 100}%` }}
        />
      )}
    </div>
  );
}
