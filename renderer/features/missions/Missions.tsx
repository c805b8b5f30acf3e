import { type ReactNode, useEffect, useState } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import type { MissionsPlace } from '../../client/place.ts';
import { useView } from '../../client/view.ts';
import { openOverlay } from '../../client/overlay.ts';
import { cx } from '../../ui/cx.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { followProject } from '../projects/projects.ts';
import { ProjectSwitcher } from '../projects/ProjectSwitcher.tsx';
import { chosen, type Chosen, isNarrowList } from './mission/mission-select.ts';
import { MissionsNav } from './MissionsNav.tsx';
import { MissionsBody } from './MissionsBody.tsx';

interface MissionsProps {
  readonly snapshot: Snapshot;
  readonly place: MissionsPlace;
}

/** Plans at work: the missions of a project on the left, one of them on the right. */
export function Missions({ snapshot, place }: MissionsProps): ReactNode {
  const view = useView();
  const here = chosen(snapshot, place, view);
  useFollowed(here);
  const [switching, setSwitching] = useState(false);
  useShortcuts({
    'switch-project': () => setSwitching(true),
    'import-plan': () => openOverlay({ kind: 'import-plan' }),
    search: () => document.getElementById('mission-search')?.focus(),
    back: () => document.getElementById('mission-list')?.focus(),
  });
  return (
    <main className="flex min-h-0 flex-1">
      <h1 className="sr-only">Missions</h1>
      <MissionsNav
        snapshot={snapshot}
        place={place}
        here={here}
        switcher={
          <ProjectSwitcher
            projects={snapshot.projects}
            current={here.project}
            open={switching}
            onOpenChange={setSwitching}
          />
        }
      />
      <div className={cx('relative flex min-w-0 flex-1 flex-col', isNarrowList(place, here) && 'max-[48rem]:hidden')}>
        <MissionsBody here={here} place={place} />
      </div>
    </main>
  );
}

/** A project that is looked at is followed, and remembered with its mission for the next visit. */
function useFollowed({ project, mission }: Chosen): void {
  const path = project?.path ?? null;
  const isKnown = project?.state === 'known';
  const id = mission?.id ?? null;
  useEffect(() => {
    if (path !== null && isKnown) void followProject(path);
  }, [path, isKnown]);
  useEffect(() => {
    if (path !== null) useView.setState({ project: path, mission: id });
  }, [path, id]);
}
