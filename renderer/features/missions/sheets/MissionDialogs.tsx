import { type ReactNode, useEffect } from 'react';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import { CheckpointsSheet } from './CheckpointsSheet.tsx';
import { CompareSheet } from './CompareSheet.tsx';
import { ConfirmSheet } from './ConfirmSheet.tsx';
import { CopiesSheet } from './CopiesSheet.tsx';
import { closeDialog, useDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { PromptSheet } from './PromptSheet.tsx';
import { ProofLogSheet } from './ProofLogSheet.tsx';
import { RenameSheet } from './RenameSheet.tsx';
import { ReportSheet } from './ReportSheet.tsx';
import { RunSheet } from './RunSheet.tsx';
import { ScoresSheet } from './ScoresSheet.tsx';
import { SealSheet } from './SealSheet.tsx';
import { SendBackSheet } from './SendBackSheet.tsx';
import { StopRunSheet } from './StopRunSheet.tsx';

/** The layer that is open over a mission. It goes with the mission. */
export function MissionDialogs({ parts }: { readonly parts: MissionParts }): ReactNode {
  const dialog = useDialog((state) => state.dialog);
  useEffect(() => closeDialog, []);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'confirm':
      return <ConfirmSheet parts={parts} status={dialog.status} />;
    case 'checkpoints':
      return <CheckpointsSheet parts={parts} />;
    case 'rename':
      return <RenameSheet here={parts.here} mission={parts.board.mission} />;
    case 'run':
      return <RunSheet parts={parts} />;
    case 'stop-run':
      return <StopRunSheet parts={parts} />;
    case 'seal': {
      const milestone = parts.board.milestones.find(({ milestoneId }) => milestoneId === dialog.milestone);
      return milestone === undefined ? null : <SealSheet parts={parts} milestone={milestone} />;
    }
    case 'proof-log':
      return <ProofLogSheet here={parts.here} assertion={dialog.assertion} />;
    case 'send-back':
      return <SendBackSheet here={parts.here} feature={dialog.feature} />;
    case 'report':
      return <ReportSheet here={parts.here} feature={dialog.feature} />;
    case 'copies': {
      const card = cardOf(parts, dialog.feature);
      return card === undefined ? null : <CopiesSheet parts={parts} feature={card.feature} />;
    }
    case 'compare':
      return <CompareSheet here={parts.here} feature={dialog.feature} />;
    case 'scores':
      return <ScoresSheet parts={parts} feature={dialog.feature} />;
    case 'prompt':
      return <PromptSheet here={parts.here} feature={dialog.feature} worker={workerOf(parts, dialog.feature)} />;
  }
}

function workerOf(parts: MissionParts, id: string): string {
  return cardOf(parts, id)?.feature.workerType ?? '';
}

function cardOf({ board }: MissionParts, id: string): BoardFeature | undefined {
  return board.features.find(({ feature }) => feature.id === id);
}
