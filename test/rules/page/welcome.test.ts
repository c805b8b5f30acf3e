import { expect, test } from 'vitest';
import type { Provider } from '../../../electron/contract/credentials.ts';
import type { DoctorCheck } from '../../../electron/contract/doctor.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { machineStep, signInStep } from '../../../renderer/features/welcome/welcome-select.ts';

const READY: Snapshot['docker'] = { state: 'ready', version: '28.1.1', apiVersion: '1.49' };

function check(state: DoctorCheck['state'], title: string): DoctorCheck {
  return { id: 'disk', title, state, found: '2 GB free', hints: ['Make room.'] };
}

function machine(docker: Snapshot['docker'], checks: DoctorCheck[] | null) {
  return machineStep({ docker, doctor: checks === null ? null : { at: '2026-01-01T00:00:00.000Z', checks } });
}

test('the machine is done only when Docker answers and no check failed', () => {
  expect(machine(READY, [check('ok', 'Disk')])).toMatchObject({
    state: 'done',
    words: 'Docker 28.1.1 answers, nothing stands in the way.',
  });
  expect(machine(READY, [check('ok', 'Git'), check('warning', 'Disk')])).toMatchObject({
    state: 'done',
    words: 'Docker 28.1.1 answers, 1 warning in System.',
  });
  expect(machine(READY, [check('failed', 'Disk'), check('failed', 'Git')])).toEqual({
    state: 'stuck',
    words: 'Disk: 2 GB free. 1 more in System.',
    hints: ['Make room.'],
  });
  expect(machine(READY, null)).toMatchObject({ state: 'unknown' });
  expect(machine({ state: 'connecting' }, [check('ok', 'Disk')])).toMatchObject({ state: 'unknown' });
  const problem = { code: 'DOCKER_UNREACHABLE', sentence: 'No.', hints: ['Start it.'], detail: null } as const;
  expect(machine({ state: 'unreachable', problem: { ...problem, hints: ['Start it.'] } }, [])).toEqual({
    state: 'stuck',
    words: 'No.',
    hints: ['Start it.'],
  });
});

test('a sign-in counts when an agent can start with it, and says what containers get of it', () => {
  const one = (agent: Provider['agent'], state: Provider['state'], mode: Provider['mode']) =>
    ({ agent, state, mode }) as Provider;
  expect(signInStep(undefined)).toMatchObject({ state: 'unknown' });
  expect(signInStep([one('claude', 'missing', 'broker'), one('github', 'ok', 'broker')])).toMatchObject({
    state: 'open',
    words: expect.stringContaining('No agent is signed in') as string,
  });
  expect(signInStep([one('claude', 'expired', 'broker')]).words).toContain('has ended');
  expect(signInStep([one('claude', 'ok', 'broker'), one('codex', 'missing', 'sync')]).words).toBe(
    'Claude Code: signed in. No container gets it: its gateway puts it into requests to the agent’s own service.',
  );
  expect(signInStep([one('claude', 'ok', 'broker'), one('gemini', 'expiring', 'sync')]).words).toContain('get a copy');
});
