import { projectList } from '../../projects/project-select.ts';
import type { BoardAssertion, MissionBoard } from '../../../../electron/contract/board.ts';
import { type MissionStatus, type MissionSummary, missionKey } from '../../../../electron/contract/missions.ts';
import type { ProjectEntry } from '../../../../electron/contract/projects.ts';
import type { Snapshot } from '../../../../electron/contract/snapshot.ts';
import type { MissionsPlace } from '../../../client/place.ts';
import { count } from '../../../ui/format.ts';

const ORDER: readonly MissionStatus[] = [
  'executing',
  'validating',
  'paused',
  'approved',
  'draft',
  'failed',
  'completed',
  'rejected',
];

/** The missions of a project that fit what was typed: those under way first, the newest first inside a status. */
export function missionList(missions: Snapshot['missions'], project: string, query: string): MissionSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return Object.values(missions)
    .filter((mission) => mission.project === project)
    .filter((mission) => words.every((word) => missionText(mission).includes(word)))
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
        b.id.localeCompare(a.id, 'en', { numeric: true }) ||
        a.title.localeCompare(b.title),
    );
}

function missionText({ id, title, status }: MissionSummary): string {
  return `${id} ${title} ${STATUS_WORDS[status]}`.toLowerCase();
}

/** How far a mission is: settled assertions, or finished features where nothing is asserted. */
export interface Progress {
  readonly part: number;
  readonly whole: number;
  readonly words: string;
}

interface Counts {
  readonly assertions: { readonly settled: number; readonly total: number };
  readonly features: { readonly done: number; readonly total: number };
}

/** Counts assertions where there are any, else features. */
export function progressOf({ assertions, features }: Counts): Progress {
  if (assertions.total > 0) {
    const words = `${assertions.settled} of ${count(assertions.total, 'assertion')} settled`;
    return { part: assertions.settled, whole: assertions.total, words };
  }
  const words = `${features.done} of ${count(features.total, 'feature')} done`;
  return { part: features.done, whole: features.total, words };
}

/** Every status of missions, features, milestones and assertions in a word. */
export const STATUS_WORDS = {
  draft: 'Draft',
  approved: 'Approved',
  rejected: 'Rejected',
  executing: 'Executing',
  paused: 'Paused',
  validating: 'Validating',
  completed: 'Completed',
  failed: 'Failed',
  pending: 'Pending',
  ready: 'Ready',
  assigned: 'Assigned',
  'in-progress': 'In progress',
  review: 'Review',
  done: 'Done',
  blocked: 'Blocked',
  sealed: 'Sealed',
  passed: 'Passed',
  proven: 'Proven',
  waived: 'Waived',
  unreadable: 'Unreadable',
} as const;
export type Status = keyof typeof STATUS_WORDS;

/** What is chosen in the Missions place, after what the address leaves open was filled in. */
export interface Chosen {
  readonly project: ProjectEntry | null;
  readonly mission: MissionSummary | null;
  /** What the address names although it is not there. */
  readonly absent: string | null;
}

interface Last {
  readonly project: string | null;
  readonly mission: string | null;
}

/** The project and mission to show: those of the address, else those that were shown last, else the first in order. */
export function chosen(snapshot: Snapshot, place: MissionsPlace, last: Last): Chosen {
  const project = chosenProject(snapshot, place, last);
  if (project === null) return { project, mission: null, absent: place.project };
  const missionOf = (id: string | null): MissionSummary | null =>
    id === null ? null : (snapshot.missions[missionKey(project.path, id)] ?? null);
  if (place.mission === null) {
    const first = missionList(snapshot.missions, project.path, '')[0] ?? null;
    return { project, mission: missionOf(last.mission) ?? first, absent: null };
  }
  const mission = missionOf(place.mission);
  return { project, mission, absent: mission === null ? place.mission : null };
}

function chosenProject({ projects }: Snapshot, place: MissionsPlace, last: Last): ProjectEntry | null {
  if (place.project !== null) return projects[place.project] ?? null;
  const before = last.project === null ? undefined : projects[last.project];
  return before ?? projectList(projects)[0] ?? null;
}

/** What to read out: missions in which more stands still than before. Nothing else is announced. */
export function blockedNews(before: Snapshot['missions'], now: Snapshot['missions']): string {
  return Object.entries(now)
    .flatMap(([key, mission]) => {
      const old = before[key];
      if (old === undefined) return [];
      const blocked = mission.features.blocked - old.features.blocked;
      const failed = mission.assertions.failed - old.assertions.failed;
      return [
        ...(blocked > 0 ? [`${count(blocked, 'feature')} of ${mission.title} ${verb(blocked)} blocked.`] : []),
        ...(failed > 0 ? [`${count(failed, 'assertion')} of ${mission.title} failed.`] : []),
      ];
    })
    .join(' ');
}

function verb(number: number): string {
  return number === 1 ? 'is' : 'are';
}

/** Where there is room for one only: the list until something was chosen in it. */
export function isNarrowList(place: MissionsPlace, { project }: Chosen): boolean {
  return project?.state === 'ready' && project.missionCount > 0 && place.mission === null && place.tab === 'board';
}

/** The assertions about one feature, in the order of the board. */
export function assertionsOf({ assertions }: Pick<MissionBoard, 'assertions'>, feature: string): BoardAssertion[] {
  return assertions.filter((assertion) => assertion.featureId === feature);
}
