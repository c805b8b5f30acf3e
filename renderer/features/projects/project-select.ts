import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';

const GROUPS = ['open', 'recent', 'graph', 'container'] as const;

export type ProjectGroup = (typeof GROUPS)[number];

/** Why a project is in the list; the strongest reason counts. */
export function groupOf({ sources }: ProjectEntry): ProjectGroup {
  return GROUPS.find((group) => sources.includes(group)) ?? 'recent';
}

/** All known projects: opened ones first, then recent ones, those of the graph and of containers; by name. */
export function projectList(projects: Snapshot['projects']): ProjectEntry[] {
  return Object.values(projects).toSorted(
    (a, b) =>
      GROUPS.indexOf(groupOf(a)) - GROUPS.indexOf(groupOf(b)) ||
      a.name.localeCompare(b.name) ||
      a.path.localeCompare(b.path),
  );
}

export const GROUP_WORDS: Readonly<Record<ProjectGroup, string>> = {
  open: 'Open',
  recent: 'Recent',
  graph: 'From the graph',
  container: 'From containers',
};
