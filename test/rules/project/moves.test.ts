import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Assertion } from '../../../electron/contract/assertions.ts';
import type { Feature, FeatureStatus } from '../../../electron/contract/features.ts';
import type { Mission } from '../../../electron/contract/missions.ts';
import {
  ASSERTION_MOVES,
  canMoveAssertion,
  judge,
} from '../../../electron/engine/project/missions/assertions/rules.ts';
import {
  canMoveFeature,
  FEATURE_MOVES,
  isReady,
  moveWarnings,
  openDependencies,
} from '../../../electron/engine/project/missions/features/status-rules.ts';
import {
  blockingAssertions,
  milestoneProgress,
  sealWarnings,
} from '../../../electron/engine/project/missions/milestones/rules.ts';
import {
  canMoveMission,
  effectiveStatus,
  MISSION_MOVES,
} from '../../../electron/engine/project/missions/mission/status-rules.ts';

const AT = '2026-11-20T10:00:00.000Z';

test.each([
  { what: 'mission', moves: MISSION_MOVES, canMove: canMoveMission, finals: ['rejected', 'completed', 'failed'] },
  { what: 'feature', moves: FEATURE_MOVES, canMove: canMoveFeature, finals: ['done'] },
  { what: 'assertion', moves: ASSERTION_MOVES, canMove: canMoveAssertion, finals: ['passed', 'waived'] },
])('no walk of a $what leaves a final state or the table', ({ moves, canMove, finals }) => {
  const states = Object.keys(moves) as (keyof typeof moves)[];
  const can = canMove as (from: string, to: string) => boolean;

  fc.assert(
    fc.property(fc.array(fc.constantFrom(...states)), (wishes) => {
      let now = String(states[0]);
      for (const wish of wishes) {
        const before = now;
        if (can(now, wish)) now = wish;
        if (finals.includes(before)) expect(now).toBe(before);
        else expect([before, ...(moves as Record<string, readonly string[]>)[before]!]).toContain(now);
      }
    }),
  );
});

test('a feature is ready when it is pending and everything it depends on is done', () => {
  const first = feature('a', 'review');
  const second = { ...feature('b', 'pending'), dependsOn: ['a'] };

  expect(isReady(second, [first, second])).toBe(false);
  expect(openDependencies(second, [first, second]).map(({ id }) => id)).toEqual(['a']);
  expect(isReady(second, [{ ...first, status: 'done' }, second])).toBe(true);
});

test('a feature is not ready while what it depends on cannot be read', () => {
  const waiting = { ...feature('b', 'pending'), dependsOn: ['unread'] };

  expect(isReady(waiting, [waiting])).toBe(false);
  expect(openDependencies(waiting, [waiting])).toEqual([{ id: 'unread', title: 'unread', status: 'unreadable' }]);
  expect(moveWarnings(waiting, 'in-progress', { mission: mission(), features: [waiting] })[0]).toContain('unreadable');
});

test('a milestone does not ask for its proof while a feature of its mission cannot be read', () => {
  const known = { ...mission(), status: 'executing' as const, features: ['a', 'unread'] };
  const [first] = milestoneProgress(known, { features: [feature('a', 'done')], assertions: [] });

  expect(first?.status).toBe('executing');
  expect(sealWarnings({ mission: known, features: [feature('a', 'done')] }, [], 'm1')[0]).toContain('unread');
});

test('a milestone is sealed by its list, and only the first open one is active', () => {
  const progress = milestoneProgress(
    { ...mission(), status: 'executing', completedMilestoneIds: ['m1'] },
    { features: [feature('a', 'done')], assertions: [] },
  );

  expect(progress.map(({ milestoneId, status }) => [milestoneId, status])).toEqual([
    ['m1', 'sealed'],
    ['m2', 'executing'],
    ['m3', 'pending'],
  ]);
});

test('a mission whose milestones are all sealed is finished, unless it is a draft', () => {
  const sealed = { ...mission(), completedMilestoneIds: ['m1', 'm2', 'm3'] };
  const progress = milestoneProgress(sealed, { features: [], assertions: [] });

  expect(effectiveStatus({ ...sealed, status: 'executing' }, progress)).toBe('completed');
  expect(effectiveStatus({ ...sealed, status: 'draft' }, progress)).toBe('draft');
});

test('only open assertions of the milestone itself block its seal', () => {
  const assertions = [
    assertion('1', 'm1', 'failed'),
    assertion('2', 'm1', 'waived'),
    assertion('3', 'm2', 'pending'),
    assertion('4', 'm1', 'passed'),
  ];

  expect(blockingAssertions('m1', assertions).map(({ id }) => id)).toEqual(['1']);
});

test('evidence stays until new evidence is given, a reason does not', () => {
  const waived = judge(assertion('1', 'm1', 'pending'), { result: 'waived', evidence: 'e', reason: 'r', at: AT });
  const again = judge(waived, { result: 'waived', at: AT });

  expect(waived).toMatchObject({ evidence: 'e', waivedReason: 'r' });
  expect(again).toMatchObject({ evidence: 'e' });
  expect(again).not.toHaveProperty('waivedReason');
});

function mission(): Mission {
  const milestones = ['m1', 'm2', 'm3'].map((id, order) => ({ id, title: id, description: '', order, featureIds: [] }));
  return {
    id: '2026-11-20-001',
    status: 'draft',
    title: 't',
    description: '',
    milestones,
    features: [],
    createdAt: AT,
    updatedAt: AT,
  };
}

function feature(id: string, status: FeatureStatus): Feature {
  return {
    id,
    missionId: '2026-11-20-001',
    milestoneId: 'm1',
    status,
    title: id,
    description: '',
    workerType: 'codex',
    verificationSteps: ['v'],
    dependsOn: [],
    fulfills: [],
    createdAt: AT,
    updatedAt: AT,
  };
}

function assertion(id: string, milestoneId: string, result: Assertion['result']): Assertion {
  const base = {
    id,
    missionId: 'x',
    milestoneId,
    featureId: 'f',
    description: 'd',
    surface: 'cli',
    createdAt: AT,
    updatedAt: AT,
  };
  return { ...base, result, ...(result === 'waived' ? { waivedReason: 'r' } : {}) };
}
