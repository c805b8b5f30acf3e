import { Plus } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { go, type MissionsPlace } from '../../client/place.ts';
import { useView } from '../../client/view.ts';
import { openOverlay } from '../../client/overlay.ts';
import { IconButton } from '../../ui/Button.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { cx } from '../../ui/cx.ts';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { Damaged } from './Damaged.tsx';
import { MissionList } from './MissionList.tsx';
import { followProject, useProjectProblems } from '../projects/projects.ts';
import { ProjectSwitcher } from '../projects/ProjectSwitcher.tsx';
import { ProjectView } from './ProjectView.tsx';
import { type Chosen, chosen, missionList } from './mission/mission-select.ts';
import { Failed, MissionGone, NoProject, ProjectState } from './States.tsx';

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
      <Left
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
        <Body here={here} place={place} />
      </div>
    </main>
  );
}

/** Where there is room for one only: the list until something was chosen in it. */
function isNarrowList(place: MissionsPlace, { project }: Chosen): boolean {
  return project?.state === 'ready' && project.missionCount > 0 && place.mission === null && place.tab === 'board';
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

interface LeftProps extends MissionsProps {
  readonly here: Chosen;
  readonly switcher: ReactNode;
}

function Left({ snapshot, place, here, switcher }: LeftProps): ReactNode {
  const [query, setQuery] = useState('');
  const { project, mission } = here;
  const missions = project === null ? [] : missionList(snapshot.missions, project.path, query);
  const isEmpty = project === null || project.missionCount === 0;
  return (
    <nav
      aria-label="Missions of the project"
      className={cx(
        'flex w-64 shrink-0 flex-col border-r border-line bg-chrome',
        isNarrowList(place, here)
          ? 'max-[48rem]:w-auto max-[48rem]:min-w-0 max-[48rem]:flex-1 max-[48rem]:shrink'
          : 'max-[48rem]:hidden',
      )}
    >
      <div className="flex h-[2.5625rem] shrink-0 items-center gap-1 border-b border-line px-1.5">
        {switcher}
        <IconButton
          label="Import a plan"
          keys={keyOf('import-plan')}
          onClick={() => openOverlay({ kind: 'import-plan' })}
        >
          <Plus aria-hidden className="size-4" />
        </IconButton>
      </div>
      {!isEmpty && <Filter query={query} onQuery={setQuery} />}
      {missions.length > 0 && project !== null && (
        <MissionList
          missions={missions}
          shown={place.mission ?? mission?.id ?? null}
          onOpen={(id) => {
            go({ ...place, project: project.path, mission: id, feature: null });
          }}
        />
      )}
      {!isEmpty && missions.length === 0 && <p className="px-4 py-3 text-muted">Nothing matches “{query}”.</p>}
      {isEmpty && project?.state === 'ready' && <p className="px-4 py-3 text-muted">{emptyWords(project)}</p>}
    </nav>
  );
}

function emptyWords({ damaged }: ProjectEntry): string {
  return damaged.some(({ path }) => path.endsWith('/mission.json')) ? 'No mission can be read.' : 'No missions yet.';
}

interface FilterProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

function Filter({ query, onQuery }: FilterProps): ReactNode {
  return (
    <SearchField
      id="mission-search"
      label="Search the missions"
      chord="/"
      query={query}
      onQuery={onQuery}
      onLeave={() => document.getElementById('mission-list')?.focus()}
      className="m-1.5 mb-0"
    />
  );
}

function Body({ here, place }: { readonly here: Chosen; readonly place: MissionsPlace }): ReactNode {
  const { project, mission, absent } = here;
  const problem = useProjectProblems((problems) => (project === null ? null : (problems[project.path] ?? null)));
  if (project === null) return <NoProject path={absent} />;
  if (problem !== null && project.state !== 'ready') {
    return <Failed problem={problem} onRetry={() => void followProject(project.path)} />;
  }
  if (project.state !== 'ready') return <ProjectState entry={project} />;
  if (absent !== null) {
    return (
      <>
        <Damaged files={project.damaged} root={project.path} />
        <MissionGone project={project.path} id={absent} />
      </>
    );
  }
  return <ProjectView project={project} mission={mission} place={place} />;
}
