import { expect, test } from 'vitest';
import { remedy } from '../../../electron/engine/containers/parting.ts';

const FIRST = '2026-01-01T10:00:00.000000001Z';
const SECOND = '2026-01-01T10:00:00.000000002Z';
const CANNOT_JOIN = 'cannot join network of a non running container: 0123';

function running(StartedAt: string): Parameters<typeof remedy>[0] {
  return { Running: true, StartedAt, Error: '' };
}

function down(Error: string): Parameters<typeof remedy>[0] {
  return { Running: false, StartedAt: FIRST, Error };
}

test('an agent that could not join its gateway’s network is started once the gateway runs', () => {
  expect(remedy(down(CANNOT_JOIN), running(SECOND))).toBe('start');
  expect(remedy(down(CANNOT_JOIN), down(''))).toBe('none');
});

test('an agent that is older than its gateway’s run is restarted, a younger one is not', () => {
  expect(remedy(running(FIRST), running(SECOND))).toBe('restart');
  expect(remedy(running(SECOND), running(FIRST))).toBe('none');
});

test('an agent that a user stopped stays stopped', () => {
  expect(remedy(down(''), running(SECOND))).toBe('none');
});
