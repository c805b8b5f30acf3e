import { expect, test } from 'vitest';
import type { Feature } from '../../../electron/contract/features.ts';
import { agentGrid } from '../../../electron/engine/project/missions/mission-rules.ts';

const NOW = new Date('2026-11-20T10:00:00.000Z');

function feature(id: string, status: Feature['status']): Feature {
  const at = NOW.toISOString();
  return {
    ...{ id, missionId: '2026-11-20-001', milestoneId: 'build', status, title: id, description: '' },
    ...{
      workerType: 'codex',
      verificationSteps: ['npm test'],
      dependsOn: [],
      fulfills: [],
      createdAt: at,
      updatedAt: at,
    },
  };
}

test('a worker whose work is in review waits; one that was given work, or does it, is active', () => {
  const rowOf = (status: Feature['status']) =>
    agentGrid({ features: [feature('a', status), feature('b', 'pending')] }, 0, NOW)[0];

  expect(rowOf('review')).toMatchObject({ status: 'waiting' });
  expect(rowOf('review')).not.toHaveProperty('activeFeatureId');
  for (const status of ['assigned', 'in-progress'] as const)
    expect(rowOf(status)).toMatchObject({ status: 'active', activeFeatureId: 'a' });
});
