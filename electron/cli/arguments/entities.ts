import { handoffIds } from '../../engine/project/handoffs/store.ts';
import { listCorrections } from '../../engine/project/memory/store.ts';
import { findMission, listAssertions, missionIds } from '../../engine/project/missions/mission/store.ts';
import { listPrinciples } from '../../engine/project/principles/store.ts';
import { isSequentialId } from '../../engine/project/records/id-rules.ts';
import type { Nameable } from '../../engine/project/records/name-rules.ts';
import type { Project } from '../../engine/project/records/project.ts';
import { jsonKey, namesIn } from '../../engine/project/records/records.ts';
import { missionTree } from '../../engine/project/records/tree.ts';
import { listTasks } from '../../engine/project/tasks/tasks.ts';
import type { Entity } from './command.ts';

/** Everything of a kind that may be named. What belongs to missions is looked for in these, or in all of them. */
export function entities(project: Project, kind: Entity, missions?: readonly string[]): Nameable[] {
  const outside = OUTSIDE[kind];
  if (outside !== undefined) return outside(project);
  const within = (missions ?? missionIds(project)).filter(isSequentialId);
  return within.flatMap((mission) => INSIDE[kind]?.(project, mission) ?? []);
}

/** Records may have a text of their own, which is no name. */
const idsOf = (records: readonly { readonly id: string }[]): Nameable[] => records.map(({ id }) => ({ id }));
const named = (ids: readonly string[]): Nameable[] => ids.map((id) => ({ id }));

const OUTSIDE: Partial<Record<Entity, (project: Project) => Nameable[]>> = {
  mission: (project) => named(missionIds(project).sort().reverse()),
  handoff: (project) => named(handoffIds(project)),
  correction: (project) => idsOf(listCorrections(project)),
  principle: (project) => idsOf(listPrinciples(project)),
  task: (project) => idsOf(listTasks(project)),
};

/** Files are named by their ids, so that what is damaged is found too. */
const INSIDE: Partial<Record<Entity, (project: Project, mission: string) => Nameable[]>> = {
  feature: (project, mission) => filesIn(missionTree(project, mission).features),
  checkpoint: (project, mission) => filesIn(missionTree(project, mission).checkpoints),
  milestone: (project, mission) => idsOf(findMission(project, mission)?.milestones ?? []),
  assertion: assertionsIn,
};

/** What cannot be read may be the one that is meant, and so is a candidate too. */
function assertionsIn(project: Project, mission: string): Nameable[] {
  const { assertions, unreadableAssertions } = listAssertions(project, mission);
  return [...assertions.map(({ id, description }) => ({ id, text: description })), ...named(unreadableAssertions)];
}

function filesIn(folder: string): Nameable[] {
  return named(namesIn(folder).flatMap((name) => jsonKey(name) ?? []));
}
