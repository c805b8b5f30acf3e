import { expect, test } from 'vitest';
import { listAssertions } from '../../../electron/engine/project/missions/mission/store.ts';
import { sealMilestone } from '../../../electron/engine/project/missions/milestones/seal.ts';
import { updateAssertion } from '../../../electron/engine/project/missions/assertions/update.ts';
import { projectOnDisk } from '../../support/missions.ts';

/** A project with one assertion that has passed. */
async function passed() {
  const made = await projectOnDisk({ features: 1 });
  const { project, mission } = made;
  const of = { mission, assertion: 'f1-assertion-1' };
  await updateAssertion(project, { ...of, result: 'passed', evidence: 'npm test' });
  return { ...made, of, now: () => listAssertions(project, mission).assertions[0] };
}

test('a settled result stays, unless somebody revises it and says why', async () => {
  const { project, of, now } = await passed();

  await expect(updateAssertion(project, { ...of, result: 'failed' })).rejects.toMatchObject({
    problem: { code: 'TRANSITION_ILLEGAL', hints: [expect.stringContaining('--revise')] },
  });
  await expect(updateAssertion(project, { ...of, result: 'failed', revise: true })).rejects.toMatchObject({
    problem: { code: 'INPUT_INVALID' },
  });
  await updateAssertion(project, { ...of, result: 'failed', revise: true, reason: 'It fails on Mondays.' });

  expect(now()).toMatchObject({ result: 'failed', evidence: 'npm test\nWas passed: It fails on Mondays.' });
});

test('a waiver that was revised keeps no reason of a waiver', async () => {
  const { project, of, now } = await passed();
  await updateAssertion(project, { ...of, result: 'waived', revise: true, reason: 'Not on this system.' });
  expect(now()).toMatchObject({ result: 'waived', waivedReason: 'Not on this system.' });

  await updateAssertion(project, { ...of, result: 'pending', revise: true, reason: 'It is on this system now.' });

  expect(now()).not.toHaveProperty('waivedReason');
  expect(now()?.evidence).toContain('Was waived: It is on this system now.');
});

test('what a sealed milestone rests on is not revised', async () => {
  const { project, mission, of, now } = await passed();
  await sealMilestone(project, { mission, id: 'm-f1' });

  await expect(
    updateAssertion(project, { ...of, result: 'failed', revise: true, reason: 'Late.' }),
  ).rejects.toMatchObject({ message: expect.stringContaining('sealed') as string });
  expect(now()?.result).toBe('passed');
});
