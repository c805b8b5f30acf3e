import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import { placeHash } from '../../../client/place.ts';
import { useMaestro } from '../../../client/store.ts';
import { Button } from '../../../ui/Button.tsx';
import { Part } from '../../../ui/Part.tsx';
import { stateWord } from '../../container/select.ts';
import { StateBadge } from '../../container/StateBadge.tsx';
import { openDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { workersOf } from '../mission/launch-select.ts';

interface ContainersPartProps {
  readonly parts: MissionParts;
  readonly card: BoardFeature;
}

/** The containers that were launched for a feature, what wants attention first. */
export function ContainersPart({ parts: { here, explained }, card: { feature } }: ContainersPartProps): ReactNode {
  const workers = useMaestro(
    useShallow(({ snapshot }) => workersOf(snapshot?.containers ?? {}, { ...here, feature: feature.id })),
  );
  const copies = explained?.features.find(({ id }) => id === feature.id)?.copies ?? 0;
  if (workers.length === 0 && copies === 0) return null;
  return (
    <Part title="Containers">
      <ul className="space-y-1.5">
        {workers.map((container) => (
          <li key={container.name} className="flex min-w-0 items-center justify-between gap-2">
            <a
              className="truncate text-accent hover:underline"
              href={placeHash({ at: 'container', name: container.name, window: 'agent' })}
            >
              {container.shortName}
            </a>
            <StateBadge state={container.state} word={stateWord(container)} />
          </li>
        ))}
      </ul>
      {copies > 0 && (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
          <span className="text-muted">{copies} works compete.</span>
          <Button onClick={() => openDialog({ kind: 'scores', feature: feature.id })}>Compare…</Button>
        </div>
      )}
    </Part>
  );
}
