import { Rocket } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BoardAssertion, BoardFeature } from '../../../../electron/contract/board.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { cardId } from '../board/Card.tsx';
import { MilestoneCells } from './MilestoneCells.tsx';
import type { MissionParts } from '../mission/missionParts.ts';
import type { OutlineRow } from './outline-select.ts';
import { StatusMark } from '../mission/StatusMark.tsx';

/** What a row of the outline says: of a milestone, a feature or an assertion. */
export function OutlineCells({ row, parts }: { readonly row: OutlineRow; readonly parts: MissionParts }): ReactNode {
  switch (row.kind) {
    case 'milestone':
      return <MilestoneCells milestone={row.milestone} parts={parts} />;
    case 'feature':
      return <FeatureCells card={row.card} parts={parts} />;
    case 'assertion':
      return <AssertionCells assertion={row.assertion} />;
  }
}

interface FeatureCellsProps {
  readonly card: BoardFeature;
  readonly parts: MissionParts;
}

function FeatureCells({ card, parts }: FeatureCellsProps): ReactNode {
  const { feature, ready, blockedBy } = card;
  return (
    <>
      <span role="gridcell" className="flex w-28 shrink-0 @max-[36rem]:w-auto" id={cardId(feature.id)}>
        <StatusMark status={ready ? 'ready' : feature.status} />
      </span>
      <span role="gridcell" className="min-w-0 flex-1 truncate" title={feature.title}>
        <span className="font-medium">{feature.title}</span>{' '}
        <span className="font-mono text-code text-muted">{feature.id}</span>
      </span>
      <span role="gridcell" className="max-w-2/5 truncate text-muted @max-[44rem]:hidden">
        {blockedBy.length > 0 ? `Waits for ${blockedBy.map(({ id }) => id).join(', ')}` : feature.workerType}
      </span>
      <span role="gridcell" className="flex w-7 shrink-0">
        {feature.status !== 'done' && (
          <IconButton
            label={`Launch a container for ${feature.id}`}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              parts.launch(feature);
            }}
          >
            <Rocket aria-hidden className="size-3.5" />
          </IconButton>
        )}
      </span>
    </>
  );
}

function AssertionCells({ assertion }: { readonly assertion: BoardAssertion }): ReactNode {
  const { result, description, evidence, waivedReason } = assertion;
  return (
    <>
      <span role="gridcell" className="flex w-28 shrink-0 @max-[36rem]:w-auto">
        <StatusMark status={result} />
      </span>
      <span role="gridcell" className="min-w-0 flex-1 truncate" title={description}>
        {description}
      </span>
      <span
        role="gridcell"
        className="max-w-2/5 truncate text-muted @max-[44rem]:hidden"
        title={waivedReason ?? evidence}
      >
        {waivedReason ?? evidence ?? ''}
      </span>
    </>
  );
}
