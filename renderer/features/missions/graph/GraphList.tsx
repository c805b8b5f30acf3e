import type { ReactNode } from 'react';
import type { BoardFeature, MissionBoard } from '../../../../electron/contract/board.ts';
import { cx } from '../../../ui/cx.ts';
import { statusOf, statusWord } from './graph-select.ts';
import { StatusMark } from '../mission/StatusMark.tsx';

interface GraphListProps {
  readonly board: MissionBoard;
  readonly current: string | null;
  readonly onShow: (feature: string) => void;
}

/** The same as the graph, to read line by line. */
export function GraphList({ board, current, onShow }: GraphListProps): ReactNode {
  return (
    <div tabIndex={0} role="group" aria-label="Dependencies" className="focus-inset min-h-0 flex-1 overflow-auto p-4">
      <table className="w-full min-w-130 border-collapse text-left">
        <thead>
          <tr className="border-b border-line text-small text-muted">
            {['Feature', 'State', 'Waits for', 'Then can begin'].map((head) => (
              <th key={head} scope="col" className="py-1 pr-4 font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {board.milestones.map(({ milestoneId, milestone }) => (
          <tbody key={milestoneId}>
            <tr>
              <th scope="rowgroup" colSpan={4} className="pt-3 pb-1 font-semibold">
                {milestone.title}
              </th>
            </tr>
            {board.features
              .filter(({ feature }) => feature.milestoneId === milestoneId)
              .map((card) => (
                <Line key={card.feature.id} card={card} current={card.feature.id === current} onShow={onShow} />
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface LineProps extends Pick<GraphListProps, 'onShow'> {
  readonly card: BoardFeature;
  readonly current: boolean;
}

function Line({ card, current, onShow }: LineProps): ReactNode {
  const { feature, blockedBy, unblocks } = card;
  const ids = (list: readonly string[]): ReactNode =>
    list.length === 0 ? (
      <span className="text-muted">nothing</span>
    ) : (
      <span className="font-mono text-code wrap-anywhere">{list.join(', ')}</span>
    );
  return (
    <tr className={cx('border-b border-line/70 align-top', current && 'bg-accent-soft')}>
      <td className="py-1.5 pr-4">
        <button
          type="button"
          aria-current={current ? true : undefined}
          onClick={() => onShow(feature.id)}
          className="rounded-sm text-left underline-offset-2 hover:underline"
        >
          {feature.title}
        </button>
        <span className="block font-mono text-small wrap-anywhere text-muted">{feature.id}</span>
      </td>
      <td className="py-1.5 pr-4">
        <StatusMark status={statusOf(card)} word={statusWord(card)} />
      </td>
      <td className="py-1.5 pr-4">{ids(blockedBy.map(({ id }) => id))}</td>
      <td className="py-1.5">{ids(unblocks)}</td>
    </tr>
  );
}
