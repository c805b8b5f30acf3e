import { expect, test } from 'vitest';
import type { Report } from '../../../electron/contract/reports.ts';
import { endedActivity, newsOf, reportedActivity } from '../../../electron/engine/containers/activity-rules.ts';
import { report } from '../../support/reports.ts';

const GIT = { branch: 'feat/x', changed: 0, ahead: null, behind: null, sinceBase: 0, head: 'a'.repeat(40) };

/** What reports tell, one a second. */
function told(...some: readonly Partial<Report>[]): string[] {
  const reports = some.map((one, index) => report({ at: `2026-01-01T11:59:0${index}.000Z`, ...one }));
  return reportedActivity(reports).map(({ kind, tone, text }) => `${kind} ${tone}: ${text}`);
}

test('a run begins, gets ready, and its agent runs and exits', () => {
  expect(
    told(
      { phase: 'git', agent: { state: 'starting' } },
      { phase: 'agent', agent: { state: 'starting' } },
      { phase: 'ready' },
      { agent: { state: 'exited', exitCode: 2 } },
      { phase: 'git', agent: { state: 'starting' } },
    ),
  ).toEqual([
    'run plain: Started',
    'run good: Ready',
    'agent plain: The agent began to run',
    'agent bad: The agent exited with 2',
    'run plain: Started',
  ]);
});

test('a question is told once, and that it is over', () => {
  const attention = { kind: 'question' as const, at: '2026-01-01T11:59:01.000Z', text: 'PKCE?' };

  expect(told({ turn: true }, { attention, turn: true }, { attention, turn: true }, { turn: true }, {})).toEqual([
    'agent needs: Asked: PKCE?',
    'agent plain: Answered, or withdrawn',
    'turn plain: The turn ended',
  ]);
});

test('commits are counted, and what moved without any says where to', () => {
  expect(
    told(
      { git: GIT },
      { git: { ...GIT, sinceBase: 2, head: 'b'.repeat(40) } },
      { git: { ...GIT, sinceBase: 2, head: 'c'.repeat(40) } },
      { git: { ...GIT, branch: 'feat/y', sinceBase: 2, head: 'c'.repeat(40), changed: 9 } },
    ),
  ).toEqual([
    'git good: 2 commits more, now at bbbbbbbbbb',
    'git plain: Moved to cccccccccc',
    'git plain: On the branch feat/y',
  ]);
});

test('a commit before the first look at the repository is told, and a start that knows none yet hides nothing', () => {
  const moved = { ...GIT, sinceBase: 3, head: 'd'.repeat(40) };

  expect(
    told({ git: null }, { git: { ...GIT, sinceBase: 2, head: 'b'.repeat(40) } }, { git: null }, { git: moved }),
  ).toEqual(['git good: 2 commits since its start, now at bbbbbbbbbb', 'git good: 1 commit more, now at dddddddddd']);
});

test('the agent’s own list is told as it goes on', () => {
  const tasks = { done: 1, total: 5, doing: 'Writing the tests' };

  expect(told({}, { tasks }, { tasks }, { tasks: { ...tasks, done: 2 } })).toEqual([
    'turn plain: Its own list: 1/5 Writing the tests',
    'turn plain: Its own list: 2/5 Writing the tests',
  ]);
});

test('of what was before the first line nothing is told', () => {
  expect(told({ turn: true, git: GIT, attention: { kind: 'finished', at: report().at, text: null } })).toEqual([]);
});

test('lines that repeat what is known are left out, whatever was active meanwhile', () => {
  const line = (fact: string, at: string) =>
    `{"v":1,"at":"${at}","because":"hook","phase":"${fact}","lastActivityAt":"${at}"}`;
  const lines = [line('git', '1'), line('git', '2'), line('ready', '3'), line('ready', '4'), 'noise', 'noise'];

  expect(newsOf(lines)).toEqual([line('git', '1'), line('ready', '3'), 'noise', 'noise']);
});

test('an end says why, and only one that nobody asked for is bad', () => {
  const at = '2026-01-01T11:59:00.000Z';

  expect(endedActivity({ at, exitCode: 137, outOfMemory: true })).toMatchObject({ tone: 'bad' });
  expect(endedActivity({ at, exitCode: 143, outOfMemory: false })).toMatchObject({
    tone: 'plain',
    text: 'Ended with 143',
  });
  expect(endedActivity({ at, exitCode: 1, outOfMemory: false }).tone).toBe('bad');
});
