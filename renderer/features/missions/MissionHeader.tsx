import { ChevronLeft, Ellipsis, History, Rocket } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { copyText } from '../../client/copyText.ts';
import type { MissionStatus } from '../../../electron/contract/missions.ts';
import { PARALLEL } from '../../../electron/contract/runs.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { CopyIcon } from '../../ui/Copy.tsx';
import { ActionMenu, type MenuLine } from '../../ui/Menu.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { openOverlay } from '../../client/overlay.ts';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { useOffers } from '../shortcuts/useOffers.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { moveMission, pauseRun, resumeRun, saveCheckpoint } from './mission/actions.ts';
import { boardProgress, nextLaunch } from './board/board-select.ts';
import { decisionsOf, isFinal, missionVerb } from './mission/verb-select.ts';
import { commands } from './mission/command-select.ts';
import { openDialog } from './mission/dialogs.ts';
import type { MissionParts } from './mission/missionParts.ts';
import { RUN_WORDS, type RunVerb, runVerbs } from './mission/run-select.ts';
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
  const { here, board, explained, write } = parts;
  const { mission, effectiveStatus } = board;
  const [menu, setMenu] = useState(false);
  const go = (status: MissionStatus): void => {
    if (isFinal(status)) openDialog({ kind: 'confirm', status });
    else void write.run(said.mission(mission.title, status), moveMission(here, status));
  };
  const keep = (): void => void write.run('A checkpoint is saved.', saveCheckpoint(here));
  const doRun = (verb: RunVerb): void => {
    if (verb === 'run') openDialog({ kind: 'run' });
    else if (verb === 'stop') openDialog({ kind: 'stop-run' });
    else if (verb === 'pause') void write.run(`The run of ${mission.title} is paused.`, pauseRun(here));
    else void write.run(`The run of ${mission.title} goes on.`, resumeRun(here));
  };
  const lines = menuLines(parts, { go, keep, doRun });
  useOffers(lines.map((line) => line && { ...line, label: ofMission(line.label) }));
  useShortcuts({
    'mission-actions': () => setMenu(true),
    checkpoint: keep,
    'run-mission': () => {
      const [first] = runVerbs(board, explained);
      if (first !== undefined) doRun(first);
    },
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
        <Moves parts={parts} go={go} doRun={doRun} />
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

/** What is next: the launch of a container, which starts work, or a decision. Marks are in the menu. */
function Moves({ parts, go, doRun }: Pick<MissionHeaderProps, 'parts'> & Omit<Doing, 'keep'>): ReactNode {
  const { here, board, explained, write, launch } = parts;
  const verbs = runVerbs(board, explained);
  const next = explained?.run?.state === 'running' ? undefined : nextLaunch(board)?.feature;
  const [first] = verbs;
  return (
    <>
      {verbs.slice(0, 2).map((verb) => (
        <Tip key={verb} text={RUN_TIPS[verb](here.mission)} keys={verb === first ? keyOf('run-mission') : undefined}>
          <Button
            look={verb === first && verb !== 'pause' ? 'primary' : 'plain'}
            disabled={write.busy}
            onClick={() => doRun(verb)}
          >
            {RUN_WORDS[verb]}
          </Button>
        </Tip>
      ))}
      {next !== undefined && (
        <Tip text={`Launch a container for the first ready feature: ${next.title}`}>
          <Button look={verbs.length === 0 ? 'primary' : 'plain'} onClick={() => launch(next)}>
            <Rocket aria-hidden className="size-3.5" />
            <span className="max-w-48 truncate">Launch next: {next.id}…</span>
          </Button>
        </Tip>
      )}
      {decisionsOf(board).map((status, index) => (
        <Tip key={status} text={commands.moveMission(here.mission, status)}>
          <Button
            look={next === undefined && verbs.length === 0 && index === 0 ? 'primary' : 'plain'}
            disabled={write.busy}
            onClick={() => go(status)}
          >
            {missionVerb(status)}
            {isFinal(status) && '…'}
          </Button>
        </Tip>
      ))}
    </>
  );
}

const RUN_LINES: Readonly<Record<RunVerb, string>> = {
  run: 'Run the mission…',
  pause: 'Pause the mission’s run',
  resume: 'Resume the mission’s run',
  stop: 'Stop the mission’s run…',
};

/** Out of its menu, a line says what it is about. */
function ofMission(label: string): string {
  return label.includes('mission') ? label : `Mission: ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

interface Doing {
  readonly go: (status: MissionStatus) => void;
  readonly keep: () => void;
  readonly doRun: (verb: RunVerb) => void;
}

const RUN_TIPS: Readonly<Record<RunVerb, (mission: string) => string>> = {
  run: (mission) => commands.run(mission, { parallel: PARALLEL, keepGoing: false, seals: false }),
  pause: commands.pauseRun,
  resume: commands.resumeRun,
  stop: commands.stopRun,
};

function menuLines({ here, board, explained, launch }: MissionParts, { go, keep, doRun }: Doing): (MenuLine | null)[] {
  const { moves } = board;
  const next = nextLaunch(board)?.feature;
  const verbs = runVerbs(board, explained);
  return [
    ...verbs.map((verb, index) => ({
      label: RUN_LINES[verb],
      ...(index === 0 && { keys: keyOf('run-mission') }),
      run: () => doRun(verb),
    })),
    ...(next === undefined ? [] : [{ label: `Launch ${next.id}…`, run: () => launch(next) }, null]),
    ...moves.map((status) => ({
      label: `${missionVerb(status)}${isFinal(status) ? '…' : ''}`,
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
