import type { ReactNode } from 'react';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import { Button } from '../../../ui/Button.tsx';
import { CommandLine } from '../../../ui/CommandLine.tsx';
import { moveFeature } from '../mission/actions.ts';
import { canLaunch } from '../mission/launch-select.ts';
import { said } from '../mission/said-select.ts';
import { featureVerb } from '../mission/verb-select.ts';
import { commands } from '../mission/command-select.ts';
import { openDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';

interface FeatureMovesProps {
  readonly parts: MissionParts;
  readonly card: BoardFeature;
}

/** The moves that a feature may make now, and the command of the first of them. */
export function FeatureMoves({ parts, card }: FeatureMovesProps): ReactNode {
  const { here, board, write, launch } = parts;
  const { feature, moves } = card;
  const [first] = moves;
  if (first === undefined) return null;
  return (
    <div role="group" aria-label="Moves" className="mt-2">
      <div className="flex flex-wrap gap-1.5">
        {canLaunch(board, card) && (
          <Button look="primary" onClick={() => launch(feature)}>
            Launch container…
          </Button>
        )}
        {canLaunch(board, card) && (
          <Button onClick={() => openDialog({ kind: 'copies', feature: feature.id })}>Launch several…</Button>
        )}
        {moves.map((status) => {
          const sendsBack = status === 'pending' && feature.status === 'review';
          return (
            <Button
              key={status}
              disabled={write.busy}
              onClick={() => {
                if (sendsBack) openDialog({ kind: 'send-back', feature: feature.id });
                else
                  void write.run(said.feature(feature.id, status), moveFeature(here, { feature: feature.id, status }));
              }}
            >
              {featureVerb(feature.status, status)}
              {sendsBack && '…'}
            </Button>
          );
        })}
      </div>
      <CommandLine line={commands.moveFeature(here.mission, feature.id, first)} className="mt-1" />
    </div>
  );
}
