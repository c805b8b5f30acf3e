import { type ReactNode, useState } from 'react';
import { CallerId } from '../../../../electron/contract/ids.ts';
import type { Score, Scoreboard } from '../../../../electron/contract/tournaments.ts';
import { useWrite } from '../../../client/writes.ts';
import { Button } from '../../../ui/Button.tsx';
import { CheckField } from '../../../ui/CheckField.tsx';
import { Reading } from '../../../ui/Reading.tsx';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { orSayWhy, write as writeOnce } from '../../../client/write.ts';
import { cancelChecks, combineCopies, pickCopy, proveCopies } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog, openDialog } from '../mission/dialogs.ts';
import type { MissionParts } from '../mission/missionParts.ts';
import { said } from '../mission/said-select.ts';
import { useScores } from '../mission/useScores.ts';
import { assertionsOf } from '../mission/mission-select.ts';
import { ScoreTable } from './ScoreTable.tsx';

interface ScoresSheetProps {
  readonly parts: MissionParts;
  readonly feature: string;
}

/** What the copies of a feature made, compared; one of them is picked. */
export function ScoresSheet({ parts, feature }: ScoresSheetProps): ReactNode {
  const { here } = parts;
  const [wanted, setWanted] = useState<string | null>(null);
  const [keepOthers, setKeepOthers] = useState(false);
  const pick = useWrite(here.project);
  const state = useScores(here, feature);
  const scores = state.value?.scores ?? [];
  const picked = scores.find(({ container }) => container === wanted) ?? scores[0];
  const submit = async (): Promise<void> => {
    if (picked === undefined) return;
    const { container, shortName } = picked;
    const done = await pick.run(said.picked(feature, shortName), pickCopy(here, { feature, container, keepOthers }));
    if (done !== undefined) closeDialog();
  };
  return (
    <WriteSheet
      title={`Copies of ${feature}`}
      line={picked === undefined ? null : commands.pickCopy(here.mission, feature, { of: picked, keepOthers })}
      verb={picked === undefined ? null : `Pick ${picked.shortName}`}
      leave="Close"
      beside={<Beside parts={parts} feature={feature} board={state.value} />}
      busy="Picking…"
      width="w-220"
      write={pick}
      focus="leave"
      onSubmit={() => void submit()}
      onClose={closeDialog}
    >
      <Reading state={state} what="the copies">
        {(board) => (
          <>
            <ScoreTable board={board} picked={picked?.container ?? null} onPick={setWanted} />
            <CheckField checked={keepOthers} onChange={setKeepOthers}>
              Leave the other containers where they are, instead of moving them to the trash
            </CheckField>
          </>
        )}
      </Reading>
    </WriteSheet>
  );
}

interface BesideProps extends ScoresSheetProps {
  readonly board: Scoreboard | undefined;
}

/** What else is done with the copies: their checks run, and the best of them taken together. */
function Beside({ parts, feature, board }: BesideProps): ReactNode {
  const { here } = parts;
  const prove = useWrite(here.project);
  const open = board?.scores.filter((score) => score.proofs.open > 0 && hasWork(score)).length ?? 0;
  const combine = (): void => {
    const id = CallerId.parse(crypto.randomUUID());
    void writeOnce(combineCopies(here, { feature, id }), () => said.combined(feature)).then(orSayWhy);
    closeDialog();
  };
  const cancel = (): void => {
    for (const { id } of assertionsOf(parts.board, feature))
      void writeOnce(cancelChecks(here, id), () => ENDED).then(orSayWhy);
  };
  return (
    <>
      {prove.problem !== null && prove.problem.code !== 'CANCELLED' && (
        <span className="self-center text-small text-bad">{prove.problem.sentence}</span>
      )}
      <Button disabled={board === undefined} onClick={() => openDialog({ kind: 'compare', feature })}>
        Side by side…
      </Button>
      <Button disabled={board === undefined} onClick={combine}>
        Combine
      </Button>
      {prove.busy ? (
        <Button onClick={cancel}>Cancel checks</Button>
      ) : (
        <Button
          disabled={open === 0}
          onClick={() => void prove.run(said.provenCopies(feature), proveCopies(here, feature))}
        >
          Run checks
        </Button>
      )}
    </>
  );
}

const ENDED = { shown: 'the table' };

function hasWork({ handedIn, diff }: Score): boolean {
  return handedIn || (diff?.commits ?? 0) > 0;
}
