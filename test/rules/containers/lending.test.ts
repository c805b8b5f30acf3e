import { expect, test } from 'vitest';
import { ContainerName } from '../../../electron/contract/ids.ts';
import { lendingProblem } from '../../../electron/engine/containers/lending-rules.ts';

const SEEN = {
  birth: { agent: 'claude', credentialMode: 'broker', name: ContainerName.parse('maestro-feat-a-1') },
  docker: 'running',
  isolation: { state: 'verified', credentials: 'a1b2' },
  lease: { endedAt: null },
} as const;

test('a gateway that holds what its agent needs is no problem, nor is one that has not been looked at', () => {
  expect(lendingProblem(SEEN)).toBeUndefined();
  expect(lendingProblem({ ...SEEN, isolation: { state: 'starting', credentials: '' } })).toBeUndefined();
  expect(lendingProblem({ ...SEEN, docker: 'exited', lease: undefined })).toBeUndefined();
});

test('where the sign-in lies in the container, or nobody knows of one, the gateway needs none', () => {
  expect(
    lendingProblem({ ...SEEN, birth: { ...SEEN.birth, credentialMode: 'sync' }, lease: undefined }),
  ).toBeUndefined();
  expect(lendingProblem({ ...SEEN, birth: { ...SEEN.birth, agent: 'custom' }, lease: undefined })).toBeUndefined();
});

test.each([
  ['nobody was signed in', { lease: undefined }, 'maestro auth --agent claude'],
  ['it was taken back', { lease: { endedAt: '2026-01-01T00:00:00.000Z' } }, 'maestro revoke maestro-feat-a-1 --again'],
  ['handing it in failed', { isolation: { state: 'verified', credentials: '' } }, 'maestro start maestro-feat-a-1'],
  ['the gateway cannot hold any', { isolation: { state: 'verified', credentials: undefined } }, 'maestro new'],
] as const)('where %s, the way out is said', (_what, seen, wayOut) => {
  expect(lendingProblem({ ...SEEN, ...seen })).toContain(wayOut);
});
