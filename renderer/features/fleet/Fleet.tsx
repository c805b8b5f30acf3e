import { type ReactNode, useRef } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { useDetails } from '../../client/useDetails.ts';
import { Details } from '../container/Details.tsx';
import { DoctorStrip } from '../doctor/DoctorStrip.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { ActionProblems } from '../container/ActionProblems.tsx';
import { useView } from '../../client/view.ts';
import { Board } from './Board.tsx';
import type { FleetViewProps } from './fleetView.ts';
import { Grid } from './Grid.tsx';
import { Header } from './Header.tsx';
import { useRoving } from '../../ui/roving.ts';
import { RowMenu } from './RowMenu.tsx';
import { countsAreKnown } from '../container/problem-select.ts';
import { filterCounts } from './select.ts';
import { DockerDown, Empty, Loading, LoadingTiles, NoMatch } from './States.tsx';
import { rowId } from './rowMenuAt.ts';
import { TalkBar } from '../talk/TalkBar.tsx';
import { SortMenu } from './SortMenu.tsx';
import { Table } from './Table.tsx';
import { useFleet } from './useFleet.ts';
import { fleetHandlers, openRow } from './useFleetActions.ts';

/** All containers, what needs a person first. */
export function Fleet({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const fleet = useFleet(snapshot);
  const details = useDetails();
  const scroller = useRef<HTMLDivElement>(null);
  const roving = useRoving(scroller, fleet.cursor === null ? null : rowId(fleet.cursor));
  useShortcuts(fleetHandlers(fleet, snapshot, roving.follow));
  const current = fleet.cursor === null ? undefined : snapshot.containers[fleet.cursor];
  return (
    <div className="flex min-h-0 flex-1">
      <main id="fleet" className="flex min-w-0 flex-1 flex-col">
        <Header counts={countsAreKnown(snapshot) ? filterCounts(snapshot.containers) : null} />
        <DoctorStrip snapshot={snapshot} />
        <ActionProblems snapshot={snapshot} />
        <Body snapshot={snapshot} rows={fleet.rows.length}>
          <View fleet={fleet} roving={roving} scroller={scroller} onOpen={(key) => openRow(snapshot, key)} />
        </Body>
        <RowMenu snapshot={snapshot} />
        <SortMenu />
      </main>
      {details.open && current !== undefined && (
        <Details container={current} onClose={details.toggle}>
          <TalkBar key={current.name} container={current} onLeave={roving.follow} />
        </Details>
      )}
    </div>
  );
}

/** One of the views of the fleet. */
function View(props: FleetViewProps): ReactNode {
  switch (props.fleet.view.shape) {
    case 'table':
      return <Table {...props} />;
    case 'board':
      return <Board {...props} />;
    case 'grid':
      return <Grid {...props} />;
  }
}

interface BodyProps {
  readonly snapshot: Snapshot;
  readonly rows: number;
  readonly children: ReactNode;
}

/** The four states of the list. */
function Body({ snapshot, rows, children }: BodyProps): ReactNode {
  const shape = useView((view) => view.shape);
  const known = Object.keys(snapshot.containers).length > 0;
  if (rows > 0) return children;
  if (snapshot.docker.state === 'unreachable' && !known) return <DockerDown problem={snapshot.docker.problem} />;
  if (!snapshot.loaded) return shape === 'table' ? <Loading /> : <LoadingTiles />;
  return known ? <NoMatch /> : <Empty />;
}
