import { expect, test } from 'vitest';
import { agoCell, containerRow } from '../../../electron/cli/output/container-rows.ts';
import { Container } from '../../../electron/contract/containers.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');

function row(changes: Partial<Container> = {}): string[] {
  const base: Container = Container.parse({
    name: 'maestro-feat-oauth-1',
    shortName: 'feat-oauth-1',
    nick: null,
    dockerId: 'd1',
    project: { path: '/code/shop', name: 'shop' },
    branch: 'feat/oauth',
    baseCommit: null,
    task: 'implement OAuth',
    agent: 'claude',
    model: null,
    createdAt: '2026-03-01T10:00:00.000Z',
    limits: { memoryBytes: 2 ** 32, cpus: 2, pids: 512 },
    docker: 'running',
    state: 'running',
    evidence: '',
    since: '2026-03-01T10:00:00.000Z',
    agentProcess: { state: 'running' },
    git: { branch: 'feat/oauth', changed: 79, ahead: 2, behind: 0, sinceBase: 2 },
    attention: null,
    limitUntil: null,
    tasks: null,
    lastActivityAt: '2026-03-01T11:58:00.000Z',
    credential: { state: 'ok', expiresAt: '2026-03-07T15:12:00.000Z' },
    isolation: { state: 'verified', checks: [], domains: [], provenAt: null },
    credentialMode: null,
    preset: 'standard',
    problem: null,
  });
  return containerRow({ ...base, ...changes }, NOW, (text) => text);
}

test('a row has the guide’s columns, the agent and the task', () => {
  const guide = ['feat-oauth-1', 'running', 'feat/oauth', 'Δ79 ↑2', '2m ago', '✓ 147.2h', ''];
  expect(row()).toEqual([...guide, 'claude', 'implement OAuth']);
  expect(row({ task: '' })).toEqual([...guide, 'claude', '-']);
});

test('a nickname stands beside the name, and a long task on one line', () => {
  expect(row({ nick: 'login' })[0]).toBe('feat-oauth-1 (login)');
  expect(row({ task: `find out why\n${'宽'.repeat(40)}` })[8]).toBe(`find out why ${'宽'.repeat(13)}…`);
});

test('its agent’s own list stands before the task, short and harmless', () => {
  expect(row({ tasks: { done: 2, total: 5, doing: 'Writing it' } })[8]).toBe('2/5 Writing it · implement OAuth');
  expect(row({ tasks: { done: 5, total: 5, doing: null }, task: '' })[8]).toBe('5/5');
  const hostile = row({ tasks: { done: 0, total: 1, doing: `\u001b[2J\n${'x'.repeat(90)}` } })[8];
  expect(hostile).toMatch(/^0\/1 ␛\[2J x{20}… · implement OAuth$/);
});

test('a limit says until when, and a stall that it may be one', () => {
  const until = { state: 'limit' as const, limitUntil: '2026-03-01T14:00:00.000Z' };
  expect(row(until)[6]).toMatch(/^⏳ usage limit until \d\d:00$/);
  expect(row({ ...until, limitUntil: null })[6]).toBe('⏳ usage limit');
  expect(row({ state: 'stalled' })[6]).toBe('⚠ stalled?');
  const refused = { id: 'k3x9ab', name: 'api.test', times: 3, lastAt: NOW.toISOString(), at: 'name' as const };
  expect(row({ state: 'stalled', refused })[6]).toBe('⚠ api.test refused (k3x9ab)');
});

test('a network that is open is marked for as long as it is, whether or not the container runs', () => {
  expect(row({ preset: 'open' })[1]).toBe('running ⚠ open');
  expect(row({ preset: 'open', docker: 'exited', state: 'stopped' })[1]).toBe('stopped ⚠ open');
});

test('a clean tree is a check mark, commits behind an arrow', () => {
  const clean = { branch: 'x', changed: 0, ahead: 0, behind: 0, sinceBase: 0 };

  expect(row({ git: clean })[3]).toBe('✓');
  expect(row({ git: { ...clean, changed: 5, behind: 1 } })[3]).toBe('Δ5 ↓1');
  expect(row({ git: null })[3]).toBe('-');
});

test('without an upstream the commits since the base are shown, with one those that it lacks; stashes have a flag', () => {
  const git = { branch: 'x', changed: 0, ahead: null, behind: null, sinceBase: 3, stashes: 2 };

  expect(row({ git })[3]).toBe('↑3 ⚑2');
  expect(row({ git: { ...git, ahead: 1, behind: 0, stashes: 0 } })[3]).toBe('↑1');
});

test('credentials warn before they expire and say so after', () => {
  expect(row({ credential: { state: 'expiring', expiresAt: '2026-03-01T14:18:00.000Z' } })[5]).toBe('⚠ 2.3h');
  expect(row({ credential: { state: 'expired', expiresAt: '2026-03-01T11:00:00.000Z' } })[5]).toBe('✗ EXPIRED');
  expect(row({ credential: { state: 'missing', expiresAt: null } })[5]).toBe('✗ NO AUTH');
  expect(row({ credential: { state: 'invalid', expiresAt: null } })[5]).toBe('✗ INVALID');
  expect(row({ credential: { state: 'ok', expiresAt: null } })[5]).toBe('✓ no end');
});

test('a container that waits rings, with its question; a dormant one sleeps', () => {
  const attention = { kind: 'question', at: NOW.toISOString(), text: 'PKCE?\u001b[2J' } as const;

  expect(row({ state: 'needs-you', attention })[6]).toBe('🔔 PKCE?␛[2J');
  expect(row({ state: 'dormant' })[6]).toBe('💤');
});

test('one that runs in a network that is not proven closed any more says so', () => {
  const isolation = { state: 'unproven' as const, checks: [], domains: [], provenAt: NOW.toISOString() };

  expect(row({ isolation })[1]).toBe('unproven');
});

test('durations are told in the unit that fits', () => {
  expect([10_000, 120_000, 43_200_000, 200_000_000].map(agoCell)).toEqual(['now', '2m ago', '12h ago', '2d ago']);
});
