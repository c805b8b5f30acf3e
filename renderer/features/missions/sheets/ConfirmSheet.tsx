import type { ReactNode } from 'react';
import type { MissionStatus } from '../../../../electron/contract/missions.ts';
import { useWrite } from '../../../client/writes.ts';
import { count } from '../../../ui/format.ts';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { moveMission } from '../mission/actions.ts';
import { said } from '../mission/said-select.ts';
import { missionVerb } from '../mission/verb-select.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';

/** Asks before a mission ends, and says in counts how it stands. */
export function ConfirmSheet({
  parts,
  status,
}: {
  readonly parts: MissionParts;
  readonly status: MissionStatus;
}): ReactNode {
  const { here, board } = parts;
  const { mission, features, assertions, milestones } = board;
  const write = useWrite(here.project);
  const verb = missionVerb(status);
  const undone = features.filter(({ feature }) => feature.status !== 'done').length;
  const open = assertions.filter(({ result }) => result !== 'passed' && result !== 'waived').length;
  const unsealed = milestones.filter((milestone) => milestone.status !== 'sealed').length;
  const move = async (): Promise<void> => {
    const done = await write.run(said.mission(mission.title, status), moveMission(here, status));
    if (done !== undefined) closeDialog();
  };
  return (
    <WriteSheet
      title={`${verb} ${mission.title}?`}
      line={commands.moveMission(here.mission, status)}
      verb={verb}
      danger={status !== 'completed'}
      asks
      width="w-116"
      write={write}
      onSubmit={() => void move()}
      onClose={closeDialog}
    >
      <p>
        {undone === 0 ? 'All features are done' : `${count(undone, 'feature')} ${undone === 1 ? 'is' : 'are'} not done`}
        , {open === 0 ? 'all assertions are settled' : `${count(open, 'assertion')} ${open === 1 ? 'is' : 'are'} open`},{' '}
        {unsealed === 0
          ? 'all milestones are sealed'
          : `${count(unsealed, 'milestone')} ${unsealed === 1 ? 'is' : 'are'} not sealed`}
        .
      </p>
      <p className="text-muted">
        The mission does not leave this status again; only Undo takes it back, as long as nothing else has changed. Its
        files stay.
      </p>
    </WriteSheet>
  );
}
