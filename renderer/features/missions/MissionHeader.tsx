import { ChevronLeft, Ellipsis, History } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { copyText } from '../../client/copyText.ts';
import type { MissionStatus } from '../../../electron/contract/missions.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { CopyIcon } from '../../ui/Copy.tsx';
import { ActionMenu, type MenuLine } from '../../ui/Menu.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { openOverlay } from '../../client/overlay.ts';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { useOffers } from '../shortcuts/useOffers.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { moveMission, saveCheckpoint } from './mission/actions.ts';
import { boardProgress } from './board/board-select.ts';
import { isFinal, missionVerb } from './mission/verb-select.ts';
import { commands } from './mission/command-select.ts';
import { openDialog } from './mission/dialogs.ts';
import type { MissionParts } from './mission/missionParts.ts';
import { Ring } from './Ring.tsx';
import { STATUS_WORDS } from './mission/mission-select.ts';
import { said } from './mission/said-select.ts';
import { StatusMark } from './mission/StatusMark.tsx';

interface MissionHeaderProps {
  readonly parts: MissionParts;
  /** Back to the list, where there is no room for both. */
  readonly onBack: () => void;
}

/** What a mission is and how it stands, with the moves that it may make now. */
export function MissionHeader({ parts, onBack }: MissionHeaderProps): ReactNode {
  const { here, board, write } = parts;
  const { mission, effectiveStatus, moves } = board;
  const [menu, setMenu] = useState(false);
  const go = (status: MissionStatus): void => {
    if (isFinal(status)) openDialog({ kind: 'confirm', status });
    else void write.run(said.mission(mission.title, status), moveMission(here, status));
  };
  const keep = (): void => void write.run('A checkpoint is saved.', saveCheckpoint(here));
  const lines = menuLines(parts, { go, keep });
  useOffers(lines.map((line) => line && { ...line, label: ofMission(line.label) }));
  useShortcuts({
    'mission-actions': () => setMenu(true),
    checkpoint: keep,
    checkpoints: () => openDialog({ kind: 'checkpoints' }),
  });
  return (
    <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
      <IconButton label="All missions" onClick={onBack} className="-ml-2 min-[48rem]:hidden">
        <ChevronLeft aria-hidden className="size-4" />
      </IconButton>
      <Ring progress={boardProgress(board)} />
      <h2 className="min-w-24 flex-1 truncate text-title font-semibold" title={mission.description}>
        {mission.title}
      </h2>
      <span className="flex items-center gap-2">
        <StatusMark status={mission.status} />
        {effectiveStatus !== mission.status && (
          <Tip text="What its first unsealed milestone is doing">
            <span className="text-muted">work: {STATUS_WORDS[effectiveStatus].toLowerCase()}</span>
          </Tip>
        )}
      </span>
      <span className="flex items-center gap-1.5">
        {moves.map((status, index) => (
          <Tip key={status} text={commands.moveMission(here.mission, status)}>
            <Button look={index === 0 ? 'primary' : 'plain'} disabled={write.busy} onClick={() => go(status)}>
              {missionVerb(mission.status, status)}
              {isFinal(status) && '…'}
            </Button>
          </Tip>
        ))}
        <IconButton label="Checkpoints" keys={keyOf('checkpoints')} onClick={() => openDialog({ kind: 'checkpoints' })}>
          <History aria-hidden className="size-4" />
        </IconButton>
        <ActionMenu
          label="Actions of the mission"
          open={menu}
          onOpenChange={setMenu}
          lines={lines}
          trigger={
            <IconButton label="Actions of the mission" keys={keyOf('mission-actions')}>
              <Ellipsis aria-hidden className="size-4" />
            </IconButton>
          }
        />
        <CopyIcon text={board.folder} label="Copy the folder’s path" />
      </span>
    </header>
  );
}

/** Out of its menu, a line says what it is about. */
function ofMission(label: string): string {
  return label.includes('mission') ? label : `Mission: ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

interface Doing {
  readonly go: (status: MissionStatus) => void;
  readonly keep: () => void;
}

function menuLines({ here, board }: MissionParts, { go, keep }: Doing): (MenuLine | null)[] {
  const { mission, moves } = board;
  return [
    ...moves.map((status) => ({
      label: `${missionVerb(mission.status, status)}${isFinal(status) ? '…' : ''}`,
      danger: status === 'rejected' || status === 'failed',
      run: () => go(status),
    })),
    ...(moves.length > 0 ? [null] : []),
    { label: 'Rename…', run: () => openDialog({ kind: 'rename' }) },
    { label: 'Save a checkpoint', keys: keyOf('checkpoint'), run: keep },
    { label: 'Checkpoints…', keys: keyOf('checkpoints'), run: () => openDialog({ kind: 'checkpoints' }) },
    { label: 'Import a plan…', keys: keyOf('import-plan'), run: () => openOverlay({ kind: 'import-plan' }) },
    null,
    { label: 'Copy the id', run: () => copyText(here.mission) },
  ];
}
