import type { Feature } from '../../electron/contract/features.ts';
import type { Milestone } from '../../electron/contract/missions.ts';
import type { Agent, Scene } from '../../electron/engine/project/runs/scene-rules.ts';

export const AT = '2026-11-30T12:00:00.000Z';

export function feature(id: string, more: Partial<Feature> = {}): Feature {
  const words = { missionId: 'm', milestoneId: 'm0', title: id, description: '', workerType: 'codex', fulfills: [] };
  const rest = { verificationSteps: ['v'], createdAt: AT, updatedAt: AT, dependsOn: [], status: 'pending' as const };
  return { ...words, ...rest, id, ...more };
}

export function milestone(order: number, kind: Milestone['kind'] = 'work'): Milestone {
  return { id: `m${order}`, title: `M${order}`, description: '', order, kind, featureIds: [] };
}

export function scene(features: readonly Feature[], more: Partial<Scene> = {}): Scene {
  return {
    mission: {
      id: '2026-11-30-001',
      status: 'executing',
      features: [],
      milestones: [0, 1, 2].map((order) => milestone(order)),
    },
    features,
    assertions: [],
    run: {
      state: 'running',
      parallel: 3,
      until: null,
      budgetUsd: null,
      keepGoing: false,
      seals: false,
      failed: {},
      spent: {},
    },
    isOurs: true,
    launching: new Set(),
    agents: new Map(),
    tries: new Map(),
    paths: new Map(),
    competing: new Set(),
    ...more,
  };
}

export function run(more: Partial<Scene['run']>): Scene['run'] {
  return { ...scene([]).run, ...more };
}

export function agent(state: Agent['state'], text: string | null = null): Agent {
  const attention = text === null ? null : { kind: 'question' as const, at: AT, text };
  return { name: 'c1' as Agent['name'], since: AT, state, attention, limitUntil: null, lastActivityAt: null };
}
