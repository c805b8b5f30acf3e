import type { ReactNode } from 'react';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { Part } from '../../../ui/Part.tsx';
import { StatusMark } from '../mission/StatusMark.tsx';

interface CardPartProps {
  readonly parts: MissionParts;
  readonly card: BoardFeature;
}

/** What it waits for (open ones marked), and what waits for it. */
export function DependenciesPart({ parts, card }: CardPartProps): ReactNode {
  const { feature, unblocks } = card;
  if (feature.dependsOn.length + unblocks.length === 0) return null;
  return (
    <Part title="Dependencies">
      {feature.dependsOn.length > 0 && <FeatureLinks title="Depends on" ids={feature.dependsOn} parts={parts} />}
      {unblocks.length > 0 && <FeatureLinks title="Unblocks" ids={unblocks} parts={parts} />}
    </Part>
  );
}

interface FeatureLinksProps {
  readonly title: string;
  readonly ids: readonly string[];
  readonly parts: MissionParts;
}

function FeatureLinks({ title, ids, parts: { board, show } }: FeatureLinksProps): ReactNode {
  const byId = new Map(board.features.map((card) => [card.feature.id, card]));
  return (
    <div className="mb-1 flex gap-2">
      <span className="w-20 shrink-0 pt-0.5 text-muted">{title}</span>
      <ul className="min-w-0 flex-1">
        {ids.map((id) => {
          const card = byId.get(id);
          return (
            <li key={id} className="flex min-w-0 items-center gap-2">
              {card === undefined ? (
                <code className="truncate font-mono text-code text-muted">{id} (not in this mission)</code>
              ) : (
                <>
                  <button
                    type="button"
                    onClick={() => show(id)}
                    className="min-w-0 truncate rounded-sm text-left underline decoration-line-strong underline-offset-2 hover:decoration-ink"
                    title={card.feature.title}
                  >
                    {card.feature.title}
                  </button>
                  <StatusMark status={card.ready ? 'ready' : card.feature.status} className="ml-auto text-small" />
                </>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
