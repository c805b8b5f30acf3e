import { FileCheck, Lock, Rocket, RotateCcw } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { count } from '../../../ui/format.ts';
import { columnOf } from './board-select.ts';
import type { LaunchedFeature } from '../mission/missionParts.ts';
import { StatusMark } from '../mission/StatusMark.tsx';

interface CardProps {
  readonly card: BoardFeature;
  readonly milestone: string;
  readonly current: boolean;
  /** The one card that Tab reaches. */
  readonly tabStop: boolean;
  readonly onPoint: (feature: string) => void;
  readonly onShow: (feature: string) => void;
  /** Null: no agent can be put to it now. */
  readonly onLaunch: ((feature: LaunchedFeature) => void) | null;
}

/** One feature on the board. */
export const Card = memo(function Card({ card, milestone, current, tabStop, onPoint, onShow, onLaunch }: CardProps) {
  const { feature, blockedBy, hasReport, retries } = card;
  return (
    <div className="relative">
      <button
        type="button"
        id={cardId(feature.id)}
        tabIndex={tabStop ? 0 : -1}
        aria-current={current ? true : undefined}
        onFocus={() => {
          if (!current) onPoint(feature.id);
        }}
        onClick={() => onShow(feature.id)}
        className={cx(
          'focus-inset block w-full min-w-0 rounded-lg border px-2.5 py-2 text-left transition-colors',
          current ? 'border-accent bg-accent-soft' : 'border-line bg-raised hover:bg-hover',
        )}
      >
        <span className="line-clamp-3 font-medium break-words">{feature.title}</span>
        <span className="mt-0.5 flex items-center justify-between gap-2 text-small text-muted">
          <span className="truncate font-mono" title={feature.id}>
            {feature.id}
          </span>
          {columnOf(card) === 'active' && <StatusMark status={feature.status} className="[&_svg]:size-3.5" />}
        </span>
        <span
          className="mt-0.5 block truncate pr-6 text-small text-muted"
          title={`${feature.workerType}, ${milestone}`}
        >
          {feature.workerType} · {milestone}
        </span>
        {blockedBy.length > 0 && (
          <span className="mt-1 flex min-w-0 items-center gap-1.5 text-small text-muted">
            <Lock aria-hidden className="size-3.5 shrink-0" />
            <span className="truncate" title={blockedBy.map(({ title }) => title).join(', ')}>
              Waits for {blockedBy.map(({ id }) => id).join(', ')}
            </span>
          </span>
        )}
        {(hasReport || retries > 0) && <Marks hasReport={hasReport} retries={retries} />}
      </button>
      {onLaunch !== null && (
        <IconButton
          label={`Launch a container for ${feature.id}`}
          tabIndex={-1}
          className="absolute right-1 bottom-1"
          onClick={() => onLaunch(feature)}
        >
          <Rocket aria-hidden className="size-3.5" />
        </IconButton>
      )}
    </div>
  );
});

function Marks({ hasReport, retries }: Pick<BoardFeature, 'hasReport' | 'retries'>): ReactNode {
  return (
    <span className="mt-1 flex flex-wrap gap-x-2.5 text-small text-muted">
      {hasReport && (
        <span className="inline-flex items-center gap-1.5">
          <FileCheck aria-hidden className="size-3.5" />
          Report
        </span>
      )}
      {retries > 0 && (
        <span className="inline-flex items-center gap-1.5">
          <RotateCcw aria-hidden className="size-3.5" />
          {count(retries, 'retry', 'retries')}
        </span>
      )}
    </span>
  );
}

/** The element of a card. */
export function cardId(feature: string): string {
  return `card-${feature}`;
}
