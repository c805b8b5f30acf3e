import { Workflow } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { MissionBoard } from '../../../../electron/contract/board.ts';
import { go, usePlace } from '../../../client/place.ts';
import { useRead } from '../../../client/reads.ts';
import { useView } from '../../../client/view.ts';
import { Blank } from '../../../ui/Blank.tsx';
import { CommandLine } from '../../../ui/CommandLine.tsx';
import { Reading } from '../../../ui/Reading.tsx';
import { GraphCanvas } from './GraphCanvas.tsx';
import { GraphList } from './GraphList.tsx';
import { GraphTools } from './GraphTools.tsx';

interface MissionGraphProps {
  readonly project: string;
  readonly mission: string;
}

/** Which feature waits for which, milestone by milestone: drawn, or as a list. */
export function MissionGraph({ project, mission }: MissionGraphProps): ReactNode {
  const state = useRead({
    project,
    of: ['board', mission],
    read: (client) => client.missions.board({ project, mission }),
  });
  return (
    <Reading state={state} what="the dependencies">
      {(board) => <Shown project={project} mission={mission} board={board} />}
    </Reading>
  );
}

function Shown({ project, mission, board }: MissionGraphProps & { readonly board: MissionBoard }): ReactNode {
  const place = usePlace();
  const [form, setForm] = useState<'graph' | 'list'>('graph');
  const current = place.at === 'missions' ? place.feature : null;
  const point = (feature: string): void => {
    if (place.at === 'missions') go({ ...place, project, mission, feature }, { replace: true });
  };
  const show = (feature: string): void => {
    useView.setState({ details: true });
    point(feature);
  };
  if (board.features.length === 0) {
    return (
      <Blank icon={Workflow} title="This mission has no features.">
        <p>Its plan named none, so nothing can wait for anything.</p>
        <CommandLine line={`maestro mission show ${mission}`} />
      </Blank>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <GraphTools project={project} mission={mission} form={form} onForm={setForm} />
      {form === 'list' ? (
        <GraphList board={board} current={current} onShow={show} />
      ) : (
        <GraphCanvas board={board} current={current} onPoint={point} onShow={show} />
      )}
    </div>
  );
}
