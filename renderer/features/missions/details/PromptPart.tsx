import type { ReactNode } from 'react';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import { Button } from '../../../ui/Button.tsx';
import { FilePath } from '../../../ui/FilePath.tsx';
import { openDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { Part } from '../../../ui/Part.tsx';

interface PromptPartProps {
  readonly parts: MissionParts;
  readonly card: BoardFeature;
}

/** The worker's prompt: where the last one lies, and the way to a fresh one and to a container. */
export function PromptPart({ parts: { here }, card: { feature, promptPath } }: PromptPartProps): ReactNode {
  return (
    <Part
      title="Worker prompt"
      aside={
        <Button look="quiet" className="h-6 px-2" onClick={() => openDialog({ kind: 'prompt', feature: feature.id })}>
          {promptPath === null ? 'Compose' : 'Compose again'}
        </Button>
      }
    >
      {promptPath === null ? (
        <p className="text-muted">Not composed yet.</p>
      ) : (
        <FilePath path={promptPath} root={here.project} />
      )}
    </Part>
  );
}
