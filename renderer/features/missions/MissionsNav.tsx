import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { go, type MissionsPlace } from '../../client/place.ts';
import { openOverlay } from '../../client/overlay.ts';
import { IconButton } from '../../ui/Button.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { cx } from '../../ui/cx.ts';
import { keyOf } from '../shortcuts/shortcuts.ts';
import { MissionList } from './MissionList.tsx';
import { type Chosen, isNarrowList, missionList } from './mission/mission-select.ts';

interface MissionsNavProps {
  readonly snapshot: Snapshot;
  readonly place: MissionsPlace;
  readonly here: Chosen;
  readonly switcher: ReactNode;
}

/** The project's missions to choose from, with the switch to another project above them. */
export function MissionsNav({ snapshot, place, here, switcher }: MissionsNavProps): ReactNode {
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
      chord={keyOf('search')}
      query={query}
      onQuery={onQuery}
      onLeave={() => document.getElementById('mission-list')?.focus()}
      className="m-1.5 mb-0"
    />
  );
}
