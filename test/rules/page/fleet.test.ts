import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ContainerState, type Container } from '../../../electron/contract/containers.ts';
import { filterCounts, fleetRows, neighbour } from '../../../renderer/features/fleet/select.ts';
import { consequences } from '../../../renderer/features/fleet/removal-select.ts';
import { phaseAt, progressOf } from '../../../renderer/features/newContainer/progress-select.ts';
import { between, cursorAfter, moved } from '../../../renderer/ui/cursor.ts';
import { stateWord } from '../../../renderer/features/container/select.ts';
import { lineOf } from '../../../renderer/features/container/line-select.ts';
import { gitText, gitWords } from '../../../renderer/features/container/git-select.ts';
import { container, snapshotOf } from '../../support/container.ts';
import { creation, phasesAt } from '../../../electron/demo/fleet.ts';

const ALL = { filter: 'all', query: '' } as const;
const names = (containers: Container[], view: Parameters<typeof fleetRows>[1] = ALL): string[] =>
  fleetRows(snapshotOf(containers), view).map(({ key }) => key.replace('maestro-', ''));
const GIT = { branch: 'feat/x', changed: 0, ahead: null, behind: null, sinceBase: null };

test('what needs the user stands first, and the one that waits longest before the others', () => {
  const late = container('late', { state: 'needs-you', since: '2026-05-04T09:00:00.000Z' });
  const early = container('early', { state: 'needs-you', since: '2026-05-04T08:00:00.000Z' });

  expect(names([container('works'), late, container('sleeps', { state: 'stopped' }), early])).toEqual([
    'early',
    'late',
    'works',
    'sleeps',
  ]);
});

test('rows keep their place while agents work', () => {
  const old = container('old', { createdAt: '2026-05-01T10:00:00.000Z', lastActivityAt: '2026-05-04T09:59:59.000Z' });
  const young = container('young', { lastActivityAt: '2026-05-04T09:00:00.000Z' });

  expect(names([old, young])).toEqual(['young', 'old']);
});

test('every container is counted in exactly one tab besides All', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ContainerState.options), { maxLength: 30 }), (states) => {
      const containers = states.map((state, index) => container(`c${index}`, { state }));
      const { all, ...tabs } = filterCounts(snapshotOf(containers).containers);

      expect(all).toBe(states.length);
      expect(Object.values(tabs).reduce((sum, count) => sum + count, 0)).toBe(states.length);
    }),
  );
});

test('a tab shows as many rows as it counts', () => {
  const containers = ContainerState.options.map((state) => container(`in-${state}`, { state }));
  const counts = filterCounts(snapshotOf(containers).containers);

  for (const filter of ['all', 'needs', 'running', 'idle', 'stopped'] as const) {
    expect(names(containers, { filter, query: '' })).toHaveLength(counts[filter]);
  }
});

test('every word of a search must be found, in any fact of the row', () => {
  const containers = [container('one', { task: 'Fix the login' }), container('two', { task: 'Fix the cart' })];

  expect(names(containers, { filter: 'all', query: 'SHOP login' })).toEqual(['one']);
  expect(names(containers, { filter: 'all', query: 'login cart' })).toEqual([]);
});

test('creations stand on top until they are done, and hide the container that they make', () => {
  const made = container('made', { state: 'starting' });
  const creations = {
    a: creation('creation-a', { name: made.name }),
    b: creation('creation-b', { state: 'done' }),
    c: creation('creation-c', { state: 'cancelled' }),
  };
  const rows = fleetRows(snapshotOf([made, container('other')], { creations }), ALL);

  expect(rows.map(({ key }) => key)).toEqual(['creation-a', 'maestro-other']);
});

test('a row says why its container waits, what went wrong, or else its task', () => {
  const attention = { kind: 'question' as const, at: '2026-05-04T09:00:00.000Z', text: 'Use PKCE?' };
  const problem = { code: 'GATEWAY_FAILED' as const, sentence: 'The gateway failed.', hints: [], detail: null };

  expect(lineOf(container('a', { state: 'needs-you', attention }))).toMatchObject({ lead: 'Asks', text: 'Use PKCE?' });
  expect(lineOf(container('b', { problem, attention })).text).toBe('The gateway failed.');
  expect(lineOf(container('c', { task: '\n  Do it.\nAnd more.' })).text).toBe('Do it.');
});

test('git facts are signs without zeros, and words with them', () => {
  expect(gitText({ ...GIT, changed: 5, ahead: 2, behind: 0, sinceBase: 3 })).toBe('Δ5 ↑2');
  expect(gitText({ ...GIT, ahead: null, behind: null, sinceBase: 3, stashes: 1 })).toBe('↑3 ⚑1');
  expect(gitText(GIT)).toBe('clean');
  expect(gitText(null)).toBeNull();
  expect(gitWords({ ...GIT, changed: 1, sinceBase: 1 })).toBe('1 changed file and 1 commit since base');
});

test('the cursor stays inside the list', () => {
  expect(moved(['a', 'b'], 'b', 1)).toBe('b');
  expect(moved(['a', 'b'], 'a', -1)).toBe('a');
  expect(moved(['a', 'b'], null, 1)).toBe('a');
  expect(moved([], null, 1)).toBeNull();
});

test('when the current row goes, the one that takes its place is current', () => {
  expect(cursorAfter(['a', 'b', 'c'], ['a', 'c'], 'b')).toBe('c');
  expect(cursorAfter(['a', 'b'], ['a'], 'b')).toBe('a');
  expect(cursorAfter(['a'], [], 'a')).toBeNull();
  expect(cursorAfter(['a'], ['b', 'a'], 'a')).toBe('a');
});

test('a selection extends in either direction', () => {
  expect(between(['a', 'b', 'c'], 'c', 'a')).toEqual(['a', 'b', 'c']);
  expect(between(['a', 'b', 'c'], 'b', 'c')).toEqual(['b', 'c']);
});

test('next and previous go around the list, and only to those that wait when asked', () => {
  const snapshot = snapshotOf([
    container('asks', { state: 'needs-you' }),
    container('works'),
    container('waits', { state: 'needs-you', since: '2026-05-04T10:30:00.000Z' }),
  ]);

  expect(neighbour(snapshot, 'maestro-works', { by: 1, needing: false })).toBe('maestro-asks');
  expect(neighbour(snapshot, 'maestro-asks', { by: 1, needing: true })).toBe('maestro-waits');
  expect(neighbour(snapshot, null, { by: -1, needing: true })).toBe('maestro-waits');
});

test('there is no next that waits when none else does', () => {
  const snapshot = snapshotOf([container('asks', { state: 'needs-you' }), container('works')]);

  expect(neighbour(snapshot, 'maestro-asks', { by: 1, needing: true })).toBeNull();
});

test('a removal says in counts what goes with it', () => {
  const lines = consequences([
    container('a', { git: { ...GIT, changed: 2, sinceBase: 1 } }),
    container('b', { docker: 'exited', state: 'stopped' }),
  ]);

  expect(lines).toEqual([
    '1 agent is still running and will be stopped.',
    '1 commit since the base exists only there unless pushed.',
    '2 changed files are not committed.',
    'What one of them holds is not known: not reported yet.',
  ]);
});

test('a removal of something empty says that nothing is lost', () => {
  const clean = container('a', { docker: 'exited', state: 'stopped', git: { ...GIT, sinceBase: 0 } });

  expect(consequences([clean])).toEqual(['No commits since the base and no changed files.']);
});

test('a creation tells its step, and the copy counts by its bytes', () => {
  const phases = phasesAt('copy', 0, { bytes: { sent: 50, total: 100 } });

  expect(phaseAt(phases)).toMatchObject({ number: 6, total: 8, phase: { id: 'copy' } });
  expect(progressOf(phases)).toBeCloseTo(5.5 / 8);
  expect(progressOf([])).toBe(0);
});

test('what its agent is at in its own list stands before its task, and not before a question', () => {
  const tasks = { done: 1, total: 5, doing: 'Writing\ntests' };
  expect(lineOf(container('a', { tasks }))).toMatchObject({ kind: 'task', step: '1/5 Writing', text: 'A task' });
  const attention = { kind: 'question' as const, at: '2026-05-04T09:00:00.000Z', text: 'Which?' };
  expect(lineOf(container('a', { state: 'needs-you', attention, tasks }))).toMatchObject({ kind: 'ask', step: '' });
});

test('a limit says until when, with the day where it lasts longer than one', () => {
  const since = '2026-05-04T09:00:00.000Z';
  const word = (limitUntil: string | null) => stateWord({ state: 'limit', limitUntil, since });
  expect(word('2026-05-04T14:30:00.000Z')).toMatch(/^Limit until \d\d:\d\d$/);
  expect(word('2026-05-08T14:30:00.000Z')).toMatch(/^Limit until \d May, \d\d:\d\d$/);
  expect([word(null), stateWord({ state: 'stalled', limitUntil: null, since })]).toEqual(['Limit', 'Stalled?']);
});

test('a bell without words leaves the task in the row, and says that it rang', () => {
  const attention = { kind: 'bell' as const, at: '2026-05-04T09:00:00.000Z', text: null };

  expect(lineOf(container('a', { state: 'needs-you', attention }))).toEqual({
    kind: 'task',
    lead: 'Rang the bell',
    step: '',
    text: 'A task',
  });
});
