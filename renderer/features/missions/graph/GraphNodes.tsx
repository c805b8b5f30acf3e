import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import type { MilestoneStatus } from '../../../../electron/contract/milestones.ts';
import { cx } from '../../../ui/cx.ts';
import { statusOf, statusWord } from './graph-select.ts';
import { StatusMark } from '../mission/StatusMark.tsx';

type FeatureBox = Node<
  {
    readonly card: BoardFeature;
    readonly current: boolean;
    /** Keys led here: it takes the focus. */
    readonly focused: boolean;
    readonly tabStop: boolean;
    readonly onShow: (feature: string) => void;
  },
  'feature'
>;
type LaneBox = Node<{ readonly title: string; readonly status: MilestoneStatus | null }, 'lane'>;
export type GraphNode = FeatureBox | LaneBox;

/** One feature: its state, its name, who works on it. */
export const FeatureNode = memo(function FeatureNode({ data }: NodeProps<FeatureBox>): ReactNode {
  const { card, current, focused, tabStop, onShow } = data;
  const { feature, ready, blockedBy } = card;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused && current) button.current?.focus({ preventScroll: true });
  }, [focused, current]);
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className="opacity-0" />
      <button
        ref={button}
        type="button"
        data-feature={feature.id}
        tabIndex={tabStop ? 0 : -1}
        aria-current={current ? true : undefined}
        aria-description={blockedBy.length === 0 ? undefined : `Waits for ${blockedBy.map(({ id }) => id).join(', ')}`}
        onClick={() => onShow(feature.id)}
        className={cx(
          'nodrag flex size-full flex-col justify-center rounded-lg border px-2.5 text-left',
          current ? 'border-accent bg-accent-soft' : 'bg-raised hover:bg-hover',
          !current && (ready ? 'border-accent' : 'border-line-strong'),
          feature.status === 'pending' && !ready && 'border-dashed',
        )}
      >
        <span className="flex items-center gap-2 text-small">
          <StatusMark status={statusOf(card)} word={statusWord(card)} className="[&_svg]:size-3.5" />
          <span className="ml-auto min-w-0 truncate text-muted">{feature.workerType}</span>
        </span>
        <span className="truncate font-medium" title={feature.title}>
          {feature.title}
        </span>
        <span className="truncate font-mono text-small text-muted">{feature.id}</span>
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} className="opacity-0" />
    </>
  );
});

/** A milestone behind its features. */
export const LaneNode = memo(function LaneNode({ data }: NodeProps<LaneBox>): ReactNode {
  return (
    <div className="pointer-events-none size-full rounded-xl border border-line bg-chrome">
      <p className="flex items-center gap-2 px-4 pt-2.5">
        <span className="min-w-0 truncate font-semibold">{data.title}</span>
        {data.status !== null && <StatusMark status={data.status} className="text-small [&_svg]:size-3.5" />}
      </p>
    </div>
  );
});
