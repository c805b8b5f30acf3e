import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideState, type Facts, QUIET_MS } from '../../../electron/engine/containers/evidence.ts';
import { isInterrupted, shouldReturn } from '../../../electron/engine/containers/endings.ts';
import type { Report } from '../../../electron/contract/reports.ts';
import { fail } from '../../../electron/engine/errors.ts';
import { ago, facts, NOW } from '../../support/facts.ts';
import { report } from '../../support/reports.ts';

function state(some: Partial<Facts>): string {
  return decideState(facts(some)).state;
}

test('a container that could not be read says why, unless it is being removed', () => {
  const unread = fail('DOCKER_FAILED', 'Docker refused: dead or marked for removal').problem;
  expect(decideState(facts({ unread }))).toMatchObject({ state: 'error', problem: unread });
  expect(decideState(facts({ unread, docker: 'removing' }))).toMatchObject({ state: 'stopped', problem: null });
});

test('an agent whose gateway was restarted after it has no network, whatever it says', () => {
  expect(decideState(facts({ stranded: true }))).toMatchObject({ state: 'error', problem: { code: 'GATEWAY_FAILED' } });
  expect(state({ stranded: true, docker: 'exited' })).toBe('stopped');
});

test('an agent that writes is running', () => {
  expect(decideState(facts())).toMatchObject({ state: 'running', evidence: 'the agent runs' });
});

test('a silent agent is quiet, never done', () => {
  const silent = { reports: [report({ lastActivityAt: ago(QUIET_MS + 5_000) })] };
  expect(decideState(facts(silent))).toMatchObject({
    state: 'quiet',
    evidence: 'quiet 3 m',
    since: ago(QUIET_MS + 5_000),
  });
  expect(state({ reports: [report({ lastActivityAt: ago(QUIET_MS - 1) })] })).toBe('running');
});

describe('a silent agent whose network refused it something', () => {
  const refused = { id: 'abc123', name: 'api.test', times: 3, lastAt: ago(4 * 60_000), at: 'name' } as const;
  const silent = (some: Partial<Report> = {}): Partial<Facts> => ({
    refused,
    reports: [report({ at: ago(4 * 60_000), turn: true, lastActivityAt: ago(4 * 60_000), ...some })],
  });

  test('is stalled before its time, and says over what', () => {
    expect(decideState(facts(silent()))).toMatchObject({
      state: 'stalled',
      evidence: 'nothing new from it for 4 m, and api.test was refused 4 m ago (abc123 in its ledger)',
      since: ago(4 * 60_000),
    });
    expect(state(silent({ turn: undefined }))).toBe('stalled');
    expect(state({ ...silent(), refused: null })).toBe('quiet');
  });

  test('is not where it waits for a prompt, asks, has shown something since, or has not been silent for long', () => {
    expect(state(silent({ turn: false }))).toBe('quiet');
    expect(state(silent({ attention: { kind: 'question', at: NOW.toISOString(), text: null } }))).toBe('needs-you');
    expect(state({ ...silent(), refused: { ...refused, lastAt: ago(6 * 60_000) } })).toBe('quiet');
    expect(state(silent({ lastActivityAt: ago(QUIET_MS - 1), at: ago(QUIET_MS - 1) }))).toBe('running');
  });
});

test('an agent that ended is dormant, with its exit code and since when', () => {
  const reports = [
    report({ at: ago(9_000) }),
    report({ at: ago(5_000), agent: { state: 'exited', exitCode: 3 } }),
    report({ at: ago(1_000), agent: { state: 'exited', exitCode: 3 } }),
  ];
  expect(decideState(facts({ reports }))).toEqual({
    state: 'dormant',
    evidence: 'the agent ended with exit code 3',
    since: ago(5_000),
    problem: null,
    limitUntil: null,
  });
});

test.each([
  [{ kind: 'bell', text: null }, 'needs-you', 'rang the bell'],
  [{ kind: 'question', text: 'Which one?' }, 'needs-you', 'asks a question: Which one?'],
  [{ kind: 'permission', text: null }, 'needs-you', 'asks for permission'],
  [{ kind: 'finished', text: 'Done.' }, 'finished', 'Done.'],
] as const)('a claim counts from when it was made: %o', (claim, expected, evidence) => {
  const reports = [report({ attention: { ...claim, at: ago(60_000) } })];
  expect(decideState(facts({ reports }))).toMatchObject({ state: expected, evidence, since: ago(60_000) });
});

test.each(['bell', 'question', 'permission', 'finished'] as const)(
  'an agent that ended is dormant, whatever it had claimed before: %s',
  (kind) => {
    const attention = { kind, at: ago(1_000), text: null } as const;
    expect(state({ reports: [report({ attention, agent: { state: 'exited', exitCode: 0 } })] })).toBe('dormant');
  },
);

const LIMIT = { kind: 'limit', text: 'You’ve hit your session limit · resets 2pm (UTC)', at: ago(60_000) } as const;

test('a limit holds with its words until the time that it names, and then the agent is quiet', () => {
  const at = (now: Date) => decideState(facts({ reports: [report({ attention: LIMIT })], now }));
  const limitUntil = '2026-01-01T14:00:00.000Z';
  expect(at(NOW)).toMatchObject({ state: 'limit', evidence: LIMIT.text, since: LIMIT.at, limitUntil });
  expect(at(new Date('2026-01-01T13:59:59.999Z')).state).toBe('limit');
  expect(at(new Date('2026-01-01T14:05:00.000Z'))).toMatchObject({
    state: 'quiet',
    evidence: 'its usage limit ended 5 m ago, and it has not gone on',
    since: limitUntil,
    limitUntil: null,
  });
});

test('a limit without a time holds until the agent goes on', () => {
  const attention = { ...LIMIT, text: null };
  const later = new Date(NOW.getTime() + 40 * 86_400_000);
  expect(decideState(facts({ reports: [report({ attention })], now: later }))).toMatchObject({
    state: 'limit',
    limitUntil: null,
  });
  expect(state({ reports: [report({ attention }), report({ turn: true, lastActivityAt: ago(5) })] })).toBe('running');
});

const MINUTE = 60_000;

test('an agent that shows nothing in the middle of its turn is stalled, with since when', () => {
  const silent = report({ turn: true, lastActivityAt: ago(17 * MINUTE) });
  expect(decideState(facts({ reports: [silent] }))).toMatchObject({
    state: 'stalled',
    evidence: 'in the middle of its turn, and nothing new from it for 17 m',
    since: ago(17 * MINUTE),
  });
  expect(state({ reports: [silent], stalledAfterMs: 18 * MINUTE })).toBe('quiet');
});

test('no turn, a claim, a word of its hooks, or output: with any of them it is not stalled', () => {
  const silent = report({ turn: true, lastActivityAt: ago(60 * MINUTE) });
  expect(state({ reports: [silent] })).toBe('stalled');
  expect(state({ reports: [{ ...silent, turn: false }] })).toBe('quiet');
  expect(state({ reports: [report({ lastActivityAt: ago(60 * MINUTE) })] })).toBe('quiet');
  expect(state({ reports: [{ ...silent, attention: { kind: 'question', text: null, at: ago(1) } }] })).toBe(
    'needs-you',
  );
  expect(state({ reports: [{ ...silent, because: 'hook', at: ago(MINUTE) }, silent] })).toBe('quiet');
  expect(state({ reports: [silent, { ...silent, lastActivityAt: ago(MINUTE) }] })).toBe('running');
  expect(state({ reports: [{ ...silent, agent: { state: 'exited', exitCode: 0 } }] })).toBe('dormant');
});

test('a question says what it may be answered with', () => {
  const attention = { kind: 'question', at: ago(9), text: 'Which one?', choices: ['PKCE', 'Implicit'] } as const;
  expect(
    decideState(facts({ reports: [report({ attention: { ...attention, choices: [...attention.choices] } })] })),
  ).toMatchObject({ state: 'needs-you', evidence: 'asks a question: Which one? 1) PKCE 2) Implicit' });
});

test('what was created and never started is incomplete, unless someone is creating it', () => {
  expect(state({ docker: 'created', reports: [] })).toBe('incomplete');
  expect(state({ docker: 'created', reports: [], beingCreated: true })).toBe('starting');
});

test('a container that was stopped stays stopped, whatever it said before', () => {
  expect(decideState(facts({ docker: 'exited', exitCode: 143, gateway: 'stopped' }))).toMatchObject({
    state: 'stopped',
    evidence: 'stopped (exit code 143)',
  });
});

test('one that is down by nobody’s wish is interrupted, and says how it ended', () => {
  const down = (ending: Facts['ending'], wish: Facts['wish']): string =>
    decideState(facts({ docker: 'exited', exitCode: ending?.exitCode ?? 0, ending, wish })).evidence;
  const killed = { exitCode: 137, oomKilled: false, engineLost: false };

  expect(down(killed, 'up')).toBe('interrupted: killed (exit code 137)');
  expect(down({ ...killed, oomKilled: true }, 'up')).toMatch(/more memory/);
  expect(down({ exitCode: 0, oomKilled: false, engineLost: true }, 'up')).toMatch(/^interrupted: the engine went away/);
  expect(down({ exitCode: 0, oomKilled: false, engineLost: false }, 'up')).toBe('stopped (exit code 0)');
  expect(down(killed, 'down')).toBe('stopped (exit code 137)');
});

test('where no wish is known, a kill is named and an end that was asked for is a stop; neither is started by itself', () => {
  const lost = { exitCode: 0, oomKilled: false, engineLost: true };
  const killed = { ...lost, exitCode: 137 };

  expect([isInterrupted(lost, null), isInterrupted(killed, null)]).toEqual([false, true]);
  expect([shouldReturn(lost, null), shouldReturn(killed, null), shouldReturn(killed, 'down')]).not.toContain(true);
  expect([shouldReturn(lost, 'up'), shouldReturn({ ...killed, engineLost: false }, 'up')]).toEqual([true, false]);
});

describe('an error', () => {
  test('is a start that Docker refused, with its words', () => {
    const found = decideState(facts({ docker: 'exited', startError: 'cannot join network' }));
    expect(found).toMatchObject({
      state: 'error',
      problem: { code: 'CONTAINER_START_FAILED', detail: 'cannot join network' },
    });
  });

  test('is a start that the container itself reported as failed', () => {
    const reports = [report({ phase: 'failed', failure: { step: 'git', output: 'fatal' } })];
    expect(decideState(facts({ reports }))).toMatchObject({ state: 'error', problem: { code: 'GIT_FAILED' } });
  });

  test('is an agent without its gateway, or with one that is not proven', () => {
    expect(state({ gateway: 'missing' })).toBe('error');
    expect(state({ gateway: 'stopped' })).toBe('error');
    expect(state({ isolation: { state: 'failed', checks: [], domains: [], provenAt: null } })).toBe('error');
  });
});

test('a container without a report yet, or before its agent is ready, is starting', () => {
  expect(state({ reports: [] })).toBe('starting');
  expect(state({ reports: [report({ phase: 'git', agent: { state: 'starting' } })] })).toBe('starting');
  expect(state({ docker: 'restarting' })).toBe('starting');
});

test('any facts give one state with a sentence and a moment', () => {
  const anyFacts = fc.record({
    docker: fc.constantFrom('created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead' as const),
    exitCode: fc.option(fc.nat(255)),
    startError: fc.option(fc.string()),
    beingCreated: fc.boolean(),
    reports: fc.array(
      fc.record({
        phase: fc.constantFrom('git', 'agent', 'ready', 'failed' as const),
        agent: fc.constantFrom<Facts['reports'][number]['agent']>(
          { state: 'starting' },
          { state: 'running' },
          { state: 'exited', exitCode: 1 },
        ),
        attention: fc.constantFrom<Facts['reports'][number]['attention']>(
          null,
          { kind: 'bell', at: ago(5), text: null },
          LIMIT,
        ),
        turn: fc.boolean(),
        lastActivityAt: fc.constantFrom(null, ago(1), ago(QUIET_MS * 9)),
      }),
      { maxLength: 4 },
    ),
    gateway: fc.constantFrom('running', 'stopped', 'missing' as const),
  });
  fc.assert(
    fc.property(anyFacts, ({ reports, ...some }) => {
      const found = decideState(facts({ ...some, reports: reports.map(report) }));
      expect(found.evidence).not.toBe('');
      expect(Date.parse(found.since)).not.toBeNaN();
      expect(found.problem === null).toBe(found.state !== 'error');
      if (found.state !== 'limit') expect(found.limitUntil).toBeNull();
      if (some.docker !== 'running')
        expect(['running', 'quiet', 'dormant', 'needs-you', 'limit', 'stalled']).not.toContain(found.state);
    }),
  );
});
