import type { BoardAssertion, BoardFeature, BoardMilestone, MissionBoard } from '../../electron/contract/board.ts';
import type { FeatureStatus } from '../../electron/contract/features.ts';
import { missionKey, type MissionSummary } from '../../electron/contract/missions.ts';
import type { ProjectEntry } from '../../electron/contract/projects.ts';

const AT = '2026-11-20T21:41:12.107Z';

/** A mission with two milestones, and one feature with two assertions, of which one is settled. */
export const BOARD: MissionBoard = {
  mission: {
    id: '2026-11-20-001',
    status: 'executing',
    title: 'Sign in',
    description: '',
    milestones: [],
    features: [],
    createdAt: AT,
    updatedAt: AT,
  },
  effectiveStatus: 'executing',
  moves: ['validating', 'paused'],
  milestones: [milestone('plan', 0), milestone('build', 1)],
  features: [card('design', { milestoneId: 'plan' })],
  assertions: [assertion('design-1', 'passed'), assertion('design-2', 'pending')],
  unreadableAssertions: [],
  checkpoints: [],
  log: [],
  damaged: [],
  folder: '/shop/.maestro/missions/2026-11-20-001',
};

function milestone(id: string, order: number): BoardMilestone {
  return {
    milestoneId: id,
    milestone: { id, title: id, description: '', order, featureIds: [] },
    status: 'pending',
    featureCount: 1,
    completedFeatures: 0,
    featureCompletionPct: 0,
    assertionCount: 2,
    passedAssertions: 1,
    waivedAssertions: 0,
    terminalAssertions: 1,
    assertionCompletionPct: 50,
    waivedAssertionIds: [],
    blocking: [],
    warnings: [],
    current: order === 0,
  };
}

interface CardChange {
  readonly status?: FeatureStatus;
  readonly ready?: boolean;
  readonly milestoneId?: string;
}

/** A feature as the board tells it. */
export function card(
  id: string,
  { status = 'pending', ready = false, milestoneId = 'plan' }: CardChange = {},
): BoardFeature {
  return {
    feature: {
      id,
      missionId: '2026-11-20-001',
      milestoneId,
      status,
      title: id,
      description: '',
      workerType: 'codex',
      verificationSteps: ['npm test'],
      dependsOn: [],
      fulfills: [],
      createdAt: AT,
      updatedAt: AT,
    },
    ready,
    blockedBy: [],
    unblocks: [],
    moves: [],
    hasReport: false,
    retries: 0,
    promptPath: null,
    path: `/shop/${id}.json`,
  };
}

function assertion(id: string, result: BoardAssertion['result']): BoardAssertion {
  return {
    id,
    missionId: '2026-11-20-001',
    milestoneId: 'plan',
    featureId: 'design',
    result,
    description: id,
    surface: 'cli',
    createdAt: AT,
    updatedAt: AT,
    moves: [],
    revisions: [],
  };
}

/** A mission as the snapshot tells it. */
export function summary(id: string, change: Partial<MissionSummary> = {}): MissionSummary {
  return {
    project: '/shop',
    id,
    title: `Mission ${id}`,
    status: 'draft',
    effectiveStatus: 'draft',
    createdAt: AT,
    updatedAt: AT,
    features: { total: 2, done: 0, active: 0, blocked: 0 },
    assertions: { total: 2, settled: 0, failed: 0 },
    milestones: { total: 1, sealed: 0 },
    currentMilestone: null,
    ...change,
  };
}

export function missionsOf(...missions: readonly MissionSummary[]): Record<string, MissionSummary> {
  return Object.fromEntries(missions.map((mission) => [missionKey(mission.project, mission.id), mission]));
}

/** An opened project as the snapshot tells it. */
export function entry(path: string, change: Partial<ProjectEntry> = {}): ProjectEntry {
  return {
    path,
    name: path.slice(1),
    sources: ['open'],
    state: 'ready',
    problem: null,
    stamp: 0,
    pendingHandoffs: 0,
    missionCount: 1,
    damaged: [],
    ...change,
  };
}

export function projectsOf(...projects: readonly ProjectEntry[]): Record<string, ProjectEntry> {
  return Object.fromEntries(projects.map((project) => [project.path, project]));
}
