import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { go, MISSIONS, type MissionsPlace, type MissionTab } from '../../client/place.ts';
import { useRead } from '../../client/reads.ts';
import { useView } from '../../client/view.ts';
import { type Write, useWrite } from '../../client/writes.ts';
import { useDetails } from '../../client/useDetails.ts';
import { ProblemNote } from '../../ui/Problem.tsx';
import { WriteNote } from '../../ui/WriteNote.tsx';
import { later } from '../../ui/later.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import type { Here } from './mission/actions.ts';
import { Board } from './board/Board.tsx';
import { MissionDialogs } from './sheets/MissionDialogs.tsx';
import { useFocusWhenShown } from './focusWhenShown.ts';
import { FeatureDetails } from './details/FeatureDetails.tsx';
import { MissionHeader } from './MissionHeader.tsx';
import { newContainerFor } from '../newContainer/creations.ts';
import { launchChoice } from './mission/launch-select.ts';
import type { LaunchedFeature, MissionParts } from './mission/missionParts.ts';
import { RunLine } from './RunLine.tsx';
import { useExplained } from './mission/useExplained.ts';
import { MoveMenu } from './board/MoveMenu.tsx';
import { Outline } from './outline/Outline.tsx';
import { BoardOutline, Failed } from './States.tsx';

const MissionGraph = later(async () => (await import('./graph/MissionGraph.tsx')).MissionGraph);
const Timeline = later(async () => (await import('./timeline/Timeline.tsx')).Timeline);

interface MissionViewProps {
  readonly here: Here;
  readonly title: string;
  readonly place: MissionsPlace;
}

/** One mission, as its files say it: header, the chosen view, and the details of the current feature. */
export function MissionView({ here, title, place }: MissionViewProps): ReactNode {
  const {
    value: board,
    problem,
    retry,
  } = useRead({
    project: here.project,
    of: ['board', here.mission],
    read: (client) => client.missions.board(here),
  });
  const { value: explained, problem: unexplained } = useExplained(here);
  const write = useWrite(here.project);
  const details = useDetails();
  const { point, show } = usePointing(here, place.tab);
  const launch = useLaunch(here, write);
  const card = board?.features.find(({ feature }) => feature.id === place.feature);
  const isOpen = details.open && card !== undefined;
  const close = (): void => {
    useView.setState({ details: false });
  };
  useFocusWhenShown('mission', board !== undefined);
  useShortcuts(isOpen ? { back: close } : {});
  if (board === undefined) {
    return problem === null ? (
      <BoardOutline label={`Reading ${title}`} />
    ) : (
      <Failed problem={problem} onRetry={retry} />
    );
  }
  const parts: MissionParts = {
    here,
    board,
    explained,
    write,
    current: card?.feature.id ?? null,
    point,
    show,
    launch,
  };
  return (
    <>
      <MissionHeader parts={parts} onBack={() => go({ ...MISSIONS, project: here.project })} />
      {unexplained !== null && <ProblemNote problem={unexplained} className="m-3 mb-0" />}
      {explained !== undefined && <RunLine explained={explained} show={show} />}
      <WriteNote write={write} className="m-3 mb-0" />
      <div className="relative flex min-h-0 flex-1">
        <div id="mission" className="flex min-w-0 flex-1 flex-col">
          <Tab parts={parts} place={place} />
        </div>
        {isOpen && <FeatureDetails key={card.feature.id} parts={parts} card={card} onClose={close} />}
      </div>
      <MoveMenu {...parts} />
      <MissionDialogs parts={parts} />
    </>
  );
}

/** Composes the prompt of a feature's worker, and opens the sheet for a container that gets it. Stable, as `usePointing`. */
function useLaunch({ project, mission }: Here, { run }: Write): MissionParts['launch'] {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  }, [run]);
  return useMemo(() => {
    const launch = async (feature: LaunchedFeature): Promise<void> => {
      const call = { project, mission, feature: feature.id };
      const composed = await latest.current(null, (client) => client.features.prompt(call));
      if (composed !== undefined)
        newContainerFor({
          project,
          task: composed.prompt,
          feature: { mission, feature: feature.id },
          ...launchChoice(feature),
        });
    };
    return (feature) => void launch(feature);
  }, [project, mission]);
}

/** How a feature becomes the current one. Stable, so that a step of the cursor draws two cards and not all of them. */
function usePointing({ project, mission }: Here, tab: MissionTab): Pick<MissionParts, 'point' | 'show'> {
  return useMemo(() => {
    const point = (feature: string): void => {
      go({ at: 'missions', project, mission, tab, feature }, { replace: true });
    };
    const show = (feature: string): void => {
      useView.setState({ details: true });
      point(feature);
    };
    return { point, show };
  }, [project, mission, tab]);
}

function Tab({ parts, place }: { readonly parts: MissionParts; readonly place: MissionsPlace }): ReactNode {
  const { project, mission } = parts.here;
  if (place.tab === 'outline') return <Outline {...parts} />;
  if (place.tab === 'graph') return <MissionGraph project={project} mission={mission} />;
  if (place.tab === 'timeline') return <Timeline project={project} mission={mission} />;
  return <Board {...parts} />;
}
