import { type ReactNode, Suspense } from 'react';
import type { MissionSummary } from '../../../electron/contract/missions.ts';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import { go, MISSION_TABS, type MissionsPlace, type MissionTab } from '../../client/place.ts';
import { TabBar } from '../../ui/TabBar.tsx';
import { later } from '../../ui/later.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';
import { Damaged } from './Damaged.tsx';
import { MissionView } from './MissionView.tsx';
import { BoardOutline, NoMission } from './States.tsx';

const Handoffs = later(async () => (await import('../handoffs/Handoffs.tsx')).Handoffs);
const Memory = later(async () => (await import('../memory/Memory.tsx')).Memory);
const Config = later(async () => (await import('../config/ConfigInspector.tsx')).ConfigInspector);
const Projects = later(async () => (await import('../projectGraph/ProjectGraph.tsx')).ProjectGraph);

const WORDS: Readonly<Record<MissionTab, string>> = {
  board: 'Board',
  outline: 'Outline',
  graph: 'Graph',
  timeline: 'Timeline',
  handoffs: 'Handoffs',
  memory: 'Memory',
  config: 'Config',
  projects: 'Projects',
};

interface ProjectViewProps {
  readonly project: ProjectEntry;
  readonly mission: MissionSummary | null;
  readonly place: MissionsPlace;
}

/** A project that can be read: its views, the first four of them of one mission. */
export function ProjectView({ project, mission, place }: ProjectViewProps): ReactNode {
  const { tab } = place;
  const turn = (to: MissionTab): void => {
    go({ ...place, project: project.path, mission: mission?.id ?? null, tab: to });
  };
  const step = (by: number) => () => {
    const index = (MISSION_TABS.indexOf(tab) + by + MISSION_TABS.length) % MISSION_TABS.length;
    turn(MISSION_TABS[index] ?? 'board');
  };
  useShortcuts({ 'next-tab': step(1), 'previous-tab': step(-1) });
  return (
    <>
      <Damaged files={project.damaged} root={project.path} />
      <TabBar
        label="Views"
        value={tab}
        onChange={turn}
        tabs={MISSION_TABS.map((name) => ({
          name,
          word: WORDS[name],
          ...(name === 'handoffs' && project.pendingHandoffs > 0 ? { count: project.pendingHandoffs } : {}),
        }))}
      >
        <div className="flex h-full min-h-72 flex-col">
          <Suspense fallback={<BoardOutline label={`Opening ${WORDS[tab]}`} />}>
            <View project={project.path} mission={mission} place={place} />
          </Suspense>
        </div>
      </TabBar>
    </>
  );
}

interface ViewProps {
  readonly project: string;
  readonly mission: MissionSummary | null;
  readonly place: MissionsPlace;
}

function View({ project, mission, place }: ViewProps): ReactNode {
  const props = { project, ...(mission === null ? {} : { mission: mission.id }) };
  switch (place.tab) {
    case 'handoffs':
      return <Handoffs {...props} />;
    case 'memory':
      return <Memory {...props} />;
    case 'config':
      return <Config {...props} />;
    case 'projects':
      return <Projects {...props} />;
    case 'board':
    case 'outline':
    case 'graph':
    case 'timeline':
      if (mission === null) return <NoMission />;
      return (
        <MissionView
          key={`${project} ${mission.id}`}
          here={{ project, mission: mission.id }}
          title={mission.title}
          place={place}
        />
      );
  }
}
