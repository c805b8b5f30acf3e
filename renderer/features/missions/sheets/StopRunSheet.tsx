import type { ReactNode } from 'react';
import { useWrite } from '../../../client/writes.ts';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { stopRun } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { stopWords } from '../mission/run-select.ts';

/** Asks before the agents of a run are stopped, and says how many. */
export function StopRunSheet({ parts: { here, board, explained } }: { readonly parts: MissionParts }): ReactNode {
  const write = useWrite(here.project);
  const stop = async (): Promise<void> => {
    const done = await write.run(`The run of ${board.mission.title} is stopped.`, stopRun(here));
    if (done !== undefined) closeDialog();
  };
  return (
    <WriteSheet
      title={`Stop the run of ${board.mission.title}?`}
      line={commands.stopRun(here.mission)}
      verb="Stop"
      danger
      asks
      width="w-116"
      write={write}
      busy="Stopping…"
      onSubmit={() => void stop()}
      onClose={closeDialog}
    >
      {explained !== undefined && <p>{stopWords(explained)}</p>}
      <p className="text-muted">Files, branches and conversations stay: Resume starts them again.</p>
    </WriteSheet>
  );
}
