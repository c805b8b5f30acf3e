import { expect, test } from 'vitest';
import type { MissionBoard } from '../../../electron/contract/board.ts';
import type { LogEntry } from '../../../electron/contract/missionControl.ts';
import {
  clockWords,
  days,
  dayWords,
  kindCounts,
  timeAxis,
} from '../../../renderer/features/missions/timeline/timeline-select.ts';

const NOW = Date.parse('2026-05-04T12:00:00.000Z');

/** Two milestones; a feature of the first changed after two of four hours, the second was never touched. */
function board(change: Partial<MissionBoard> = {}): MissionBoard {
  const at = '2026-05-04T08:00:00.000Z';
  const feature = (milestoneId: string, updatedAt: string) => ({ feature: { milestoneId, createdAt: at, updatedAt } });
  const milestone = (milestoneId: string) => ({ milestoneId, status: 'executing' });
  return {
    mission: { createdAt: at, updatedAt: at },
    effectiveStatus: 'executing',
    milestones: [milestone('plan'), milestone('build')],
    features: [feature('plan', '2026-05-04T10:00:00.000Z'), feature('build', at)],
    assertions: [],
    ...change,
  } as unknown as MissionBoard;
}

function entry(kind: LogEntry['kind'], timestamp: string): LogEntry {
  return { kind, timestamp, relativeMs: 0, title: kind };
}

test('a bar begins with the first known change and reaches until now while work goes on', () => {
  const { bars, ended } = timeAxis(board(), NOW);

  expect(ended).toBe(false);
  expect(bars[0]).toMatchObject({ from: 0.5, to: 1, open: true });
  expect(bars[1]).toMatchObject({ first: null, from: 0, to: 0, open: false });
});

test('the axis of a mission that is over ends with its last change', () => {
  const { bars, end } = timeAxis(board({ effectiveStatus: 'completed' }), NOW);

  expect(end).toBe('2026-05-04T10:00:00.000Z');
  expect(bars[0]).toMatchObject({ from: 1, to: 1, open: false });
});

test('what happened is grouped by day, and only of the wanted kinds', () => {
  const log = [
    entry('feature', '2026-05-04T12:00:00.000Z'),
    entry('mission', '2026-05-04T11:00:00.000Z'),
    entry('feature', '2026-05-01T12:00:00.000Z'),
  ];
  const shown = days(log, { kinds: new Set(['feature']), most: 10 });

  expect(shown.total).toBe(2);
  expect(shown.days.map(({ entries }) => entries.length)).toEqual([1, 1]);
  expect(days(log, { kinds: new Set(['feature', 'mission']), most: 1 })).toMatchObject({ total: 3 });
  expect(kindCounts(log)).toMatchObject({ feature: 2, mission: 1, checkpoint: 0 });
});

test('days near now have a word, others their date', () => {
  const now = new Date(2026, 4, 4, 9, 5);

  expect(dayWords('2026-05-04', now)).toBe('today');
  expect(dayWords('2026-05-03', now)).toBe('yesterday');
  expect(dayWords('2026-05-01', now)).toBe('Friday, May 1, 2026');
  expect(clockWords(now.toISOString())).toBe('09:05');
});
